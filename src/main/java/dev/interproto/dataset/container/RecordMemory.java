package dev.interproto.dataset.container;

import dev.interproto.dataset.Problem;
import java.util.List;
import java.util.Optional;

/** What is remembered of an earlier walk through the same RecordIO file. */
public interface RecordMemory {
    /** Remembers nothing. */
    RecordMemory NONE =
            new RecordMemory() {
                @Override
                public Optional<Records> known(String stamp) {
                    return Optional.empty();
                }

                @Override
                public void learned(String stamp, Records records) {}
            };

    /**
     * The images of a file, by their labels, then their records' numbers.
     *
     * @param places first byte of each record, in the file
     * @param sizes bytes of each image
     * @param labels of each, ascending
     * @param numbers of their records
     * @param problems what was left out or looked wrong
     */
    record Records(
            long[] places, int[] sizes, int[] labels, int[] numbers, List<Problem> problems) {}

    /**
     * The images, if they are known.
     *
     * @param stamp of the files as they are now
     */
    Optional<Records> known(String stamp);

    /** Takes in what a walk found in files of this stamp. */
    void learned(String stamp, Records records);
}
