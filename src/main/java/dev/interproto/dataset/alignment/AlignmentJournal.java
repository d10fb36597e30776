package dev.interproto.dataset.alignment;

import dev.interproto.common.AtomicFiles;
import dev.interproto.dataset.LongByteMap;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of an output folder, written line by line as photographs are done, so that a stopped or
 * killed alignment goes on where it was. Of the lines of earlier runs nine bytes each are kept in
 * memory. One thread at a time.
 */
final class AlignmentJournal implements Closeable {
    static final String FILE_NAME = "alignment.csv";

    /** Marks an earlier line as still true. */
    private static final byte KEPT = 0x40;

    private final Path output;
    private final Path file;

    /** Earlier lines by {@link #key}: the outcome's ordinal, with {@link #KEPT} once confirmed. */
    private final LongByteMap earlier = new LongByteMap();

    private final long earlierLines;
    private final FileTime earlierTime;
    private final long earlierBytes;
    private final Writer writer;
    private long kept;

    /**
     * Opens the table of a folder, or begins one.
     *
     * @throws IOException when it cannot be written
     */
    AlignmentJournal(Path output) throws IOException {
        this.output = output;
        this.file = output.resolve(FILE_NAME);
        if (!Files.exists(file) || !hasHeader()) {
            AtomicFiles.writeText(file, AlignmentRow.HEADER + "\n");
        }
        earlierTime = Files.getLastModifiedTime(file);
        dropTornLine();
        long lines = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines++;
                AlignmentRow.parse(line)
                        .ifPresent(
                                row ->
                                        earlier.put(
                                                key(row.image(), row.face()),
                                                (byte) row.outcome().ordinal()));
            }
        }
        earlierLines = lines;
        earlierBytes = Files.size(file);
        writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    private boolean hasHeader() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return AlignmentRow.HEADER.equals(reader.readLine());
        }
    }

    /** A machine that lost power may have left half a line, which has no line feed. */
    private void dropTornLine() throws IOException {
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            long end = random.length();
            while (end > 0) {
                random.seek(end - 1);
                if (random.read() == '\n') {
                    break;
                }
                end--;
            }
            random.setLength(end);
        }
    }

    /**
     * What an earlier run made of a photograph, where that is still true: its face is there and no
     * older than the photograph, or, where it got none, the photograph is no newer than the table.
     *
     * @param face the face's path below the output
     */
    Optional<AlignmentOutcome> done(String image, String face, Path photograph) {
        for (long key : new long[] {key(image, face), key(image, "")}) {
            byte value = earlier.get(key);
            if (value != LongByteMap.ABSENT) {
                AlignmentOutcome outcome = AlignmentOutcome.values()[value & ~KEPT];
                if (isStillTrue(outcome, output.resolve(face), photograph)) {
                    if ((value & KEPT) == 0) {
                        kept++;
                        earlier.put(key, (byte) (value | KEPT));
                    }
                    return Optional.of(outcome);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isStillTrue(AlignmentOutcome outcome, Path face, Path photograph) {
        try {
            FileTime taken = Files.getLastModifiedTime(photograph);
            return outcome.hasFace()
                    ? Files.isRegularFile(face)
                            && Files.size(face) > 0
                            && Files.getLastModifiedTime(face).compareTo(taken) >= 0
                    : earlierTime.compareTo(taken) >= 0;
        } catch (IOException e) {
            return false; // then it is done again
        }
    }

    /** Adds a photograph, on disk when this returns. */
    void add(AlignedImage image) throws IOException {
        writer.write(AlignmentRow.format(image) + "\n");
        writer.flush();
    }

    /** Drops the earlier lines that are true no more; at the end of a run that saw everything. */
    void tidy() throws IOException {
        writer.close();
        if (kept == earlierLines) {
            return;
        }
        AtomicFiles.write(
                file,
                out -> {
                    try (BufferedReader reader = Files.newBufferedReader(file)) {
                        long at = 0;
                        for (String line = reader.readLine();
                                line != null;
                                line = reader.readLine()) {
                            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
                            boolean stays = at == 0 || at >= earlierBytes || isKept(line);
                            at += bytes.length;
                            if (stays) {
                                out.write(bytes);
                            }
                        }
                    }
                });
    }

    private boolean isKept(String line) {
        return AlignmentRow.parse(line)
                .map(row -> earlier.get(key(row.image(), row.face())))
                .filter(value -> value != LongByteMap.ABSENT && (value & KEPT) != 0)
                .isPresent();
    }

    /**
     * 64 bits of two texts, for which 5.8 million photographs collide with a chance of one in a
     * million.
     */
    private static long key(String image, String face) {
        long hash = 0;
        String both = image + '\n' + face;
        for (int i = 0; i < both.length(); i++) {
            hash = (hash ^ both.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    /** The photographs in a folder's table; to be closed. Empty where there is no table. */
    static Stream<AlignedImage> read(Path output) throws IOException {
        Path file = output.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return Stream.empty();
        }
        return Files.lines(file).skip(1).flatMap(line -> AlignmentRow.parse(line).stream());
    }

    /** Deletes the faces that a folder's table lists, and the table. */
    static void deleteWithFaces(Path output) throws IOException {
        try (Stream<AlignedImage> rows = read(output)) {
            rows.filter(row -> !row.face().isEmpty())
                    .map(row -> output.resolve(row.face()).normalize())
                    .filter(face -> face.startsWith(output))
                    .forEach(AlignmentJournal::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.deleteIfExists(output.resolve(FILE_NAME));
    }

    private static void delete(Path face) {
        try {
            Files.deleteIfExists(face);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
