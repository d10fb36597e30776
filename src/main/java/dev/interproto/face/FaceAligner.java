package dev.interproto.face;

import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Brings faces to the 112×112 crop that face networks are trained on: five landmarks onto fixed
 * places, by rotation, scale and shift alone. Thread-safe.
 */
public final class FaceAligner {
    /** Width and height of an aligned face, pixels. */
    public static final int SIZE = 112;

    /** Where the landmarks of an aligned face lie (the ArcFace template of InsightFace). */
    public static final FaceLandmarks TEMPLATE =
            new FaceLandmarks(
                    new Point(38.2946, 51.6963),
                    new Point(73.5318, 51.5014),
                    new Point(56.0252, 71.7366),
                    new Point(41.5493, 92.3655),
                    new Point(70.7299, 92.2041));

    /** Shrinking below this, bilinear sampling skips pixels; they are averaged first. */
    private static final double BILINEAR_LIMIT = 0.5;

    private FaceAligner() {}

    /** The transform from a photograph's landmarks to the template. */
    public static SimilarityTransform transform(FaceLandmarks landmarks) {
        return SimilarityTransform.leastSquares(landmarks.points(), TEMPLATE.points());
    }

    /**
     * The aligned face, 112×112; black where it reaches beyond the photograph.
     *
     * @throws IllegalArgumentException when the landmarks are all in one place
     */
    public static RgbImage align(RgbImage photograph, FaceLandmarks landmarks) {
        return warp(photograph, transform(landmarks));
    }

    /**
     * The aligned face by its landmarks; where it has none, the box placed so that the eyes of a
     * frontal face come to lie about where the template has them.
     */
    public static RgbImage alignBox(RgbImage photograph, DetectedFace face) {
        Optional<FaceLandmarks> landmarks = face.landmarks();
        if (landmarks.isPresent()) {
            return align(photograph, landmarks.get());
        }
        double eyeY = face.y() + EyeFinder.EYE_Y * face.height();
        List<Point> eyes =
                List.of(
                        new Point(face.x() + EyeFinder.EYE_X * face.width(), eyeY),
                        new Point(face.x() + (1 - EyeFinder.EYE_X) * face.width(), eyeY));
        return warp(
                photograph,
                SimilarityTransform.leastSquares(
                        eyes, List.of(TEMPLATE.leftEye(), TEMPLATE.rightEye())));
    }

    /**
     * Where no landmarks are known: the largest square in the middle, resized to 112×112. An image
     * that has this size already is returned as it is.
     */
    public static RgbImage cropToFace(RgbImage image) {
        if (isAligned(image)) {
            return image;
        }
        int side = Math.min(image.width(), image.height());
        int x = (image.width() - side) / 2;
        int y = (image.height() - side) / 2;
        int interpolation = side > SIZE ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
        try (Mat whole = Mats.of(image);
                Rect square = new Rect(x, y, side, side);
                Mat middle = new Mat(whole, square);
                Mat resized = new Mat();
                Size size = new Size(SIZE, SIZE)) {
            opencv_imgproc.resize(middle, resized, size, 0, 0, interpolation);
            return Mats.toImage(resized);
        }
    }

    /** An aligned face for a network that wants {@code side} pixels of width and height. */
    public static RgbImage resized(RgbImage face, int side) {
        return ImageScaling.resized(face, side, side);
    }

    /** Whether an image has the size of an aligned face, so that it is taken for one. */
    public static boolean isAligned(RgbImage image) {
        return image.width() == SIZE && image.height() == SIZE;
    }

    private static RgbImage warp(RgbImage photograph, SimilarityTransform transform) {
        int factor = (int) Math.floor(BILINEAR_LIMIT / transform.scale());
        factor = Math.min(factor, Math.min(photograph.width(), photograph.height()));
        try (Mat whole = Mats.of(photograph)) {
            if (factor < 2) {
                return warp(whole, transform);
            }
            // Whole factors and whole blocks: pixel i of the small image is the mean of the pixels
            // i·factor … i·factor + factor − 1, so its centre lies (factor − 1)/2 further on.
            int width = photograph.width() / factor;
            int height = photograph.height() / factor;
            try (Rect blocks = new Rect(0, 0, width * factor, height * factor);
                    Mat used = new Mat(whole, blocks);
                    Mat small = new Mat();
                    Size size = new Size(width, height)) {
                opencv_imgproc.resize(used, small, size, 0, 0, opencv_imgproc.INTER_AREA);
                Point firstCentre = new Point((factor - 1) / 2.0, (factor - 1) / 2.0);
                Point shift = transform.apply(firstCentre);
                return warp(
                        small,
                        new SimilarityTransform(
                                transform.a() * factor,
                                transform.b() * factor,
                                shift.x(),
                                shift.y()));
            }
        }
    }

    private static RgbImage warp(Mat photograph, SimilarityTransform t) {
        try (DoublePointer values = new DoublePointer(t.a(), -t.b(), t.tx(), t.b(), t.a(), t.ty());
                Mat matrix = new Mat(2, 3, opencv_core.CV_64F, values);
                Mat warped = new Mat();
                Size size = new Size(SIZE, SIZE);
                Scalar black = new Scalar(0, 0, 0, 0)) {
            opencv_imgproc.warpAffine(
                    photograph,
                    warped,
                    matrix,
                    size,
                    opencv_imgproc.INTER_LINEAR,
                    opencv_core.BORDER_CONSTANT,
                    black);
            return Mats.toImage(warped);
        }
    }
}
