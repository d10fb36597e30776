package dev.interproto.network.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.RgbImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import onnx.Onnx;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YuNetTest {
    private static final Path MODELS = Path.of("../shared/models/yunet");
    private static final Path PHOTOS = Path.of("../shared/data/photos");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"yunet_n_320_320.onnx", "yunet_n_dynamic.onnx"})
    void bothExportsFindWhatOpenCvFinds(String file) throws Exception {
        Path photograph = photograph("office4.jpg");
        RgbImage image = ImageDecoder.decode(photograph);
        try (YuNet net = YuNet.open(model(file));
                FaceDetector detector = net.create();
                FaceDetectorYN reference =
                        FaceDetectorYN.create(
                                model("yunet_n_320_320.onnx").toString(),
                                "",
                                new Size(image.width(), image.height()),
                                0.6f,
                                0.3f,
                                5000,
                                0,
                                0);
                Mat pixels = opencv_imgcodecs.imread(photograph.toString());
                Mat expected = new Mat()) {
            reference.detect(pixels, expected);

            List<DetectedFace> faces =
                    detector.detect(image).stream()
                            .filter(face -> face.confidence() >= 0.6)
                            .sorted(Comparator.comparingDouble(DetectedFace::confidence).reversed())
                            .toList();

            assertThat(faces).hasSize(12).hasSize(expected.rows());
            FloatIndexer rows = expected.createIndexer();
            for (int i = 0; i < faces.size(); i++) {
                DetectedFace face = faces.get(i);
                assertThat(face.x()).isCloseTo(rows.get(i, 0), within(0.01));
                assertThat(face.height()).isCloseTo(rows.get(i, 3), within(0.01));
                assertThat(face.confidence()).isCloseTo(rows.get(i, 14), within(1e-4));
                for (int p = 0; p < 5; p++) {
                    assertThat(face.landmarks().orElseThrow().points().get(p).x())
                            .isCloseTo(rows.get(i, 4 + 2 * p), within(0.01));
                }
            }
        }
    }

    @Test
    void aFaceThatFillsALargePhotographIsFoundOnce() throws Exception {
        RgbImage image = ImageDecoder.decode(photograph("jf.jpg"));
        RgbImage large =
                dev.interproto.face.ImageScaling.resized(
                        image, 5 * image.width(), 5 * image.height());
        try (YuNet net = YuNet.open(model("yunet_n_dynamic.onnx"));
                FaceDetector detector = net.create()) {
            DetectedFace small = detector.detect(image).get(0);
            List<DetectedFace> faces =
                    detector.detect(large).stream().filter(f -> f.confidence() > 0.6).toList();

            assertThat(faces).hasSize(1);
            assertThat(faces.get(0).width() / 5).isCloseTo(small.width(), within(20.0));
            assertThat(faces.get(0).landmarks().orElseThrow().leftEye().x() / 5)
                    .isCloseTo(
                            small.landmarks().orElseThrow().leftEye().x(),
                            within(10.0)); // eyes 112 apart
        }
    }

    @Test
    void tinyImagesGiveNoFaceAndNoFault() {
        try (YuNet net = YuNet.open(model("yunet_n_320_320.onnx"));
                FaceDetector detector = net.create()) {
            assertThat(detector.detect(new RgbImage(1, 1, new byte[3]))).isEmpty();
            assertThat(detector.detect(new RgbImage(3000, 1, new byte[9000]))).isEmpty();
        }
    }

    @Test
    void filesThatAreNoYunetAreRefusedInWords() throws Exception {
        Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        byte[] whole = Files.readAllBytes(model("yunet_n_320_320.onnx"));
        Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, 200_000));

        assertRefused(text, "is damaged, or no ONNX model");
        assertRefused(empty, "is damaged, or no ONNX model");
        assertRefused(cut, "is damaged, or no ONNX model");
        assertRefused(folder.resolve("none.onnx"), "cannot be read");
    }

    @Test
    void graphsWithOtherOutputsAreRefusedInWords() throws Exception {
        assertRefused(identity("output"), "its outputs are not cls_8 to kps_32");
        assertRefused(identity("loc", "conf", "iou"), "it is one of before 2023");
    }

    @Test
    void haarTakesNoModelAndYunetNeedsOne() {
        assertThatThrownBy(() -> DetectorKind.HAAR.open(Optional.of(Path.of("x.onnx"))))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("takes no model file");
        assertThatThrownBy(() -> DetectorKind.YUNET.open(Optional.empty()))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("needs its model file");
    }

    @Test
    void aCellsNumbersBecomeAFaceAndItsEchoGoes() {
        // Two cells of stride 8 in one row; both boxes are 16 x 32 and centred on (12, 4).
        float[] boxes = {1.5f, 0.5f, (float) Math.log(2), (float) Math.log(4)};
        float[] echo = {0.5f, 0.5f, (float) Math.log(2), (float) Math.log(4)};
        float[] both = Arrays.copyOf(boxes, 8);
        System.arraycopy(echo, 0, both, 4, 4);
        float[] points = new float[20];
        points[0] = 1;
        points[1] = 0.25f;
        YuNetOutputs.Grid grid =
                new YuNetOutputs.Grid(
                        8, 2, new float[] {0.81f, 0.5f}, new float[] {1, 2}, both, points);

        List<DetectedFace> faces = YuNetOutputs.faces(List.of(grid), 0.6);

        assertThat(faces).hasSize(1);
        DetectedFace face = faces.get(0);
        assertThat(face.confidence()).isCloseTo(0.9, within(1e-6)); // √(0.81 · 1)
        assertThat(face.x()).isCloseTo(4, within(1e-5));
        assertThat(face.y()).isCloseTo(-12, within(1e-5));
        assertThat(face.width()).isCloseTo(16, within(1e-5));
        assertThat(face.landmarks().orElseThrow().leftEye().x()).isEqualTo(8);
        assertThat(face.landmarks().orElseThrow().leftEye().y()).isEqualTo(2);
    }

    @Test
    void numbersThatAreNoneGiveNoFace() {
        float[] boxes = {0, 0, 200, 0}; // a width of e^200 strides
        YuNetOutputs.Grid huge =
                new YuNetOutputs.Grid(
                        8,
                        1,
                        new float[] {1},
                        new float[] {1},
                        boxes,
                        new float[] {Float.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        YuNetOutputs.Grid unsure =
                new YuNetOutputs.Grid(
                        8,
                        1,
                        new float[] {Float.NaN},
                        new float[] {1},
                        new float[4],
                        new float[10]);

        assertThat(YuNetOutputs.faces(List.of(huge, unsure), 0.3)).isEmpty();
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> YuNet.open(file))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining(why);
    }

    /** A graph that gives its image back, under these names. */
    private Path identity(String... outputs) throws Exception {
        Onnx.GraphProto.Builder graph = Onnx.GraphProto.newBuilder().setName("g");
        graph.addInput(image("input"));
        for (String output : outputs) {
            graph.addNode(
                    Onnx.NodeProto.newBuilder()
                            .setOpType("Identity")
                            .addInput("input")
                            .addOutput(output));
            graph.addOutput(image(output));
        }
        Onnx.ModelProto model =
                Onnx.ModelProto.newBuilder()
                        .setIrVersion(6)
                        .addOpsetImport(
                                Onnx.OperatorSetIdProto.newBuilder().setDomain("").setVersion(11))
                        .setGraph(graph)
                        .build();
        return Files.write(folder.resolve(outputs[0] + ".onnx"), model.toByteArray());
    }

    private static Onnx.ValueInfoProto image(String name) {
        Onnx.TensorShapeProto.Builder shape = Onnx.TensorShapeProto.newBuilder();
        for (int size : new int[] {1, 3, 320, 320}) {
            shape.addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return Onnx.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        Onnx.TypeProto.newBuilder()
                                .setTensorType(
                                        Onnx.TypeProto.Tensor.newBuilder()
                                                .setElemType(1)
                                                .setShape(shape)))
                .build();
    }

    private static Path model(String name) {
        Path file = MODELS.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "the YuNet files are not here");
        return file;
    }

    private static Path photograph(String name) {
        Path file = PHOTOS.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "the photographs are not here");
        return file;
    }
}
