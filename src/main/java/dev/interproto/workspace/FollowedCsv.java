package dev.interproto.workspace;

import dev.interproto.common.CsvLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Reads a growing CSV file: every call returns the rows written since the last one. A half-written
 * last line waits for the next call; a line that cannot be parsed is left out and counted. Not
 * thread-safe; one per reader.
 *
 * @param <T> what a row becomes
 */
public final class FollowedCsv<T> {
    /**
     * What came since the last call.
     *
     * @param restarted the file was replaced (a run was resumed from an earlier step): forget the
     *     rows read before, {@code rows} begin anew
     * @param rows in the order of the file
     */
    public record Rows<T>(boolean restarted, List<T> rows) {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    private final Path file;
    private final Function<String[], T> parser;
    private Object fileKey = "";
    private long position;
    private long badLines;
    private boolean headerRead;

    /**
     * @param file may be missing yet
     * @param parser makes a row of the line's fields; throws IllegalArgumentException (such as
     *     NumberFormatException) for a line that is none
     */
    public FollowedCsv(Path file, Function<String[], T> parser) {
        this.file = file;
        this.parser = parser;
    }

    /** Lines left out because they could not be parsed. */
    public long badLines() {
        return badLines;
    }

    /**
     * The rows since the last call; none where the file is missing.
     *
     * @throws IOException when the file cannot be read
     */
    public Rows<T> readNew() throws IOException {
        boolean restarted = false;
        byte[] fresh;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Object key =
                    Objects.requireNonNullElse(
                            Files.readAttributes(file, BasicFileAttributes.class).fileKey(), "");
            if (channel.size() < position || (position > 0 && !key.equals(fileKey))) {
                restarted = true;
                position = 0;
                headerRead = false;
            }
            fileKey = key;
            fresh = readFrom(channel);
        } catch (NoSuchFileException e) {
            return new Rows<>(false, List.of());
        }
        return new Rows<>(restarted, parse(fresh));
    }

    private byte[] readFrom(FileChannel channel) throws IOException {
        long length = Math.min(channel.size() - position, 1 << 26);
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private List<T> parse(byte[] bytes) {
        List<T> rows = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            String line = new String(bytes, start, i - start, StandardCharsets.UTF_8).strip();
            start = i + 1;
            if (!headerRead) {
                headerRead = true;
            } else if (!line.isEmpty()) {
                try {
                    rows.add(parser.apply(CsvLine.split(line)));
                } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                    badLines++;
                }
            }
        }
        position += start;
        return rows;
    }
}
