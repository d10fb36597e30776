package dev.interproto.dataset.pairs;

import java.util.OptionalInt;

/** Which pairs make up a test set. */
public sealed interface PairRule {

    /** As commands and recipes call it. */
    String kind();

    /**
     * A child's image and an adult's that is years older, of one identity or of two. The
     * construction of the AgeDB and FG-NET C20 and C30 sets (Inter-Prototype, BMVC 2021): all
     * genuine pairs, and as many impostor pairs with the same ages.
     *
     * @param childAge the first image shows someone younger than this, the second does not; 1 to
     *     120 years
     * @param gap the second image shows someone at least this much older; 1 to 120 years
     * @param perIdentity no more genuine pairs of one identity than this; empty for all of them
     */
    record ChildAdult(int childAge, int gap, OptionalInt perIdentity) implements PairRule {
        /** Child ages of the official lists. */
        public static final int CHILD_AGE = 13;

        /** The gap of the C20 lists. */
        public static final int GAP = 20;

        /** All pairs, as the official lists have them. */
        public ChildAdult(int childAge, int gap) {
            this(childAge, gap, OptionalInt.empty());
        }

        @Override
        public String kind() {
            return "child-adult";
        }
    }

    /**
     * Any two images, whatever the ages: for datasets without any. Identities are dealt out to
     * folds, and no pair crosses from one fold to another, as in LFW.
     *
     * @param perIdentity genuine pairs of each identity, 1 or more; an identity with too few images
     *     gives all it has
     * @param folds 1 or more
     */
    record AtRandom(int perIdentity, int folds) implements PairRule {
        /** A few pairs of many people say more than many of a few. */
        public static final int PER_IDENTITY = 5;

        /** As LFW. */
        public static final int FOLDS = 10;

        @Override
        public String kind() {
            return "random";
        }
    }
}
