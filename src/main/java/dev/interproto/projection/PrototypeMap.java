package dev.interproto.projection;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A map of prototypes.
 *
 * @param points one an identity
 * @param klDivergence of the t-SNE that drew it; absent where read from a table
 */
public record PrototypeMap(List<MappedPrototype> points, OptionalDouble klDivergence) {
    public PrototypeMap {
        points = List.copyOf(points);
    }

    /**
     * One identity's place.
     *
     * @param identity its name
     * @param x map units, to the right
     * @param y map units
     * @param child whether it is a child identity
     */
    public record MappedPrototype(String identity, double x, double y, boolean child) {}

    /**
     * Joins a map's points with the identities they stand for.
     *
     * @param identities names, one a point
     * @param child flags, one a point
     */
    public static PrototypeMap of(TsneResult result, List<String> identities, boolean[] child) {
        return of(result.points(), result.klDivergence(), identities, child);
    }

    /**
     * The same of a map that may still grow.
     *
     * @param at one (x, y) an identity
     * @param klDivergence of the map as it is
     */
    public static PrototypeMap of(
            float[][] at, double klDivergence, List<String> identities, boolean[] child) {
        if (identities.size() != at.length || child.length != at.length) {
            throw new IllegalArgumentException(
                    at.length + " points for " + identities.size() + " identities");
        }
        MappedPrototype[] points = new MappedPrototype[at.length];
        for (int i = 0; i < at.length; i++) {
            points[i] = new MappedPrototype(identities.get(i), at[i][0], at[i][1], child[i]);
        }
        return new PrototypeMap(List.of(points), OptionalDouble.of(klDivergence));
    }

    /** How many child identities the map holds. */
    public int childCount() {
        return (int) points.stream().filter(MappedPrototype::child).count();
    }
}
