package dev.interproto.face;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Images of another size. Thread-safe. */
public final class ImageScaling {
    private ImageScaling() {}

    /**
     * The whole image in another size: areas are averaged where it shrinks, else interpolated.
     *
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     */
    public static RgbImage resized(RgbImage image, int width, int height) {
        if (image.width() == width && image.height() == height) {
            return image;
        }
        boolean shrinks = width < image.width() || height < image.height();
        try (Mat whole = Mats.of(image);
                Mat resized = new Mat();
                Size size = new Size(width, height)) {
            opencv_imgproc.resize(
                    whole,
                    resized,
                    size,
                    0,
                    0,
                    shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
            return Mats.toImage(resized);
        }
    }
}
