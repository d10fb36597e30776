package dev.interproto.dataset;

import dev.interproto.common.Progress;
import java.util.BitSet;

/**
 * Finds images by a part of their names, in any letter case. Half a million names take a few
 * hundredths of a second, 5.8 million a few tenths: too long for a screen's own thread.
 */
public final class NameSearch {
    private static final int REPORT_EVERY = 1 << 16;

    private NameSearch() {}

    /**
     * The samples whose name within the dataset ({@link ImageStore#relativeName}) holds a text.
     *
     * @param text blanks around it do not count; an empty text is in every name
     */
    public static BitSet find(FaceDataset dataset, String text, Progress progress) {
        String wanted = text.strip();
        BitSet found = new BitSet(dataset.size());
        for (int sample = 0; sample < dataset.size(); sample++) {
            if (sample % REPORT_EVERY == 0) {
                progress.checkCancelled();
                progress.report((double) sample / dataset.size(), "Looking for names");
            }
            if (holds(dataset.images().relativeName(sample), wanted)) {
                found.set(sample);
            }
        }
        return found;
    }

    /** Without a lower-case copy of the name. */
    private static boolean holds(String name, String wanted) {
        int last = name.length() - wanted.length();
        for (int start = 0; start <= last; start++) {
            if (name.regionMatches(true, start, wanted, 0, wanted.length())) {
                return true;
            }
        }
        return false;
    }
}
