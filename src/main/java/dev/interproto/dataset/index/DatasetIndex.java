package dev.interproto.dataset.index;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.container.RecordMemory;
import java.nio.file.Path;

/**
 * Opens dataset folders with an index of what they held the last time, so that only folders that
 * changed since are listed.
 *
 * <p>Images that come, go or are renamed change the modification time of their folder, and that is
 * all that is compared: one look for each identity. An image that is overwritten in place shows in
 * no folder's time; {@link Check#FILES} finds it. A folder that changed within two seconds of the
 * scan is listed again the next time, since it may have changed once more within one tick of its
 * file system's clock; so is one with an unreadable image.
 *
 * <p>The index is stored some thousand images at a time, so a scan that was cancelled or killed
 * goes on where it was. Ages are found anew, without the disk, when the labels change. A damaged
 * index is made anew, and where none can be kept the folder is scanned: it never fails for its
 * index. Several processes may share one; where they are in each other's way, one does not store.
 */
public final class DatasetIndex {
    private DatasetIndex() {}

    /** What is compared with the disk. */
    public enum Check {
        /** The folders' modification times. */
        FOLDERS,
        /** Every file, as in a first scan. */
        FILES
    }

    /**
     * Loads SQLite on a thread of its own, which takes some tenths of a second in a new Java: for
     * those who look at the folder first.
     */
    public static void prepare() {
        Thread thread = new Thread(IndexFile::load, "load-sqlite");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Opens a dataset as {@link FaceFolder#open(Path, AgeLabels, Progress)} does, with the same
     * result.
     *
     * @param file the index, made where missing
     * @throws dev.interproto.common.UserFacingException as there
     */
    public static FaceDataset open(
            Path file, Path root, AgeLabels ages, Check check, Progress progress) {
        try (IndexMemory memory = new IndexMemory(file, root, ages, check)) {
            return FaceFolder.open(root, ages, memory, progress);
        }
    }

    /**
     * The memory of a RecordIO file, valid while the size and modification time of the file and of
     * the list of records beside it stay.
     *
     * @param file the index, made where missing
     * @param check whether the file is read in any case
     */
    public static RecordMemory records(Path file, Check check) {
        return new RecordIndex(file, check);
    }
}
