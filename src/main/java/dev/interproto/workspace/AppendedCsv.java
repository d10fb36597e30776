package dev.interproto.workspace;

import dev.interproto.common.AtomicFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A CSV file that grows line by line while others read it. A half-written last line (the process
 * was killed) is cut off when the file is opened again. Not thread-safe.
 */
final class AppendedCsv implements Closeable {
    private final BufferedWriter writer;

    /**
     * Opens {@code file} for appending and writes {@code header} where the file is new. A file of
     * before the newest columns gets their names; its rows stay short.
     */
    AppendedCsv(Path file, String header) throws IOException {
        boolean fresh = !Files.exists(file) || cutHalfLine(file) == 0;
        if (!fresh) {
            renewHeader(file, header);
        }
        writer =
                Files.newBufferedWriter(
                        file,
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
        if (fresh) {
            append(header);
            flush();
        }
    }

    private static void renewHeader(Path file, String header) throws IOException {
        String first;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            first = reader.readLine();
        }
        if (!header.equals(first) && header.startsWith(first + ",")) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            lines.set(0, header);
            AtomicFiles.writeText(file, String.join("\n", lines) + "\n");
        }
    }

    void append(String line) throws IOException {
        writer.write(line);
        writer.write('\n');
    }

    void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /**
     * Keeps the lines for which {@code keep} holds, below the header of now: columns are only ever
     * added at its end. Nothing happens where nothing changes or the file is missing.
     */
    static void retain(Path file, String header, Predicate<String> keep) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        cutHalfLine(file);
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty()) {
            return;
        }
        List<String> kept = new ArrayList<>(lines.size());
        kept.add(header);
        lines.stream().skip(1).filter(keep).forEach(kept::add);
        if (!kept.equals(lines)) {
            AtomicFiles.writeText(file, String.join("\n", kept) + "\n");
        }
    }

    /** Cuts what stands behind the last line end; returns the length that is left. */
    private static long cutHalfLine(Path file) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            long end = access.length();
            while (end > 0) {
                access.seek(end - 1);
                if (access.read() == '\n') {
                    break;
                }
                end--;
            }
            access.setLength(end);
            return end;
        }
    }
}
