package dev.interproto.verification.analysis;

import java.util.stream.IntStream;

/** How far images lie from prototypes. */
final class PrototypeAngles {
    private final float[][] prototypes;
    private final boolean[] child;
    private final int children;

    /**
     * @param prototypes of unit length, [C][D]
     * @param child whether each is of a child identity
     */
    PrototypeAngles(float[][] prototypes, boolean[] child) {
        this.prototypes = prototypes;
        this.child = child;
        this.children = (int) IntStream.range(0, child.length).filter(i -> child[i]).count();
    }

    /**
     * Angles of an image, degrees.
     *
     * @param own to the prototype of its own identity
     * @param children mean over the prototypes of other child identities; NaN without any
     * @param adults mean over the prototypes of other identities; NaN without any
     */
    record Of(double own, double children, double adults) {}

    /** Child prototypes. */
    int children() {
        return children;
    }

    /** The others. */
    int adults() {
        return child.length - children;
    }

    /**
     * @param row an image's embedding of unit length, [D]
     * @param own its identity's prototype
     */
    Of measure(float[] row, int own) {
        double toChildren = 0;
        double toAdults = 0;
        for (int i = 0; i < prototypes.length; i++) {
            if (i != own && child[i]) {
                toChildren += angle(row, prototypes[i]);
            } else if (i != own) {
                toAdults += angle(row, prototypes[i]);
            }
        }
        int otherChildren = children - (child[own] ? 1 : 0);
        int otherAdults = adults() - (child[own] ? 0 : 1);
        return new Of(
                angle(row, prototypes[own]),
                otherChildren == 0 ? Double.NaN : toChildren / otherChildren,
                otherAdults == 0 ? Double.NaN : toAdults / otherAdults);
    }

    private static double angle(float[] a, float[] b) {
        double cosine = GroupSimilarities.dot(a, b);
        return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine))));
    }
}
