package dev.interproto.dataset.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that begin as images do: enough to be listed, counted and opened. */
final class Drawn {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};

    private Drawn() {}

    static void image(Path root, String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, JPEG);
    }

    static Path text(Path root, String path, String... lines) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, String.join("\n", lines) + "\n");
    }

    /** Two identities, numbered as CASIA's, of three images. */
    static void numbered(Path root, String folder, int identities) throws IOException {
        for (int i = 0; i < identities; i++) {
            for (int j = 1; j <= 3; j++) {
                image(root, folder + "/" + i + "/" + j + ".jpg");
            }
        }
    }
}
