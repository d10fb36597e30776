package dev.interproto.training;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A run's checkpoints in one folder: {@code last.npz}, from which training goes on, and {@code
 * best-<test set>.npz} for each test set, without momentum. Written atomically: a failed write
 * leaves the file before it.
 */
public final class CheckpointStore {
    private static final String LAST = "last.npz";

    private final Path folder;
    private final Disk disk;

    /** Replaces a file's content; a failure leaves the old one. */
    @FunctionalInterface
    public interface Disk {
        void write(Path file, AtomicFiles.Content content) throws IOException;
    }

    /** The checkpoints of a folder, which need not exist yet. */
    public CheckpointStore(Path folder) {
        this(folder, AtomicFiles::write);
    }

    /** As above, on a disk of the caller's. */
    public CheckpointStore(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Where {@code last.npz} lies or will lie. */
    public Path lastFile() {
        return folder.resolve(LAST);
    }

    /** Where the best checkpoint of a test set lies or will lie. */
    public Path bestFile(String testSet) {
        return folder.resolve("best-" + testSet.replaceAll("[^\\p{L}\\p{N}._-]", "_") + ".npz");
    }

    /** The checkpoint training goes on from; empty before the first. */
    public Optional<Path> last() {
        return existing(lastFile());
    }

    /** The checkpoint that did best on a test set; empty before its first evaluation. */
    public Optional<Path> best(String testSet) {
        return existing(bestFile(testSet));
    }

    /**
     * Writes one of this folder's files.
     *
     * @throws UserFacingException where the disk is full or the folder cannot be written; the file
     *     before it is still there
     */
    void save(Path file, AtomicFiles.Content content) {
        try {
            disk.write(file, content);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The checkpoint " + file + " could not be written (" + reason(e) + ").",
                    Files.exists(file)
                            ? "The checkpoint written before it is still whole."
                            : "There is no checkpoint of this run yet.",
                    "Free some space, or make the folder writable.",
                    e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.toLowerCase(Locale.ROOT).contains("no space left")
                ? "the disk is full"
                : message;
    }

    private static Optional<Path> existing(Path file) {
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }
}
