package dev.interproto.verification;

import java.util.Optional;

/**
 * How the pairs of one kind, age or gap come out at the evaluation's threshold.
 *
 * @param by what the pairs have in common
 * @param name of the group: {@code child-adult}, or years as {@code 4-6} or {@code 60+}
 * @param genuine pairs of one person
 * @param impostor pairs of two persons
 * @param right share of right verdicts; beside unequal kinds it says little alone
 * @param tar share of the genuine pairs accepted; absent without any
 * @param far share of the impostor pairs accepted; absent without any
 * @param auc area under the group's own ROC curve, of no threshold; absent where a kind is missing
 */
public record BreakdownGroup(
        By by,
        String name,
        int genuine,
        int impostor,
        Share right,
        Optional<Share> tar,
        Optional<Share> far,
        Optional<Share> auc) {

    /** What groups are made by. */
    public enum By {
        /** Child–child, child–adult, adult–adult. */
        KIND,
        /** Age of the younger. */
        YOUNGER,
        /** Years between the two. */
        GAP
    }

    /**
     * A share with its 95 % bootstrap interval.
     *
     * @param value 0 to 1
     * @param interval absent where most draws leave the group empty
     */
    public record Share(double value, Optional<Interval> interval) {}

    /** How many pairs. */
    public int pairs() {
        return genuine + impostor;
    }
}
