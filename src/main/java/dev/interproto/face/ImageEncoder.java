package dev.interproto.face;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Images to files' contents. Thread-safe. */
public final class ImageEncoder {
    private ImageEncoder() {}

    /** Lossless. */
    public static byte[] png(RgbImage image) {
        return encode(image, ".png", opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 6);
    }

    /**
     * @param quality 1 (worst) to 100 (best)
     */
    public static byte[] jpeg(RgbImage image, int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("JPEG quality is 1 to 100, not " + quality);
        }
        return encode(image, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    }

    private static byte[] encode(RgbImage image, String ending, int parameter, int value) {
        try (Mat rgb = Mats.of(image);
                Mat bgr = new Mat();
                BytePointer file = new BytePointer();
                IntPointer parameters = new IntPointer(parameter, value)) {
            opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
            if (!opencv_imgcodecs.imencode(ending, bgr, file, parameters)) {
                throw new IllegalStateException("OpenCV cannot encode " + ending);
            }
            byte[] bytes = new byte[Math.toIntExact(file.limit())];
            file.get(bytes);
            return bytes;
        }
    }
}
