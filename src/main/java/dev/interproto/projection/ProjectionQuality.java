package dev.interproto.projection;

import dev.interproto.loss.UnitVectorSum;
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
        int dimension = n == 0 ? 0 : prototypes[0].length;
        UnitVectorSum children = new UnitVectorSum(dimension);
        UnitVectorSum adults = new UnitVectorSum(dimension);
        for (int i = 0; i < n; i++) {
            (child[i] ? children : adults).add(prototypes[i]);
        }
        boolean measurable = children.count() > 0 && k > 0;
        return new ProjectionQuality(
                (int) children.count(),
                (int) adults.count(),
                k,
                measurable
                        ? OptionalDouble.of(purity(prototypes, child, k))
                        : OptionalDouble.empty(),
                measurable
                        ? OptionalDouble.of((children.count() - 1.0) / (n - 1.0))
                        : OptionalDouble.empty(),
                known(children.meanCosine()),
                known(adults.meanCosine()),
                known(children.meanCosine(adults)));
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

    private static OptionalDouble known(double mean) {
        return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
    }
}
