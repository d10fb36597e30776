package dev.interproto.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir Path folder;

    @Test
    void aFailedWriteKeepsTheOldFileAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("run.json");
        AtomicFiles.writeText(file, "old");

        assertThatThrownBy(
                        () ->
                                AtomicFiles.write(
                                        file,
                                        out -> {
                                            out.write(1);
                                            throw new IOException("No space left on device");
                                        }))
                .isInstanceOf(IOException.class);

        assertThat(file).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aWriteReplacesTheWholeFile() throws IOException {
        Path file = folder.resolve("a/b/metrics.csv");
        AtomicFiles.writeText(file, "a long first version");
        AtomicFiles.writeText(file, "short");
        assertThat(file).hasContent("short");
    }
}
