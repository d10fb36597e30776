package dev.interproto.dataset.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageHashesTest {
    private static final ImageHash FIRST = new ImageHash(4096, 1_700_000_000_123L, "00ff", -5L);
    private static final ImageHash SECOND = new ImageHash(17, 1L, "abcd", Long.MAX_VALUE);

    @TempDir Path folder;

    @Test
    void hashesAreFoundAgainByTheImagesName() {
        Path file = folder.resolve("known/index.sqlite");
        try (ImageHashes hashes = ImageHashes.open(file)) {
            hashes.write(Map.of("Zoë 'q'\n/1.jpg", FIRST, "b/2.png", SECOND));
        }
        try (ImageHashes again = ImageHashes.open(file)) {
            assertThat(again.find("Zoë 'q'\n/1.jpg")).contains(FIRST);
            assertThat(again.find("b/2.png")).contains(SECOND);
            assertThat(again.find("b/3.png")).isEmpty();
        }
    }

    @Test
    void aLaterHashTakesThePlaceOfAnEarlierOne() {
        try (ImageHashes hashes = ImageHashes.open(folder.resolve("index.sqlite"))) {
            hashes.write(Map.of("a/1.jpg", FIRST));
            hashes.write(Map.of("a/1.jpg", SECOND));

            assertThat(hashes.find("a/1.jpg")).contains(SECOND);
        }
    }

    @Test
    void aFileThatIsNoIndexIsMadeAnew() throws IOException {
        Path file = folder.resolve("index.sqlite");
        Files.writeString(file, "not a database, but long enough to be taken for one at first");
        try (ImageHashes hashes = ImageHashes.open(file)) {
            assertThat(hashes.find("a/1.jpg")).isEmpty();
            hashes.write(Map.of("a/1.jpg", FIRST));
            assertThat(hashes.find("a/1.jpg")).contains(FIRST);
        }
    }

    @Test
    void whereNothingCanBeWrittenNothingIsRememberedAndNothingFails() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "in the way");
        try (ImageHashes hashes = ImageHashes.open(blocked.resolve("index.sqlite"))) {
            hashes.write(Map.of("a/1.jpg", FIRST));
            assertThat(hashes.find("a/1.jpg")).isEmpty();
        }
    }
}
