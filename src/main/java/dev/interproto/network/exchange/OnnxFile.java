package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.Onnx;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/**
 * An ONNX file in memory: a network of at least one node, which nothing has run yet.
 *
 * @param path where it lies
 * @param bytes as they lie there
 * @param model what they say
 */
public record OnnxFile(Path path, byte[] bytes, Onnx.ModelProto model) {

    /**
     * Reads a file.
     *
     * @param largest bytes; a larger file is not read
     * @throws UserFacingException where it is larger, cannot be read, is damaged or no ONNX model
     */
    public static OnnxFile read(Path file, long largest) {
        byte[] bytes = bytes(file, largest);
        return new OnnxFile(file, bytes, parse(file, bytes));
    }

    private static byte[] bytes(Path file, long largest) {
        try {
            long size = Files.size(file);
            if (size > largest) {
                throw new UserFacingException(
                        file + " is too large (" + (size >> 20) + " MiB).",
                        "Models of its kind are read up to " + (largest >> 20) + " MiB.",
                        "Give a smaller model.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The model file " + file + " cannot be read (" + e.getMessage() + ").",
                    "Nothing can be done with it.",
                    "Check the path, and that you may read the file.",
                    e);
        }
    }

    private static Onnx.ModelProto parse(Path file, byte[] bytes) {
        Throwable cause = null;
        try {
            Onnx.ModelProto model = Onnx.ModelProto.parseFrom(bytes);
            if (model.hasGraph() && model.getGraph().getNodeCount() > 0) {
                return model;
            }
        } catch (InvalidProtocolBufferException e) {
            cause = e;
        }
        throw new UserFacingException(
                file + " is damaged, or no ONNX model.",
                "Its content cannot be read as a network.",
                "Copy or download the file again.",
                cause);
    }
}
