package dev.interproto.network.exchange;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.interproto.common.UserFacingException;

/** Loads graphs into ONNX Runtime, the same way for every kind of model. */
public final class OnnxSessions {
    private OnnxSessions() {}

    /** Begun when first needed; the runtime allows one a process, and never ends it. */
    private static final class Holder {
        static final OrtEnvironment ENVIRONMENT =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);

        private Holder() {}
    }

    /** The runtime of this process. */
    public static OrtEnvironment environment() {
        return Holder.ENVIRONMENT;
    }

    /**
     * Loads a graph. The same input gives the same output, bit for bit.
     *
     * @param onnx the file's bytes
     * @param source the file or model, for messages
     * @param threads that one run may use
     * @return to be closed by the caller; may be run by several threads at once
     * @throws UserFacingException where it is damaged or needs operators the runtime lacks, or this
     *     machine has no runtime
     */
    public static OrtSession open(byte[] onnx, String source, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            // Threads that spin while they wait would starve the decoding of the next images.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return environment().createSession(onnx, options);
        } catch (OrtException e) {
            throw unloadable(source, e);
        } catch (LinkageError e) {
            throw new UserFacingException(
                    "ONNX Runtime cannot be loaded on this machine.",
                    "ONNX models cannot be used here.",
                    "Use a model of another format, or a machine with Linux, Windows or macOS"
                            + " whose platform this build was made for.",
                    e);
        }
    }

    /** As many as OMP_NUM_THREADS allows the other arithmetic, else one a processor. */
    static int threads() {
        int processors = Runtime.getRuntime().availableProcessors();
        String wanted = System.getenv().getOrDefault("OMP_NUM_THREADS", "");
        return wanted.matches("[1-9]\\d{0,3}") ? Integer.parseInt(wanted) : processors;
    }

    static UserFacingException unloadable(String source, OrtException cause) {
        return new UserFacingException(
                source + " cannot be loaded as an ONNX model (" + firstLine(cause) + ").",
                "The file is damaged, or uses operators that this program's runtime does not know.",
                "Export the model again, with opset 13 to 17 and the standard operators.",
                cause);
    }

    /** What the runtime says, short enough for a message. */
    public static String firstLine(OrtException e) {
        String line = e.getMessage().lines().findFirst().orElse("").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
