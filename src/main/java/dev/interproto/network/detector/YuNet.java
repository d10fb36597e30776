package dev.interproto.network.detector;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.FaceDetectors;
import dev.interproto.network.exchange.OnnxFile;
import dev.interproto.network.exchange.OnnxSessions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx;

/**
 * A YuNet face detector from an ONNX file: boxes, confidences and five landmarks. Both exports of
 * libfacedetection.train are read: the one of a fixed size that OpenCV's FaceDetectorYN takes
 * ({@code yunet_n_320_320.onnx}, {@code face_detection_yunet_2023mar.onnx}) and the one of any size
 * ({@code yunet_n_dynamic.onnx}), which OpenCV cannot read. Their arithmetic is the same; sizes
 * that a file fixes are freed before it is loaded, so that photographs need not be squeezed into
 * squares.
 *
 * <p>Holds native memory until closed. Its detectors share it, and may work at the same time.
 */
public final class YuNet implements FaceDetectors {
    /** The largest in use has 300 kB; a file of another kind may be anything. */
    private static final long LARGEST_FILE = 64L << 20;

    private static final int COLOURS = 3;

    /** Sides of the network's input are multiples of this, the coarsest stride. */
    static final int MULTIPLE = 32;

    /** A size on which a file must prove itself: no square, and none that a file would fix. */
    private static final int PROOF_WIDTH = 96;

    private static final int PROOF_HEIGHT = 64;

    private final String source;
    private final String name;
    private final OrtSession session;
    private final String input;

    private YuNet(String source, String name, OrtSession session, String input) {
        this.source = source;
        this.name = name;
        this.session = session;
        this.input = input;
    }

    /**
     * Loads a detector and runs it once.
     *
     * @param file an ONNX file
     * @throws UserFacingException where it cannot be read, is damaged or is no YuNet
     */
    public static YuNet open(Path file) {
        OnnxFile onnx = OnnxFile.read(file, LARGEST_FILE);
        Onnx.ModelProto model = withFreeSizes(onnx.model(), file);
        String source = file.toString();
        // One thread a run: alignment runs one detector on every core.
        OrtSession session = OnnxSessions.open(model.toByteArray(), source, 1);
        try {
            String input = onlyInput(file, session);
            YuNet net = new YuNet(source, "yunet:" + digest(onnx.bytes()), session, input);
            net.run(
                    new float[COLOURS * PROOF_WIDTH * PROOF_HEIGHT],
                    PROOF_WIDTH,
                    PROOF_HEIGHT,
                    YuNetDetector.SMALLEST_CONFIDENCE);
            return net;
        } catch (RuntimeException e) {
            close(session);
            throw e;
        }
    }

