package dev.interproto.network.exchange;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.interproto.common.UserFacingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * An ONNX model loaded into ONNX Runtime: one image input, one embedding output. Owns native memory
 * until closed; one thread at a time. The same input gives the same output, bit for bit.
 */
public final class OnnxGraph implements AutoCloseable {
    private static final int COLOURS = 3;

    /** Faces are cut to 112 pixels; a network of a wider input than this is none for faces. */
    static final int LARGEST_IMAGE = 1024;

    private static final int LARGEST_BATCH = 64;

    private final String source;
    private final OrtSession session;
    private final String input;
    private final long[] inputShape;

    private OnnxGraph(String source, OrtSession session) throws OrtException {
        this.source = source;
        this.session = session;
        Map<String, NodeInfo> inputs = session.getInputInfo();
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        if (inputs.size() != 1 || outputs.size() != 1) {
            throw refused("has " + inputs.size() + " inputs and " + outputs.size() + " outputs");
        }
        NodeInfo only = inputs.values().iterator().next();
        input = only.getName();
        inputShape = imageShape(only);
        requireEmbedding(outputs.values().iterator().next());
    }

    private long[] imageShape(NodeInfo info) {
        if (!(info.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw refused("takes no float32 image");
        }
        long[] shape = tensor.getShape();
        if (shape.length != 4 || shape[1] != COLOURS && shape[3] != COLOURS) {
            throw refused("takes no image of three colours");
        }
        if (shape[0] > LARGEST_BATCH) {
            throw refused("wants " + shape[0] + " images at a time");
        }
        boolean first = shape[1] == COLOURS;
        long height = shape[first ? 2 : 1];
        long width = shape[first ? 3 : 2];
        if (height > 0 && width > 0 && height != width || Math.max(height, width) > LARGEST_IMAGE) {
            throw refused("takes no square image of at most " + LARGEST_IMAGE + " pixels a side");
        }
        return shape;
    }

    private void requireEmbedding(NodeInfo info) {
        if (!(info.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw refused("gives no float32 numbers");
        }
        long[] shape = tensor.getShape();
        boolean vector = shape.length == 2;
        boolean pixel = shape.length == 4 && Math.abs(shape[2]) == 1 && Math.abs(shape[3]) == 1;
        // Rank 0 is how the runtime says that the file does not tell: the first run will.
        if (!vector && !pixel && shape.length != 0) {
            throw refused("gives no embedding, one row of numbers an image");
        }
    }

    /**
     * Loads a model.
     *
     * @param onnx the file's bytes
     * @param source the file or model, for messages
     * @throws UserFacingException where it is damaged, needs operators the runtime lacks, or has
     *     other inputs and outputs than an image and an embedding; the message lists them
     */
    public static OnnxGraph open(byte[] onnx, String source) {
        OrtSession session = OnnxSessions.open(onnx, source, OnnxSessions.threads());
        try {
            return new OnnxGraph(source, session);
        } catch (OrtException e) {
            close(session);
            throw OnnxSessions.unloadable(source, e);
        } catch (RuntimeException e) {
            close(session);
            throw e;
        }
    }

    private UserFacingException refused(String why) {
        try {
            return new UserFacingException(
                    source + " is no model of faces: it " + why + ".",
                    "Its inputs: "
                            + describe(session.getInputInfo())
                            + "; its outputs: "
                            + describe(session.getOutputInfo())
                            + ".",
                    "Give a model with one image input, [N, 3, 112, 112] or [N, 112, 112, 3], and"
                            + " one output [N, D].");
        } catch (OrtException e) {
            return OnnxSessions.unloadable(source, e);
        }
    }

    private static String describe(Map<String, NodeInfo> values) {
        String some =
                values.values().stream()
                        .limit(6)
                        .map(value -> shortened(value.getName()) + " " + describe(value))
                        .collect(Collectors.joining(", "));
        return (values.isEmpty() ? "none" : some) + (values.size() > 6 ? ", …" : "");
    }

    private static String describe(NodeInfo value) {
        if (!(value.getInfo() instanceof TensorInfo tensor)) {
            return "(no tensor)";
        }
        String shape =
                LongStream.of(tensor.getShape())
                        .mapToObj(size -> size < 0 ? "?" : Long.toString(size))
                        .collect(Collectors.joining(", ", "[", "]"));
        return shape + (tensor.type == OnnxJavaType.FLOAT ? "" : " of " + tensor.type);
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }

    /** Whether the input is [N, 3, H, W]; otherwise it is [N, H, W, 3]. */
    public boolean channelsFirst() {
        return inputShape[1] == COLOURS;
    }

    /** Width and height of the input in pixels; empty where any will do. */
    OptionalInt size() {
        long[] sides = Arrays.copyOfRange(inputShape, channelsFirst() ? 2 : 1, 4);
        long side = Math.max(sides[0], sides[1]);
        return side > 0 ? OptionalInt.of(Math.toIntExact(side)) : OptionalInt.empty();
    }

    /** Images that one run must hold; empty where any number will do. */
    public OptionalInt fixedBatch() {
        return inputShape[0] > 0
                ? OptionalInt.of(Math.toIntExact(inputShape[0]))
                : OptionalInt.empty();
    }

    /**
     * Runs the model.
     *
     * @param images {@code count} images in the model's layout
     * @param count of images
     * @param size width and height
     * @return as many rows as the model gives, as the model gives them (of any length)
     * @throws UserFacingException where the model fails on it or gives no rows of numbers
     */
    public float[][] run(float[] images, int count, int size) {
        long[] shape =
                channelsFirst()
                        ? new long[] {count, COLOURS, size, size}
                        : new long[] {count, size, size, COLOURS};
        FloatBuffer buffer =
                ByteBuffer.allocateDirect(Math.multiplyExact(images.length, Float.BYTES))
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer()
                        .put(images)
                        .flip();
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(OnnxSessions.environment(), buffer, shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            if (!(result.get(0) instanceof OnnxTensor output)) {
                throw refused("gives no tensor");
            }
            return rows(output);
        } catch (OrtException e) {
            throw new UserFacingException(
                    source
                            + " fails on images of "
                            + size
                            + " pixels ("
                            + OnnxSessions.firstLine(e)
                            + ").",
                    "It cannot be used with this size.",
                    "Give the image size that the model was made for.",
                    e);
        }
    }

    private float[][] rows(OnnxTensor output) {
        long[] shape = output.getInfo().getShape();
        boolean vector = shape.length == 2 || shape.length == 4 && shape[2] * shape[3] == 1;
        if (!vector || shape[0] < 1 || shape[1] < 1) {
            throw refused("gives " + Arrays.toString(shape) + ", not one row of numbers an image");
        }
        FloatBuffer values = output.getFloatBuffer();
        float[][] rows = new float[(int) shape[0]][(int) shape[1]];
        for (float[] row : rows) {
            values.get(row);
        }
        return rows;
    }

    @Override
    public void close() {
        close(session);
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("an ONNX session cannot be closed", e);
        }
    }
}
