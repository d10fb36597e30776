package dev.interproto.dataset;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Writes small images for tests: the left half dark, the right half of a given grey. */
final class DrawnImages {
    private DrawnImages() {}

    static Path write(Path file, int grey) {
        return write(file, 112, 112, grey);
    }

    static Path write(Path file, int width, int height, int grey) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 2 ? 0 : grey << 16 | grey << 8 | grey);
            }
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String format = name.endsWith("png") ? "png" : name.endsWith("bmp") ? "bmp" : "jpg";
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(image, format, file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code identities} folders a, b, … of {@code images} images 1.png, 2.png … each. */
    static Path dataset(Path root, int identities, int images) {
        for (int i = 0; i < identities; i++) {
            for (int j = 1; j <= images; j++) {
                write(root.resolve((char) ('a' + i) + "/" + j + ".png"), 40 * i + 10 * j);
            }
        }
        return root;
    }
}
