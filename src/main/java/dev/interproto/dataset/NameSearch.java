package dev.interproto.dataset;

import dev.interproto.common.Progress;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Finds images by a part of their names, in any letter case. Half a million names take a few
 * hundredths of a second, 5.8 million a few tenths: too long for a screen's own thread.
 */
public final class NameSearch {
    private static final int REPORT_EVERY = 1 << 16;

    private NameSearch() {}

    /**
     * The samples whose identity's name or whose name within the dataset ({@link
     * ImageStore#relativeName}) holds a text.
     *
     * @param text blanks around it do not count; an empty text is in every name
     */
    public static BitSet find(FaceDataset dataset, String text, Progress progress) {
        IntPredicate matching = matching(dataset, text);
        BitSet found = new BitSet(dataset.size());
        for (int sample = 0; sample < dataset.size(); sample++) {
            if (sample % REPORT_EVERY == 0) {
                progress.checkCancelled();
                progress.report((double) sample / dataset.size(), "Looking for names");
            }
            if (matching.test(sample)) {
                found.set(sample);
            }
        }
        return found;
    }

    /** Tells of each sample whether {@link #find} finds it; thread-safe. */
    public static IntPredicate matching(FaceDataset dataset, String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return sample -> true;
        }
        BitSet identities = new BitSet(dataset.identityCount());
        for (int i = 0; i < dataset.identityCount(); i++) {
            identities.set(i, holds(dataset.identityName(i), wanted));
        }
        return sample ->
                identities.get(dataset.identityOf(sample))
                        || holds(dataset.images().relativeName(sample), wanted);
    }

    /** A copy in small letters takes half the time of comparing letter by letter. */
    private static boolean holds(String name, String wanted) {
        return name.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
