package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.network.Backbone;
import dev.interproto.parity.ParityFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchModelsTest {
    @TempDir private Path folder;

    private static void backbone(TorchFileWriter writer, String prefix) {
        Backbone.IR_SMALL
                .parameterShapes()
                .forEach(
                        (name, shape) ->
                                writer.floats(
                                        prefix + name,
                                        ParityFiles.fillParameter("t.", name, shape),
                                        shape));
    }

    private static void checkBackbone(BackboneWeights weights) {
        assertThat(weights.backbone()).isEqualTo(Backbone.IR_SMALL);
        Map<String, long[]> shapes = Backbone.IR_SMALL.parameterShapes();
        assertThat(weights.parameters().keySet()).isEqualTo(shapes.keySet());
        shapes.forEach(
                (name, shape) ->
                        assertThat(weights.parameters().get(name))
                                .isEqualTo(ParityFiles.fillParameter("t.", name, shape)));
    }

    @Test
    void zipFilesGiveTheWeightsAndTheHeadBesideThem() {
        TorchFileWriter writer = new TorchFileWriter().begin();
        backbone(writer, "module.");
        // kernel [D, C] = [128, 2]: the first prototype is the even values.
        float[] kernel = new float[256];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = i;
        }
        writer.floats("head.kernel", kernel, 128, 2).end();
        Path file = writer.zip(folder.resolve("model.pth"));
        BackboneWeights weights = TorchModels.read(file, Preprocessing.STANDARD);
        checkBackbone(weights);
        assertThat(weights.head().orElseThrow()).hasSize(256).startsWith(0, 2, 4).endsWith(255);
    }

    @Test
    void olderFilesGiveTheWeightsFromANestedStateDict() {
        TorchFileWriter writer = new TorchFileWriter().raw('}').text("state_dict").begin();
        backbone(writer, "");
        writer.raw("us.");
        Path file = writer.legacy(folder.resolve("model.pth"));
        checkBackbone((BackboneWeights) ForeignModels.read(file, Optional.empty()));
    }

    @Test
    void countersOfBatchesAreLeftOut() {
        TorchFileWriter writer = new TorchFileWriter().begin();
        backbone(writer, "");
        byte[] seven = TorchFileWriter.little(8).putLong(7).array();
        writer.storage("n", new TorchFileWriter.Storage("LongStorage", 1, seven));
        writer.text("input_layer.1.num_batches_tracked");
        writer.tensor("n", "LongStorage", 1, 0, new long[0], new long[0]).end();
        Path file = writer.zip(folder.resolve("model.pth"));
        checkBackbone(TorchModels.read(file, Preprocessing.STANDARD));
    }

    @Test
    void headsAreTurnedIntoPrototypesByRows() {
        float[] values = {1, 2, 3, 4, 5, 6};
        Path kernel =
                new TorchFileWriter()
                        .begin()
                        .floats("kernel", values, 2, 3)
                        .end()
                        .legacy(folder.resolve("kernel.pth"));
        TorchHead head = TorchModels.readHead(kernel);
        assertThat(head.identities()).isEqualTo(3);
        assertThat(head.embeddingSize()).isEqualTo(2);
        assertThat(head.prototypes()).containsExactly(1, 4, 2, 5, 3, 6);
        Path weight =
                new TorchFileWriter()
                        .begin()
                        .floats("module.weight", values, 2, 3)
                        .end()
                        .zip(folder.resolve("weight.pth"));
        assertThat(TorchModels.readHead(weight).prototypes()).containsExactly(values);
        assertThat(TorchModels.readHead(weight).identities()).isEqualTo(2);
        refused(() -> TorchModels.read(weight, Preprocessing.STANDARD), "but no backbone");
    }

    @Test
    void wrongShapesMissingHeadsAndValuesThatAreNoNumbersAreNamed() {
        Path other =
                new TorchFileWriter()
                        .begin()
                        .floats("input_layer.0.weight", new float[16 * 75], 16, 3, 5, 5)
                        .end()
                        .zip(folder.resolve("other.pth"));
        refused(() -> TorchModels.read(other, Preprocessing.STANDARD), "[16, 3, 5, 5] instead of");
        refused(() -> TorchModels.readHead(other), "neither kernel [D, C] nor weight [C, D]");
        Path broken =
                new TorchFileWriter()
                        .begin()
                        .floats("weight", new float[] {1, Float.NaN}, 1, 2)
                        .end()
                        .zip(folder.resolve("nan.pth"));
        refused(() -> TorchModels.readHead(broken), "no finite numbers");
    }

    @Test
    void otherFilesAreToldWhatCanBeRead() {
        Path text = TorchFileWriter.write(folder.resolve("notes.txt"), "hello".getBytes());
        refused(() -> ForeignModels.read(text, Optional.empty()), "PyTorch state dict (.pth, .pt)");
        Path empty = TorchFileWriter.write(folder.resolve("empty.pth"), new byte[0]);
        refused(() -> ForeignModels.read(empty, Optional.empty()), "empty.pth");
        Path zip = TorchFileWriter.zip(folder.resolve("a.zip"), Map.of("a.txt", new byte[3]));
        refused(() -> ForeignModels.read(zip, Optional.empty()), "no data.pkl");
        Path absent = folder.resolve("absent.pth");
        refused(() -> ForeignModels.read(absent, Optional.empty()), "absent.pth cannot be read");
    }

    private static void refused(Runnable reading, String text) {
        assertThatThrownBy(reading::run)
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining(text);
    }
}
