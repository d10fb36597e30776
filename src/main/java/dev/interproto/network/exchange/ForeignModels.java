package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a model file from elsewhere, whatever its kind; told by its content, then by its name. */
public final class ForeignModels {
    /** How a pickle of protocol 2 or later begins, and so PyTorch's older files. */
    private static final int PICKLE = 0x80;

    private ForeignModels() {}

    /**
     * The model in a file.
     *
     * @param file a PyTorch state dict ({@code .pth}), an MXNet {@code *-symbol.json} or {@code
     *     *-0000.params}, or an ONNX model
     * @param preprocessing what its input expects; empty for what the file itself says, and where
     *     it says nothing {@link Preprocessing#STANDARD}
     * @throws UserFacingException where the file cannot be read, or is no model that is known
     */
    public static ForeignModel read(Path file, Optional<Preprocessing> preprocessing) {
        byte[] start = start(file);
        boolean zip = start.length == 2 && start[0] == 'P' && start[1] == 'K';
        boolean pickle = start.length == 2 && Byte.toUnsignedInt(start[0]) == PICKLE;
        if (zip || pickle) {
            return TorchModels.read(file, preprocessing.orElse(Preprocessing.STANDARD));
        }
        if (OnnxModels.isNamed(file)) {
            return OnnxModels.read(file, preprocessing);
        }
        if (MxNetModels.isNamedSo(file)) {
            return MxNetModels.read(file, preprocessing);
        }
        throw unknown(file);
    }

    private static byte[] start(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(2);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The model file " + file + " cannot be read (" + e.getMessage() + ").",
                    "Nothing was imported.",
                    "Check the path, and that you may read the file.",
                    e);
        }
    }

    private static UserFacingException unknown(Path file) {
        return new UserFacingException(
                file + " is no model file that can be read.",
                "Nothing was imported.",
                "Give a PyTorch state dict (.pth, .pt), an MXNet model (*-symbol.json beside its"
                        + " *-0000.params) or an ONNX model (.onnx).");
    }
}
