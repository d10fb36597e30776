package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each of MXNet's operators, alone in a graph, gives the numbers that its definition gives. */
class MxNetOperatorsTest {
    @TempDir Path folder;

    /**
     * What a graph gives for an image of three channels.
     *
     * @param graph adds nodes to the writer, given the image's number
     */
    private float[] run(ToIntBiFunction<MxNetWriter, Integer> graph, int size, float... image)
            throws IOException {
        MxNetWriter writer = new MxNetWriter();
        graph.applyAsInt(writer, writer.data());
        Preprocessing pixels = new Preprocessing(Preprocessing.ColourOrder.RGB, 0, 1, size);
        ForeignModel read = MxNetModels.read(writer.writeTo(folder), Optional.of(pixels));
        GraphModel model = (GraphModel) read;
        try (OnnxGraph opened = OnnxGraph.open(model.onnx(), "test")) {
            float[] row = opened.run(image, 1, size)[0];
            assertThat(row).hasSize(model.embeddingSize());
            return row;
        }
    }

    private float[] run(String operator, String attributes, int size, float... image)
            throws IOException {
        return run((w, x) -> w.node(operator, "tested", attributes, x), size, image);
    }

    private static void assertNumbers(float[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("number " + i).isCloseTo(expected[i], within(1e-6));
        }
    }

    /** Channels 1 to 4, 10 to 40 and 5 to 8, in two rows of two. */
    private static final float[] TWO_BY_TWO = {1, 2, 3, 4, 10, 20, 30, 40, 5, 6, 7, 8};

    /** Channels 1 to 9, ten times that, and minus that, in three rows of three. */
    private static final float[] THREE_BY_THREE = new float[27];

    static {
        for (int i = 0; i < 9; i++) {
            THREE_BY_THREE[i] = i + 1;
            THREE_BY_THREE[9 + i] = 10 * (i + 1);
            THREE_BY_THREE[18 + i] = -(i + 1);
        }
    }

    @Test
    void aDepthwiseConvolutionFiltersEachChannelAlone() throws IOException {
        float[] weight = {1, 0, 0, 1, 1, 1, 1, 1, -1, 1, 0, 0};
        float[] actual =
                run(
                        (w, x) ->
                                w.node(
                                        "Convolution",
                                        "depthwise",
                                        "kernel=(2, 2); num_filter=3; num_group=3",
                                        x,
                                        w.parameter("w", new long[] {3, 1, 2, 2}, weight),
                                        w.parameter("b", new long[] {3}, 0, 0.5f, 0)),
                        2,
                        TWO_BY_TWO);
        // 1 + 4; 10 + 20 + 30 + 40 + 0.5; 6 - 5.
        assertNumbers(actual, 5, 100.5, 1);
    }

    @Test
    void theFiltersOfAGroupStandTogether() throws IOException {
        float[] weight = {
            1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0.5f, 0.5f, 0, 0
        };
        float[] actual =
                run(
                        (w, x) ->
                                w.node(
                                        "Convolution",
                                        "grouped",
                                        "kernel=(2, 2); num_filter=6; num_group=3; no_bias=True",
                                        x,
                                        w.parameter("w", new long[] {6, 1, 2, 2}, weight)),
                        2,
                        TWO_BY_TWO);
        assertNumbers(actual, 1, 4, 100, 20, 7, 5.5);
    }

    @Test
    void averagesAndLargestOfAWindow() throws IOException {
        String step = "kernel=(2, 2); stride=(1, 1); pool_type=";
        assertNumbers(
                run("Pooling", step + "avg", 3, THREE_BY_THREE),
                3,
                4,
                6,
                7,
                30,
                40,
                60,
                70,
                -3,
                -4,
                -6,
                -7);
        assertNumbers(
                run("Pooling", step + "max", 3, THREE_BY_THREE),
                5,
                6,
                8,
                9,
                50,
                60,
                80,
                90,
                -1,
                -2,
                -4,
                -5);
    }

