package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interproto.face.Preprocessing;
import dev.interproto.network.Backbone;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.kernel.Nd4jKernels;
import dev.interproto.parity.NpzFile;
import dev.interproto.parity.ParityFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A real file of torch.save becomes the reference's weights, and gives the reference's numbers. */
class TorchReferenceFileTest {
    private static final String TAG = "pth.";

    @BeforeAll
    static void needsTheReferenceNumbers() {
        assumeTrue(ParityFiles.folder().isPresent(), ParityFiles.absence());
    }

    private static BackboneWeights imported() {
        return (BackboneWeights) ForeignModels.read(file("pth"), Optional.empty());
    }

    private static Path file(String suffix) {
        return ParityFiles.folder().orElseThrow().resolve("mobilefacenet_reference." + suffix);
    }

    @Test
    void everyValueIsTheOneThatWasSaved() {
        BackboneWeights weights = imported();
        assertThat(weights.backbone()).isEqualTo(Backbone.MOBILEFACENET);
        assertThat(weights.head()).isEmpty();
        assertThat(weights.parameters().keySet())
                .isEqualTo(Backbone.MOBILEFACENET.parameterShapes().keySet());
        Backbone.MOBILEFACENET
                .parameterShapes()
                .forEach(
                        (name, shape) ->
                                assertThat(weights.parameters().get(name))
                                        .as(name)
                                        .isEqualTo(ParityFiles.fillParameter(TAG, name, shape)));
    }

    @Test
    void embeddingsAreTheReferences() throws IOException {
        BackboneWeights weights = imported();
        NpzFile.Array expected = NpzFile.read(file("npz")).get("embeddings");
        Nd4jKernels kernels = new Nd4jKernels(DataType.FLOAT);
        try (FaceNetwork network =
                FaceNetwork.create(weights.backbone(), Optional.empty(), 0, 1, kernels)) {
            for (NamedParameter parameter : network.parameters()) {
                INDArray view = parameter.view();
                float[] values = weights.parameters().get(parameter.name());
                view.assign(Nd4j.createFromArray(values).reshape('c', view.shape()));
            }
            kernels.parametersChanged();
            int pixels = Backbone.IMAGE_SIZE * Backbone.IMAGE_SIZE;
            INDArray probe =
                    Nd4j.createFromArray(ParityFiles.fill(2L * 3 * pixels, TAG + "probe", 1))
                            .reshape('c', 2, 3, Backbone.IMAGE_SIZE, Backbone.IMAGE_SIZE)
                            .permute(0, 2, 3, 1)
                            .dup('c');
            double[] actual = network.embed(probe).data().asDouble();
            assertThat(actual).hasSameSizeAs(expected.values());
            for (int i = 0; i < actual.length; i++) {
                assertThat(Math.abs(actual[i] - expected.values()[i])).isLessThan(1e-3);
            }
        }
    }

    @Test
    void foreignPreprocessingChangesTheFirstConvolutionOnly() {
        Preprocessing bgr = new Preprocessing(Preprocessing.ColourOrder.BGR, 127.5, 1, 112);
        BackboneWeights folded = TorchModels.read(file("pth"), bgr);
        BackboneWeights standard = imported();
        for (String name : standard.parameters().keySet()) {
            float[] plain = standard.parameters().get(name);
            if (name.equals("model.0.conv.weight")) {
                assertThat(folded.parameters().get(name)).isEqualTo(StemFolding.fold(plain, bgr));
            } else {
                assertThat(folded.parameters().get(name)).isEqualTo(plain);
            }
        }
    }
}
