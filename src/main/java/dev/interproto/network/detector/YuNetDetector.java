package dev.interproto.network.detector;

import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.FaceLandmarks;
import dev.interproto.face.ImageScaling;
import dev.interproto.face.Point;
import dev.interproto.face.RgbImage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One thread's YuNet. Photographs beyond the network's reach are searched reduced. */
final class YuNetDetector implements FaceDetector {
    /** Less sure places are no faces: on FG-NET they are ears and collars. */
    static final double SMALLEST_CONFIDENCE = 0.3;

    /** From here a place is a face; OpenCV's model zoo takes the same. */
    private static final double USUAL_CONFIDENCE = 0.6;

    /** The longer side at which small faces of groups are searched, pixels. */
    private static final int FINE = 1024;

    /**
     * Photographs whose longer side is above {@value #BOTH_ABOVE} pixels are searched at this one
     * too: faces that fill them are larger than the network has learnt.
     */
    private static final int COARSE = 320;

    private static final int BOTH_ABOVE = 640;

    /** Tried last, where nothing was found: faces that reach beyond the photograph. */
    private static final int COARSEST = 160;

    private final YuNet net;

    YuNetDetector(YuNet net) {
        this.net = net;
    }

    @Override
    public String name() {
        return "yunet";
    }

    @Override
    public double usualConfidence() {
        return USUAL_CONFIDENCE;
    }

    @Override
    public List<DetectedFace> detect(RgbImage photograph) {
        int longer = Math.max(photograph.width(), photograph.height());
        List<DetectedFace> faces = search(photograph, FINE);
        if (longer > BOTH_ABOVE) {
            faces = YuNetOutputs.once(joined(faces, search(photograph, COARSE)));
        }
        if (longer > COARSEST && surest(faces) < USUAL_CONFIDENCE) {
            faces = YuNetOutputs.once(joined(faces, search(photograph, COARSEST)));
        }
        return faces.stream()
                .sorted(Comparator.comparingDouble(DetectedFace::width).reversed())
                .toList();
    }

    private static List<DetectedFace> joined(List<DetectedFace> some, List<DetectedFace> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static double surest(List<DetectedFace> faces) {
        return faces.isEmpty() ? 0 : faces.get(0).confidence();
    }

    /** The surest first, in pixels of the photograph. */
    private List<DetectedFace> search(RgbImage photograph, int side) {
        double scale =
                Math.min(1, (double) side / Math.max(photograph.width(), photograph.height()));
        int width = Math.max(1, (int) Math.round(photograph.width() * scale));
        int height = Math.max(1, (int) Math.round(photograph.height() * scale));
        RgbImage small = ImageScaling.resized(photograph, width, height);
        int paddedWidth = padded(width);
        int paddedHeight = padded(height);
        float[] planes = planes(small, paddedWidth, paddedHeight);
        double x = (double) photograph.width() / width;
        double y = (double) photograph.height() / height;
        return net.run(planes, paddedWidth, paddedHeight, SMALLEST_CONFIDENCE).stream()
                .map(face -> scaled(face, x, y))
                .toList();
    }

    private static int padded(int side) {
        return (side + YuNet.MULTIPLE - 1) / YuNet.MULTIPLE * YuNet.MULTIPLE;
    }

    /** Blue, green, red, black at the right and below. */
    private static float[] planes(RgbImage image, int width, int height) {
        byte[] rgb = image.rgb();
        float[] planes = new float[3 * width * height];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int from = 3 * (y * image.width() + x);
                int to = y * width + x;
                planes[to] = rgb[from + 2] & 0xff;
                planes[width * height + to] = rgb[from + 1] & 0xff;
                planes[2 * width * height + to] = rgb[from] & 0xff;
            }
        }
        return planes;
    }

    private static DetectedFace scaled(DetectedFace face, double x, double y) {
        return new DetectedFace(
                x * face.x(),
                y * face.y(),
                x * face.width(),
                y * face.height(),
                face.confidence(),
                face.landmarks()
                        .map(
                                at ->
                                        new FaceLandmarks(
                                                scaled(at.leftEye(), x, y),
                                                scaled(at.rightEye(), x, y),
                                                scaled(at.nose(), x, y),
                                                scaled(at.leftMouth(), x, y),
                                                scaled(at.rightMouth(), x, y))));
    }

    private static Point scaled(Point point, double x, double y) {
        // Pixel centres: the middle of a block of n pixels lies (n − 1)/2 behind its first.
        return new Point(x * (point.x() + 0.5) - 0.5, y * (point.y() + 0.5) - 0.5);
    }

    @Override
    public void close() {
        // The network belongs to whoever opened it.
    }
}
