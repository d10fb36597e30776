package dev.interproto.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.network.Backbone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One model of the shelf on disk: {@code model.json} ({@link ModelRecord}), and {@code weights.npz}
 * ({@link dev.interproto.training.WeightsFile}) or {@code model.onnx}; beside them what was found
 * out about it.
 *
 * @param path the model's folder; its name is the model's name
 */
public record ModelFolder(Path path) implements ModelHome {

    public Path recordFile() {
        return path.resolve("model.json");
    }

    /** Weights of a model of kind {@link ModelKind#BACKBONE}. */
    public Path weightsFile() {
        return path.resolve("weights.npz");
    }

    /** Graph of a model of kind {@link ModelKind#ONNX}. */
    public Path graphFile() {
        return path.resolve("model.onnx");
    }

    /** The file that the network lies in. */
    Path networkFile(ModelKind kind) {
        return kind == ModelKind.BACKBONE ? weightsFile() : graphFile();
    }

    /**
     * What {@code model.json} says, once it is certain that the network's file is there.
     *
     * @throws UserFacingException when a file is missing, damaged, or of a newer version
     */
    public ModelRecord record() {
        ModelRecord record = read();
        if (record.formatVersion() != ModelRecord.FORMAT_VERSION) {
            throw unusable("is of format " + record.formatVersion() + ", not of 1", null);
        }
        boolean whole =
                record.kind() != null
                        && record.preprocessing() != null
                        && record.source() != null
                        && record.imported() != null
                        && record.embeddingSize() > 0
                        && record.backbone().isPresent() == (record.kind() == ModelKind.BACKBONE);
        if (!whole) {
            throw unusable("lacks what it must say about the model", null);
        }
        record.backbone().ifPresent(Backbone::fromId);
        Path network = networkFile(record.kind());
        if (!Files.isRegularFile(network)) {
            throw new UserFacingException(
                    network + " is missing.",
                    "The model \"" + name() + "\" has lost its network and cannot be used.",
                    "Import its file (" + record.source().file() + ") again.");
        }
        return record;
    }

    private ModelRecord read() {
        try {
            return Json.mapper().readValue(recordFile().toFile(), ModelRecord.class);
        } catch (JsonProcessingException e) {
            throw unusable("is damaged", e);
        } catch (IOException e) {
            throw unusable("cannot be read (" + Workspace.reason(e) + ")", e);
        }
    }

    private UserFacingException unusable(String how, Exception cause) {
        return new UserFacingException(
                recordFile() + " " + how + ".",
                "The model \"" + name() + "\" cannot be used.",
                "Remove it and import its file again.",
                cause);
    }
}