    /** The kind, and the first digits of the file's SHA-256: two files' faces must not be mixed. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public FaceDetector create() {
        return new YuNetDetector(this);
    }

    /**
     * Runs the network.
     *
     * @param planes blue, green and red planes of {@code width · height} values, 0 to 255
     * @param width of the input, a multiple of {@value #MULTIPLE}
     * @param height of the input, likewise
     * @return the faces of at least that confidence, the surest first, in pixels of the input
     */
    List<DetectedFace> run(float[] planes, int width, int height, double smallestConfidence) {
        FloatBuffer buffer =
                ByteBuffer.allocateDirect(Float.BYTES * planes.length)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer()
                        .put(planes)
                        .flip();
        long[] shape = {1, COLOURS, height, width};
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(OnnxSessions.environment(), buffer, shape);
                OrtSession.Result result = session.run(Map.of(input, tensor), outputs())) {
            List<YuNetOutputs.Grid> grids = new ArrayList<>();
            for (int stride : YuNetOutputs.STRIDES) {
                int columns = width / stride;
                int cells = columns * (height / stride);
                grids.add(
                        new YuNetOutputs.Grid(
                                stride,
                                columns,
                                numbers(result, "cls_" + stride, cells),
                                numbers(result, "obj_" + stride, cells),
                                numbers(result, "bbox_" + stride, YuNetOutputs.BOX_NUMBERS * cells),
                                numbers(
                                        result,
                                        "kps_" + stride,
                                        YuNetOutputs.POINT_NUMBERS * cells)));
            }
            return YuNetOutputs.faces(grids, smallestConfidence);
        } catch (OrtException e) {
            throw new UserFacingException(
                    source
                            + " fails on an image of "
                            + width
                            + " x "
                            + height
                            + " ("
                            + OnnxSessions.firstLine(e)
                            + ").",
                    "It cannot be used as a face detector of photographs of any size.",
                    "Give a YuNet of libfacedetection.train or of OpenCV's model zoo.",
                    e);
        }
    }

    private float[] numbers(OrtSession.Result result, String output, int count)
            throws OrtException {
        if (result.get(output).orElse(null) instanceof OnnxTensor tensor
                && tensor.getInfo().type == OnnxJavaType.FLOAT) {
            FloatBuffer values = tensor.getFloatBuffer();
            if (values.remaining() == count) {
                float[] numbers = new float[count];
                values.get(numbers);
                return numbers;
            }
        }
        throw noYuNet(source, "its output " + output + " does not hold " + count + " numbers");
    }

    private static Set<String> outputs() {
        Set<String> names = new LinkedHashSet<>();
        for (String kind : List.of("cls_", "obj_", "bbox_", "kps_")) {
            for (int stride : YuNetOutputs.STRIDES) {
                names.add(kind + stride);
            }
        }
        return names;
    }

    private static String onlyInput(Path file, OrtSession session) {
        try {
            Map<String, NodeInfo> inputs = session.getInputInfo();
            if (!session.getOutputNames().containsAll(outputs())) {
                throw noYuNet(
                        file.toString(),
                        session.getOutputNames().containsAll(Set.of("loc", "conf", "iou"))
                                ? "it is one of before 2023, with outputs loc, conf and iou"
                                : "its outputs are not cls_8 to kps_32");
            }
            NodeInfo only = inputs.values().iterator().next();
            if (inputs.size() != 1
                    || !(only.getInfo() instanceof TensorInfo tensor)
                    || tensor.type != OnnxJavaType.FLOAT
                    || tensor.getShape().length != 4
                    || tensor.getShape()[1] != COLOURS) {
                throw noYuNet(file.toString(), "its input is no image, [1, 3, height, width]");
            }
            return only.getName();
        } catch (OrtException e) {
            throw noYuNet(file.toString(), OnnxSessions.firstLine(e));
        }
    }

    /** The same network, with no word about how large its image is. */
    private static Onnx.ModelProto withFreeSizes(Onnx.ModelProto model, Path file) {
        Onnx.ModelProto.Builder builder = model.toBuilder();
        Onnx.GraphProto.Builder graph = builder.getGraphBuilder();
        if (graph.getInputCount() == 0) {
            throw noYuNet(file.toString(), "it has no input");
        }
        Set<String> weights = new java.util.HashSet<>();
        graph.getInitializerList().forEach(weight -> weights.add(weight.getName()));
        for (Onnx.ValueInfoProto.Builder value : graph.getInputBuilderList()) {
            Onnx.TensorShapeProto.Builder shape =
                    value.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
            if (!weights.contains(value.getName()) && shape.getDimCount() == 4) {
                shape.getDimBuilder(2).clear().setDimParam("height");
                shape.getDimBuilder(3).clear().setDimParam("width");
            }
        }
        graph.getOutputBuilderList()
                .forEach(value -> value.getTypeBuilder().getTensorTypeBuilder().clearShape());
        graph.clearValueInfo();
        return builder.build();
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static UserFacingException noYuNet(String source, String why) {
        return new UserFacingException(
                source + " is no YuNet that can be read: " + why + ".",
                "It cannot be used as a face detector.",
                "Give a YuNet of 2023 or later, such as yunet_n_320_320.onnx or"
                        + " yunet_n_dynamic.onnx of libfacedetection.train.");
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
