package dev.interproto.face;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_core.FileNode;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * One of the Haar cascades that come within OpenCV's native jar, read from the class path into
 * memory: nothing is unpacked, so neither a read-only cache nor a path with foreign letters can
 * stop it. Not thread-safe.
 */
final class HaarCascade implements AutoCloseable {
    private static final int DO_NOTHING_SPECIAL = 0;

    private final CascadeClassifier classifier;

    /** Something found: its square in pixels of the searched image, and the last stage's sum. */
    record Hit(double x, double y, double size, double weight) {}

    /**
     * @param name such as {@code frontalface_alt2}
     * @throws IllegalStateException when OpenCV's native jar lacks it or cannot read it
     */
    HaarCascade(String name) {
        String text = text(name);
        CascadeClassifier loaded = new CascadeClassifier();
        try (FileStorage storage = new FileStorage(text, FileStorage.READ | FileStorage.MEMORY);
                FileNode root = storage.getFirstTopLevelNode()) {
            if (!loaded.read(root) || loaded.empty()) {
                loaded.close();
                throw new IllegalStateException("OpenCV cannot read its own cascade " + name);
            }
        }
        classifier = loaded;
    }

    private static String text(String name) {
        String path =
                "/org/bytedeco/opencv/"
                        + Loader.getPlatform()
                        + "/share/opencv4/haarcascades/haarcascade_"
                        + name
                        + ".xml";
        try (InputStream in = CascadeClassifier.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(
                        "OpenCV's native jar for "
                                + Loader.getPlatform()
                                + " is not on the class path: "
                                + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Searches an image.
     *
     * @param grey one channel, 8 bits
     * @param step from one window size to the next, such as 1.1
     * @param neighbours overlapping hits that make one
     * @param smallest window, pixels
     * @param largest window, pixels
     */
    List<Hit> find(Mat grey, double step, int neighbours, int smallest, int largest) {
        List<Hit> hits = new ArrayList<>();
        if (grey.cols() < smallest || grey.rows() < smallest) {
            return hits;
        }
        try (RectVector found = new RectVector();
                IntPointer levels = new IntPointer();
                DoublePointer weights = new DoublePointer();
                Size from = new Size(smallest, smallest);
                Size to = new Size(largest, largest)) {
            classifier.detectMultiScale3(
                    grey,
                    found,
                    levels,
                    weights,
                    step,
                    neighbours,
                    DO_NOTHING_SPECIAL,
                    from,
                    to,
                    true);
            for (long i = 0; i < found.size(); i++) {
                try (Rect rect = found.get(i)) {
                    hits.add(new Hit(rect.x(), rect.y(), rect.width(), weights.get(i)));
                }
            }
        }
        return hits;
    }

    @Override
    public void close() {
        classifier.close();
    }
}
