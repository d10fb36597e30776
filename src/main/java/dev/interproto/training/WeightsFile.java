package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.loss.PrototypeMatrix;
import dev.interproto.network.Backbone;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.exchange.BackboneWeights;
import dev.interproto.network.layer.AgeBranch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of a backbone without a training's state, arranged as in a {@link Checkpoint}: {@code
 * parameters/<name>.npy} under the reference's PyTorch names, and {@code
 * parameters/head.weight.npy} (a row per identity) where prototypes came along.
 *
 * @param file the archive
 * @param backbone whose weights
 * @param prototypeCount rows of the prototypes; 0 where there are none
 */
public record WeightsFile(Path file, Backbone backbone, int prototypeCount)
        implements SavedWeights {

    /** Writes the weights of a model from elsewhere. */
    public static void write(OutputStream out, BackboneWeights weights) throws IOException {
        try (NpzWriter archive = new NpzWriter(out)) {
            for (Map.Entry<String, long[]> shape :
                    weights.backbone().parameterShapes().entrySet()) {
                float[] values = weights.parameters().get(shape.getKey());
                if (values == null) {
                    throw new IllegalArgumentException("there is no " + shape.getKey());
                }
                archive.add(ParameterArchive.PARAMETERS + shape.getKey(), values, shape.getValue());
            }
            if (weights.head().isPresent()) {
                float[] head = weights.head().get();
                archive.add(
                        ParameterArchive.PARAMETERS + ParameterArchive.HEAD,
                        head,
                        head.length / weights.embeddingSize(),
                        weights.embeddingSize());
            }
        }
    }

    @Override
    public AgeBranch ageBranch() {
        return AgeBranch.NONE;
    }

    @Override
    public Optional<List<String>> identityNames() {
        return Optional.empty();
    }

    @Override
    public PrototypeMatrix prototypes() {
        String name = ParameterArchive.PARAMETERS + ParameterArchive.HEAD;
        try (NpzReader archive = new NpzReader(file)) {
            long[] shape = archive.shape(name);
            if (!Arrays.equals(shape, new long[] {prototypeCount, backbone.embeddingSize()})) {
                throw new IOException(ParameterArchive.HEAD + " is " + Arrays.toString(shape));
            }
            return new PrototypeMatrix(
                    prototypeCount, backbone.embeddingSize(), archive.read(name));
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void restore(List<NamedParameter> layout, INDArray parameters) {
        try (NpzReader archive = new NpzReader(file)) {
            for (NamedParameter parameter : layout) {
                ParameterArchive.read(archive, ParameterArchive.PARAMETERS, parameter, parameters);
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private UserFacingException unreadable(Exception cause) {
        return new UserFacingException(
                "The weights " + file + " cannot be read (" + cause.getMessage() + ").",
                "The file is missing, cut short or damaged.",
                "Import the model again.",
                cause);
    }
}
