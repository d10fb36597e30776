package dev.interproto.verification.analysis;

import dev.interproto.common.Progress;

/**
 * Cosine similarities between vectors of different identities, children's and adults': a network
 * for which children look alike has a higher mean among children than among adults.
 *
 * @param children sampled child identities
 * @param adults sampled other identities
 * @param childChild over all pairs of two sampled children
 * @param adultAdult over all pairs of two sampled adults
 * @param childAdult over all pairs of a sampled child and a sampled adult
 */
public record GroupSimilarities(
        Sampled children, Sampled adults, Spread childChild, Spread adultAdult, Spread childAdult) {
    /** A hundredth of the range a bar. */
    private static final int BARS = 200;

    /**
     * Compares all pairs.
     *
     * @param children vectors of unit length, [n][D]
     * @param adults vectors of unit length, [m][D]
     * @param childrenOf child identities there are
     * @param adultsOf others there are
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public static GroupSimilarities of(
            float[][] children, float[][] adults, int childrenOf, int adultsOf, Progress progress) {
        Spread.Sum childChild = sum();
        Spread.Sum adultAdult = sum();
        Spread.Sum childAdult = sum();
        int rows = children.length + adults.length;
        for (int i = 0; i < rows; i++) {
            progress.checkCancelled();
            progress.report((double) i / rows, "Comparing identities");
            boolean isChild = i < children.length;
            float[] row = isChild ? children[i] : adults[i - children.length];
            for (int j = i + 1; j < children.length; j++) {
                childChild.add(dot(row, children[j]));
            }
            for (int j = isChild ? 0 : i - children.length + 1; j < adults.length; j++) {
                (isChild ? childAdult : adultAdult).add(dot(row, adults[j]));
            }
        }
        return new GroupSimilarities(
                new Sampled(children.length, childrenOf),
                new Sampled(adults.length, adultsOf),
                childChild.spread(),
                adultAdult.spread(),
                childAdult.spread());
    }

    private static Spread.Sum sum() {
        return new Spread.Sum(-1, 1, BARS);
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
