package dev.interproto.projection;

import java.util.OptionalDouble;

/**
 * How child prototypes lie among the others: the Inter-Prototype paper's observation (children of
 * different identities crowd together) in figures instead of by eye. Computed on the prototypes
 * themselves, not on a map of them.
 *
 * @param children child identities
 * @param adults the others
 * @param neighbours k of the purity
 * @param childPurity mean share of child identities among the k most alike (cosine) of each child
 *     identity, 0 to 1; absent without a child identity or without another prototype
 * @param expectedPurity the share if neighbours were drawn at random: (children − 1)/(n − 1)
 * @param childChild mean cosine of two different child prototypes; absent below two
 * @param adultAdult mean cosine of two different adult prototypes; absent below two
 * @param childAdult mean cosine of a child and an adult prototype; absent without one of them
 */
public record ProjectionQuality(
        int children,
        int adults,
        int neighbours,
        OptionalDouble childPurity,
        OptionalDouble expectedPurity,
        OptionalDouble childChild,
        OptionalDouble adultAdult,
        OptionalDouble childAdult) {

    /** Neighbours looked at. */
    public static final int NEIGHBOURS = 10;

    /**
     * @param prototypes one row an identity
     * @param child whether each is a child identity
     */
    public static ProjectionQuality of(float[][] prototypes, boolean[] child) {
        if (prototypes.length != child.length) {
            throw new IllegalArgumentException(
                    prototypes.length + " prototypes, " + child.length + " child flags");
        }
        int n = child.length;
        int k = Math.min(NEIGHBOURS, Math.max(0, n - 1));
        Kind children = new Kind();
        Kind adults = new Kind();
        float[][] unit = UnitRows.of(prototypes);
        for (int i = 0; i < n; i++) {
            (child[i] ? children : adults).add(unit[i]);
        }
        boolean measurable = children.count > 0 && k > 0;
        return new ProjectionQuality(
                children.count,
                adults.count,
                k,
                measurable
                        ? OptionalDouble.of(purity(prototypes, child, k))
                        : OptionalDouble.empty(),
                measurable
                        ? OptionalDouble.of((children.count - 1.0) / (n - 1.0))
                        : OptionalDouble.empty(),
                children.within(),
                adults.within(),
                children.across(adults));
    }

    private static double purity(float[][] prototypes, boolean[] child, int k) {
        NearestPrototypes nearest = new NearestPrototypes(prototypes);
        long sameKind = 0;
        long looked = 0;
        for (int i = 0; i < child.length; i++) {
            if (child[i]) {
                for (NearestPrototypes.Neighbour neighbour : nearest.to(i, k)) {
                    sameKind += child[neighbour.index()] ? 1 : 0;
                    looked++;
                }
            }
        }
        return (double) sameKind / looked;
    }

    /** The sum of a kind's unit rows gives all its mean cosines without going through the pairs. */
    private static final class Kind {
        private double[] sum = new double[0];
        private double squaredLengths;
        private int count;

        void add(float[] row) {
            if (count == 0) {
                sum = new double[row.length];
            }
            for (int j = 0; j < row.length; j++) {
                sum[j] += row[j];
                squaredLengths += (double) row[j] * row[j];
            }
            count++;
        }

        /** Σᵢ≠ⱼ xᵢxⱼ = |Σx|² − Σ|x|², over n(n − 1) ordered pairs. */
        OptionalDouble within() {
            if (count < 2) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(
                    (dot(sum, sum) - squaredLengths) / ((double) count * (count - 1)));
        }

        OptionalDouble across(Kind other) {
            if (count == 0 || other.count == 0) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(dot(sum, other.sum) / ((double) count * other.count));
        }

        private static double dot(double[] a, double[] b) {
            double total = 0;
            for (int j = 0; j < a.length; j++) {
                total += a[j] * b[j];
            }
            return total;
        }
    }
}
