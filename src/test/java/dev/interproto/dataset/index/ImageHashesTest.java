package dev.interproto.dataset.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageHashesTest {
    @TempDir Path folder;

    private static ImageHash hash(String image, long size, int checksum) {
        return new ImageHash(image, size, new byte[] {(byte) checksum, -1}, new byte[] {5, 0, 6});
    }

    private static List<String> all(ImageHashes hashes) {
        List<String> found = new ArrayList<>();
        HexFormat hex = HexFormat.of();
        hashes.read(
                hash ->
                        found.add(
                                hash.image()
                                        + "|"
                                        + hash.size()
                                        + "|"
                                        + hex.formatHex(hash.checksum())
                                        + "|"
                                        + hex.formatHex(hash.looks())));
        return found;
    }

    @Test
    void hashesAreFoundAgain() {
        Path file = folder.resolve("known/index.sqlite");
        try (ImageHashes hashes = ImageHashes.open(file)) {
            hashes.write(List.of(hash("Zoë 'q'\n/1.jpg", 4096, 0), hash("b/2.png", 17, 18)));
        }
        try (ImageHashes again = ImageHashes.open(file)) {
            assertThat(all(again))
                    .containsExactlyInAnyOrder(
                            "Zoë 'q'\n/1.jpg|4096|00ff|050006", "b/2.png|17|12ff|050006");
        }
    }

    @Test
    void aLaterHashTakesThePlaceOfAnEarlierOne() {
        try (ImageHashes hashes = ImageHashes.open(folder.resolve("index.sqlite"))) {
            hashes.write(List.of(hash("a/1.jpg", 7, 1)));
            hashes.write(List.of(hash("a/1.jpg", 8, 2)));

            assertThat(all(hashes)).containsExactly("a/1.jpg|8|02ff|050006");
        }
    }

    @Test
    void aFileThatIsNoIndexIsMadeAnew() throws IOException {
        Path file = folder.resolve("index.sqlite");
        Files.writeString(file, "not a database, but long enough to be taken for one at first");
        try (ImageHashes hashes = ImageHashes.open(file)) {
            assertThat(all(hashes)).isEmpty();
            hashes.write(List.of(hash("a/1.jpg", 7, 1)));
            assertThat(all(hashes)).hasSize(1);
        }
    }

    @Test
    void whereNothingCanBeWrittenNothingIsRememberedAndNothingFails() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "in the way");
        try (ImageHashes hashes = ImageHashes.open(blocked.resolve("index.sqlite"))) {
            hashes.write(List.of(hash("a/1.jpg", 7, 1)));
            assertThat(all(hashes)).isEmpty();
        }
    }
}
