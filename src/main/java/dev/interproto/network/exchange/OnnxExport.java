package dev.interproto.network.exchange;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.network.Backbone;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.layer.AgeBranch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes our backbones as ONNX (opset 13): input {@code images} [N, 3, 112, 112], float32, RGB, (x
 * − 127.5)/127.5; output {@code embedding} [N, D], rows of unit length. Initialisers bear our
 * parameters' names; the metadata record the preprocessing.
 */
public final class OnnxExport {
    private OnnxExport() {}

    /**
     * Writes a network's backbone as it stands.
     *
     * @param file replaced whole, or left as it was
     * @throws UserFacingException where the file cannot be written
     */
    public static void write(FaceNetwork network, Path file) {
        Map<String, INDArray> views =
                network.parameters().stream()
                        .collect(Collectors.toMap(NamedParameter::name, NamedParameter::view));
        write(network.backbone(), network.ageBranch(), name -> values(views.get(name)), file);
    }

    private static float[] values(INDArray view) {
        try (INDArray copy = view.dup('c')) {
            return copy.data().asFloat();
        }
    }

    /**
     * Writes weights of one of our backbones, for standard input.
     *
     * @param weights with every parameter of the backbone
     * @param file replaced whole, or left as it was
     * @throws UserFacingException where the file cannot be written
     * @throws IllegalArgumentException where a parameter is missing or of another length
     */
    public static void write(BackboneWeights weights, Path file) {
        write(weights.backbone(), AgeBranch.NONE, weights.parameters()::get, file);
    }

    private static void write(
            Backbone backbone, AgeBranch branch, Function<String, float[]> values, Path file) {
        OnnxBuilder model = new OnnxBuilder(backbone.id());
        model.producerVersion(
                Optional.ofNullable(OnnxExport.class.getPackage().getImplementationVersion())
                        .orElse("development"));
        model.metadata("interproto.backbone", backbone.id());
        OnnxPreprocessing.record(Preprocessing.STANDARD, model);
        new OnnxBackbone(backbone, branch, values, model).build();
        try {
            AtomicFiles.write(file, model::writeTo);
        } catch (IOException e) {
            throw new UserFacingException(
                    file + " cannot be written (" + e.getMessage() + ").",
                    "The model was not exported.",
                    "Check the rights of the folder and the space on its disk.",
                    e);
        }
    }
}
