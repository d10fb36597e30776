package dev.interproto.dataset.container;

import dev.interproto.dataset.ProblemLog;
import java.util.Arrays;

/**
 * The records without an image, which say what the others are: the file's first one, (first
 * identity record, end), and a record (first image, end) for each identity. Training goes by the
 * images' own labels, and so is done here; these records are only compared with them.
 */
final class IdentityRanges {
    private final IntColumn ordinals = new IntColumn();
    private final IntColumn starts = new IntColumn();
    private final IntColumn ends = new IntColumn();

    /** A record of two numbers; what is no number of a record becomes −1. */
    void add(int ordinal, float start, float end) {
        ordinals.add(ordinal);
        starts.add(number(start));
        ends.add(number(end));
    }

    void removeLast() {
        ordinals.removeLast();
        starts.removeLast();
        ends.removeLast();
    }

    int lastOrdinal() {
        return ordinals.size() == 0 ? -1 : ordinals.get(ordinals.size() - 1);
    }

    private static int number(float value) {
        return value >= 0 && value < Integer.MAX_VALUE && value == Math.rint(value)
                ? (int) value
                : -1;
    }

    /**
     * Lists where they contradict the images.
     *
     * @param records numbers of the images' records, ascending
     * @param labels theirs
     */
    void check(
            String file,
            RecordNumbering numbering,
            int[] records,
            int[] labels,
            ProblemLog problems) {
        int first = 0;
        if (ordinals.size() > 0 && ordinals.get(0) == 0) {
            first = 1;
            checkHeader(file, numbering, problems);
        }
        int covered = 0;
        for (int i = first; i < ordinals.size(); i++) {
            int start = starts.get(i);
            int end = ends.get(i);
            String where = file + " record " + numbering.number(ordinals.get(i));
            if (start < covered || end < start) {
                problems.add(
                        where,
                        "It says that its identity has the records "
                                + start
                                + " to "
                                + end
                                + ", which others have or cannot be; the images' labels count.");
                continue;
            }
            covered = end;
            checkLabels(where, start, end, records, labels, problems);
        }
    }

    private void checkHeader(String file, RecordNumbering numbering, ProblemLog problems) {
        int identities = ordinals.size() - 1;
        boolean told =
                identities == 0
                        || numbering.number(ordinals.get(1)) == starts.get(0)
                                && ends.get(0) - starts.get(0) == identities;
        if (!told) {
            problems.add(
                    file + " record 0",
                    "It says that the identity records are "
                            + starts.get(0)
                            + " to "
                            + ends.get(0)
                            + ", but there are "
                            + identities
                            + ", beginning with "
                            + numbering.number(ordinals.get(1))
                            + "; the images' labels count.");
        }
    }

    private static void checkLabels(
            String where, int start, int end, int[] records, int[] labels, ProblemLog problems) {
        int from = Arrays.binarySearch(records, start);
        int at = from < 0 ? -from - 1 : from;
        for (int i = at; i < records.length && records[i] < end; i++) {
            if (labels[i] != labels[at]) {
                problems.add(
                        where,
                        "It says that the records "
                                + start
                                + " to "
                                + end
                                + " are one identity, but record "
                                + records[i]
                                + " has label "
                                + labels[i]
                                + " instead of "
                                + labels[at]
                                + "; the images' labels count.");
                return;
            }
        }
    }
}