    @Test
    void aRestThatFillsNoWindowIsLeftOut() throws IOException {
        assertNumbers(
                run("Pooling", "kernel=(2, 2); stride=(2, 2); pool_type=avg", 3, THREE_BY_THREE),
                3,
                30,
                -3);
        assertNumbers(
                run("Pooling", "kernel=(2, 2); stride=(2, 2); pool_type=max", 3, THREE_BY_THREE),
                5,
                50,
                -1);
        assertThatThrownBy(
                        () ->
                                run(
                                        "Pooling",
                                        "kernel=(2, 2); stride=(2, 2); pooling_convention=full",
                                        3,
                                        THREE_BY_THREE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("beyond the border");
    }

    /** A border of zeros counts in an average unless the graph says otherwise, never in a max. */
    @Test
    void theBorderOfAWindow() throws IOException {
        String border = "kernel=(2, 2); stride=(2, 2); pad=(1, 1); pool_type=";
        assertNumbers(
                run("Pooling", border + "avg", 3, THREE_BY_THREE),
                0.25,
                1.25,
                2.75,
                7,
                2.5,
                12.5,
                27.5,
                70,
                -0.25,
                -1.25,
                -2.75,
                -7);
        assertNumbers(
                run("Pooling", border + "avg; count_include_pad=False", 3, THREE_BY_THREE),
                1,
                2.5,
                5.5,
                7,
                10,
                25,
                55,
                70,
                -1,
                -2.5,
                -5.5,
                -7);
        assertNumbers(
                run("Pooling", border + "max", 3, THREE_BY_THREE),
                1,
                3,
                7,
                9,
                10,
                30,
                70,
                90,
                -1,
                -2,
                -4,
                -5);
    }

    @Test
    void slopesBelowZero() throws IOException {
        assertNumbers(run("LeakyReLU", "act_type=leaky", 1, -2, 0, 3), -0.5, 0, 3);
        assertNumbers(run("LeakyReLU", "act_type=leaky; slope=0.1", 1, -2, 0, 3), -0.2, 0, 3);
        // e^-1 - 1 = -0.6321206; a quarter of it where nothing is said.
        assertNumbers(run("LeakyReLU", "act_type=elu; slope=1", 1, -1, 0, 3), -0.6321206, 0, 3);
        assertNumbers(run("LeakyReLU", "act_type=elu", 1, -1, 0, 3), -0.1580301, 0, 3);
    }

    @Test
    void aConcatJoinsChannelsOrRows() throws IOException {
        assertNumbers(
                run(
                        (w, x) ->
                                w.node(
                                        "Concat",
                                        "joined",
                                        "num_args=2; dim=1",
                                        x,
                                        w.node("_mul_scalar", "tenfold", "scalar=10", x)),
                        1,
                        1,
                        2,
                        3),
                1,
                2,
                3,
                10,
                20,
                30);
        assertNumbers(
                run(
                        (w, x) ->
                                w.node(
                                        "Concat",
                                        "joined",
                                        "num_args=2; dim=2",
                                        x,
                                        w.node("_minus_scalar", "less", "scalar=1", x)),
                        1,
                        1,
                        2,
                        3),
                1,
                0,
                2,
                1,
                3,
                2);
    }

    /** [3, 4] after Reshape to (0, 3, -1), so a transpose shows how the numbers lay. */
    @Test
    void aReshapeKeepsTheBatchAndTheOrder() throws IOException {
        assertNumbers(
                run("Reshape", "shape=(0, -1)", 2, TWO_BY_TWO),
                1,
                2,
                3,
                4,
                10,
                20,
                30,
                40,
                5,
                6,
                7,
                8);
        assertNumbers(
                run(
                        (w, x) ->
                                w.node(
                                        "transpose",
                                        "turned",
                                        "axes=(0, 2, 1)",
                                        w.node("Reshape", "shaped", "shape=(0, 3, -1)", x)),
                        2,
                        TWO_BY_TWO),
                1,
                10,
                5,
                2,
                20,
                6,
                3,
                30,
                7,
                4,
                40,
                8);
        assertThatThrownBy(() -> run("Reshape", "shape=(0, 5)", 2, TWO_BY_TWO))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("cannot become");
    }

    @Test
    void aTransposePutsTheChannelsLast() throws IOException {
        assertNumbers(
                run("transpose", "axes=(0, 2, 3, 1)", 2, TWO_BY_TWO),
                1,
                10,
                5,
                2,
                20,
                6,
                3,
                30,
                7,
                4,
                40,
                8);
        // Height and width change places.
        assertNumbers(
                run("transpose", "axes=(0, 1, 3, 2)", 2, TWO_BY_TWO),
                1,
                3,
                2,
                4,
                10,
                30,
                20,
                40,
                5,
                7,
                6,
                8);
        assertThatThrownBy(() -> run("transpose", "axes=(1, 0, 2, 3)", 2, TWO_BY_TWO))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("a transpose");
    }

    /** Σx² is 25 over all; 9 + 16 at each of the first two pixels of the channels. */
    @Test
    void unitLengthOverAllOrOverChannels() throws IOException {
        assertNumbers(run("L2Normalization", "", 1, 3, 4, 0), 0.6, 0.8, 0);
        float[] image = {3, 6, 0, 0, 4, 8, 0, 2, 0, 0, 1, 0};
        assertNumbers(
                run("L2Normalization", "mode=channel", 2, image),
                0.6,
                0.6,
                0,
                0,
                0.8,
                0.8,
                0,
                1,
                0,
                0,
                1,
                0);
        // Lengths 5, 13 and 2 of the three planes.
        float[] planes = {3, 4, 0, 0, 5, 0, 12, 0, 0, 0, 0, 2};
        assertNumbers(
                run("L2Normalization", "mode=spatial", 2, planes),
                0.6,
                0.8,
                0,
                0,
                5.0 / 13,
                0,
                12.0 / 13,
                0,
                0,
                0,
                0,
                1);
        // √(3² + 4² + 11) = 6: the eps stands under the root.
        assertNumbers(run("L2Normalization", "eps=11", 1, 3, 4, 0), 0.5, 4.0 / 6, 0);
    }

    @Test
    void clipBoundsOnBothSides() throws IOException {
        assertNumbers(run("clip", "a_min=0; a_max=6", 1, -1, 5, 7), 0, 5, 6);
    }

    @Test
    void aFlattenedImageIsOrderedByChannelsThenRows() throws IOException {
        float[] first = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        float[] weight = new float[24];
        System.arraycopy(first, 0, weight, 0, 12);
        weight[12 + 6] = 1; // the third pixel of the second channel
        weight[12 + 11] = -1; // the last of the third
        assertNumbers(run("Flatten", "", 2, TWO_BY_TWO), 1, 2, 3, 4, 10, 20, 30, 40, 5, 6, 7, 8);
        assertNumbers(
                run(
                        (w, x) ->
                                w.node(
                                        "FullyConnected",
                                        "linear",
                                        "num_hidden=2; no_bias=True",
                                        w.node("Flatten", "flat", "", x),
                                        w.parameter("w", new long[] {2, 12}, weight)),
                        2,
                        TWO_BY_TWO),
                1,
                22);
    }
}
