package dev.interproto.face;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Between our images and OpenCV's matrices. Matrices are closed by whoever opened them. */
final class Mats {
    private Mats() {}

    /** A copy of the pixels, three channels R, G, B. */
    static Mat of(RgbImage image) {
        Mat mat = new Mat(image.height(), image.width(), opencv_core.CV_8UC3);
        try (BytePointer data = mat.data()) {
            data.put(image.rgb());
        }
        return mat;
    }

    /** The pixels of a three-channel 8-bit matrix whose channels are R, G, B. */
    static RgbImage toImage(Mat mat) {
        if (mat.type() != opencv_core.CV_8UC3) {
            throw new IllegalArgumentException("not 8-bit RGB: OpenCV type " + mat.type());
        }
        byte[] rgb = new byte[3 * mat.cols() * mat.rows()];
        if (mat.isContinuous()) {
            try (BytePointer data = mat.data()) {
                data.get(rgb);
            }
        } else {
            try (Mat whole = mat.clone();
                    BytePointer data = whole.data()) {
                data.get(rgb);
            }
        }
        return new RgbImage(mat.cols(), mat.rows(), rgb);
    }
}
