package dev.interproto.dataset.pairs;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;

/**
 * Makes a test set of pairs from a dataset. The same dataset, rule and seed give the same pairs on
 * every machine. Never lists all pairs that could be made: those of CASIA-WebFace's half a million
 * images are more than any memory.
 */
public final class PairBuilder {
    /** Reading a list refuses files above 100 MB; a million lines of some 90 bytes stay below. */
    static final int MOST_GENUINE = 500_000;

    private PairBuilder() {}

    /**
     * What a rule would find.
     *
     * @param genuine pairs of one identity, after the limit per identity
     * @param identities that have any
     * @param children images of a child's age; 0 where the rule knows no ages
     */
    public record Possible(long genuine, int identities, int children) {}

    /**
     * Makes the pairs.
     *
     * @throws UserFacingException where the rule makes no sense, or no pair or too many follow it
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public static BuiltPairs build(
            FaceDataset dataset, PairRule rule, long seed, Progress progress) {
        requireSense(rule);
        return rule instanceof PairRule.ChildAdult ages
                ? new ChildAdultPairs(dataset, ages, seed).build(progress)
                : new RandomPairs(dataset, (PairRule.AtRandom) rule, seed).build(progress);
    }

    /**
     * Counts the genuine pairs of a rule, in the time of one look at the dataset.
     *
     * @throws UserFacingException where the rule makes no sense
     */
    public static Possible count(FaceDataset dataset, PairRule rule, Progress progress) {
        requireSense(rule);
        return rule instanceof PairRule.ChildAdult ages
                ? new ChildAdultPairs(dataset, ages, 0).count(progress)
                : new RandomPairs(dataset, (PairRule.AtRandom) rule, 0).count();
    }

    private static void requireSense(PairRule rule) {
        boolean sense =
                rule instanceof PairRule.ChildAdult ages
                        ? isAge(ages.childAge())
                                && isAge(ages.gap())
                                && ages.perIdentity().orElse(1) >= 1
                        : rule instanceof PairRule.AtRandom any
                                && any.perIdentity() >= 1
                                && any.folds() >= 1;
        if (!sense) {
            throw new UserFacingException(
                    "No pairs follow the rule " + rule + ".",
                    "Ages and gaps are 1 to "
                            + AgeLabels.OLDEST
                            + " years; pairs per identity and folds are 1 or more.",
                    "Choose other numbers; the paper's are child age 13 and gap 20 or 30.");
        }
    }

    private static boolean isAge(int years) {
        return years >= 1 && years <= AgeLabels.OLDEST;
    }
}
