package dev.interproto.dataset.alignment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an alignment did.
 *
 * @param input the folder whose images were aligned
 * @param output where the faces lie
 * @param counts how many photographs ended in each way, all ways listed
 * @param kept how many of them had been done by an earlier run
 */
public record AlignmentReport(
        Path input, Path output, Map<AlignmentOutcome, Long> counts, long kept) {
    /** The table that an alignment leaves in its output folder. */
    public static final String FILE_NAME = AlignmentJournal.FILE_NAME;

    public AlignmentReport {
        counts = new EnumMap<>(counts);
    }

    /** How many photographs ended so. */
    public long count(AlignmentOutcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** How many photographs there were. */
    public long images() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many faces lie in the output. */
    public long faces() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().hasFace())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The photographs as the table lists them; to be closed. */
    public Stream<AlignedImage> rows() {
        return rows(output);
    }

    /**
     * The photographs of an output folder, also of an alignment that was stopped; to be closed.
     * Empty where the folder has no such table.
     *
     * @throws UncheckedIOException where the table cannot be read
     */
    public static Stream<AlignedImage> rows(Path output) {
        try {
            return AlignmentJournal.read(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
