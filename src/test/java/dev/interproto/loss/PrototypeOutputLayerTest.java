package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

class PrototypeOutputLayerTest {
    private static final int IDENTITIES = 6;
    private static final double STEP = 1e-6;

    @Test
    void prototypesStartAtUnitLengthAndFollowTheSeed() {
        INDArray first = prototypes(graph(1, DataType.FLOAT));
        INDArray same = prototypes(graph(1, DataType.FLOAT));
        INDArray other = prototypes(graph(2, DataType.FLOAT));

        assertThat(first.shape()).containsExactly(IDENTITIES, 4);
        assertThat(first.norm2(1).toDoubleVector())
                .containsOnly(new double[] {1, 1, 1, 1, 1, 1}, within(1e-6));
        assertThat(same).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void theGraphsGradientAgreesWithFiniteDifferences() {
        ComputationGraph graph = graph(5, DataType.DOUBLE);
        Nd4j.getRandom().setSeed(1);
        graph.setInputs(Nd4j.randn(DataType.DOUBLE, 3, 5));
        INDArray input = graph.getInput(0);
        INDArray labels = Nd4j.createFromArray(new int[][] {{4}, {0}, {5}});
        step(graph, input, labels);
        double[] gradient = graph.getFlattenedGradients().dup().toDoubleVector();

        INDArray parameters = graph.params();
        for (int i = 0; i < gradient.length; i++) {
            double value = parameters.getDouble(i);
            parameters.putScalar(i, value + STEP);
            double above = step(graph, input, labels).total();
            parameters.putScalar(i, value - STEP);
            double below = step(graph, input, labels).total();
            parameters.putScalar(i, value);
            double expected = (above - below) / (2 * STEP);
            assertThat(gradient[i])
                    .as("parameter %d", i)
                    .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void theScoreIsTheTotalOfTheLastStep() {
        ComputationGraph graph = graph(5, DataType.FLOAT);
        LossStep step =
                step(
                        graph,
                        Nd4j.ones(DataType.FLOAT, 2, 5),
                        Nd4j.createFromArray(new float[][] {{1}, {2}}));

        assertThat(graph.score()).isEqualTo(step.margin() + 0.5 * step.interPrototype());
        assertThat(step.interPrototype()).isPositive();
        assertThat(step.batch()).isEqualTo(2);
    }

    @Test
    void aLabelBeyondTheIdentitiesIsRefused() {
        ComputationGraph graph = graph(5, DataType.FLOAT);

        assertThatThrownBy(
                        () ->
                                step(
                                        graph,
                                        Nd4j.ones(DataType.FLOAT, 1, 5),
                                        Nd4j.createFromArray(new int[][] {{6}})))
                .hasMessageContaining("label 6")
                .hasMessageContaining("6 identities");
    }

    @Test
    void theConfigurationSurvivesItsJsonAndNamesTheHead() {
        ComputationGraphConfiguration configuration = graph(5, DataType.FLOAT).getConfiguration();

        String json = configuration.toJson();
        ComputationGraph again = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
        again.init();

        assertThat(json).contains("\"cosface\"").doesNotContain("CosFace");
        PrototypeOutputLayer layer =
                (PrototypeOutputLayer) again.getLayer("prototypes").conf().getLayer();
        assertThat(layer.marginHead()).isEqualTo(new CosFace(16, 0.35));
        assertThat(layer.getChildIdentities()).containsExactly(0, 3, 5);
        assertThat(layer.getLambda()).isEqualTo(0.5);
        assertThat(prototypes(again)).isEqualTo(prototypes(graph(5, DataType.FLOAT)));
    }

    private static LossStep step(ComputationGraph graph, INDArray input, INDArray labels) {
        graph.setInputs(input);
        graph.setLabels(labels);
        graph.computeGradientAndScore();
        return ((PrototypeOutput) graph.getOutputLayer(0)).lastStep().orElseThrow();
    }

    private static INDArray prototypes(ComputationGraph graph) {
        return ((PrototypeOutput) graph.getOutputLayer(0)).prototypes();
    }

    private static ComputationGraph graph(long seed, DataType type) {
        ComputationGraph graph =
                new ComputationGraph(
                        new NeuralNetConfiguration.Builder()
                                .seed(3)
                                .dataType(type)
                                .updater(new NoOp())
                                .miniBatch(false)
                                .graphBuilder()
                                .addInputs("pixels")
                                .addLayer(
                                        "dense",
                                        new DenseLayer.Builder()
                                                .nOut(4)
                                                .activation(Activation.TANH)
                                                .build(),
                                        "pixels")
                                .addVertex("unit", new L2NormalizeVertex(), "dense")
                                .addLayer(
                                        "prototypes",
                                        new PrototypeOutputLayer.Builder()
                                                .nIn(4)
                                                .nOut(IDENTITIES)
                                                .head(new CosFace(16, 0.35))
                                                .interPrototype(0.5, new int[] {0, 3, 5})
                                                .seed(seed)
                                                .build(),
                                        "unit")
                                .setOutputs("prototypes")
                                .setInputTypes(InputType.feedForward(5))
                                .build());
        graph.init();
        return graph;
    }
}
