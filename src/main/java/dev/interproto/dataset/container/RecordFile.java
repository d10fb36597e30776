package dev.interproto.dataset.container;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ProblemLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A RecordIO file of MXNet's, opened: its images can be found and read. Thread-safe. */
final class RecordFile implements Closeable {
    private static final String ENDING = ".rec";

    /** The coarsest clock of a file system in use, FAT's. */
    private static final long CLOCK_TICK_MILLISECONDS = 2000;

    private final MappedFile file;

    private RecordFile(MappedFile file) {
        this.file = file;
    }

    /** Whether a path is named like a RecordIO file. */
    static boolean isNamedSo(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /** A file's name without the ending; a folder's as it is. */
    static String stem(Path file) {
        String name = file.getFileName().toString();
        return isNamedSo(file) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /** The file that lies beside this one and differs from it in the ending. */
    private static Path beside(Path file, String ending) {
        return file.resolveSibling(stem(file) + ending);
    }

    static RecordFile open(Path file) throws IOException {
        return new RecordFile(MappedFile.open(file));
    }

    /**
     * Changes when the file or the list of records beside it changes; empty where one was changed
     * just now, and may change once more within one tick of its file system's clock.
     */
    Optional<String> stamp() throws IOException {
        StringBuilder stamp = new StringBuilder();
        for (Path each : List.of(file.file(), beside(file.file(), ".idx"))) {
            if (Files.isRegularFile(each)) {
                long modified = Files.getLastModifiedTime(each).toMillis();
                if (modified >= System.currentTimeMillis() - CLOCK_TICK_MILLISECONDS) {
                    return Optional.empty();
                }
                stamp.append(Files.size(each)).append('@').append(modified);
            }
            stamp.append(';');
        }
        return Optional.of(stamp.toString());
    }

    /**
     * Finds all images in one walk through the file.
     *
     * @param problems gets what was left out or looked wrong
     * @throws IOException where a file cannot be read or is cut meanwhile
     * @throws UserFacingException where the file is damaged beyond walking
     */
    RecordScan.Images images(ProblemLog problems, Progress progress) throws IOException {
        Path index = beside(file.file(), ".idx");
        boolean indexed = Files.isRegularFile(index);
        RecordKeys keys =
                indexed
                        ? RecordKeys.read(index, file.size(), progress.part(0, 0.1))
                        : RecordKeys.missing();
        RecordScan.Images images =
                new RecordScan(file, keys, problems, progress.part(0.1, 1)).run();
        if (!indexed) {
            problems.add(
                    index.toString(),
                    "There is no such file; the records were found by reading the whole of "
                            + file.file().getFileName()
                            + ".");
        } else if (images.stale().isPresent()) {
            problems.add(
                    index.toString(),
                    "The index does not belong to "
                            + file.file().getFileName()
                            + " as it is ("
                            + images.stale().get()
                            + "); the records were found by reading the whole of it.");
        }
        return images;
    }

    /**
     * The encoded image of the record that begins at a place.
     *
     * @throws IOException where none does any more
     */
    byte[] image(long place) throws IOException {
        try {
            Optional<byte[]> image = imageUnchecked(place);
            file.checkUncut();
            return image.orElseThrow(
                    () -> new IOException("no whole record begins at byte " + place));
        } catch (InternalError e) {
            throw file.cut(e);
        }
    }

    private Optional<byte[]> imageUnchecked(long place) {
        RecordCursor cursor = new RecordCursor(file);
        if (place < 0 || place % Integer.BYTES != 0 || !cursor.seek(place)) {
            return Optional.empty();
        }
        byte[] start = new byte[RecordHeader.START];
        cursor.copy(0, start);
        return RecordHeader.read(start, cursor.length())
                .map(
                        header -> {
                            byte[] image = new byte[cursor.length() - header.imageStart()];
                            cursor.copy(header.imageStart(), image);
                            return image;
                        });
    }

    Path path() {
        return file.file();
    }

    @Override
    public void close() {
        file.close();
    }
}
