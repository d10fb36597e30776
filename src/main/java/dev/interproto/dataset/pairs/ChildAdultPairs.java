package dev.interproto.dataset.pairs;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Child-adult pairs as the official lists have them: every genuine pair once, the child first; as
 * many impostor pairs, each of the child-adult pairs of two identities as likely as any other, so
 * that an identity is met as often as its images allow. The official lists look drawn that way:
 * AgeDB-C20 uses its 94 child images 20.1 times on average with a variance of 26, near the 20 of
 * independent draws.
 */
final class ChildAdultPairs {
    private static final int REPORT_EVERY = 1 << 12;
    private static final long GENUINE_STREAM = 1;
    private static final long IMPOSTOR_STREAM = 2;

    private final FaceDataset dataset;
    private final PairRule.ChildAdult rule;
    private final long seed;

    /** All pairs of one identity, also those above the limit per identity. */
    private long within;

    ChildAdultPairs(FaceDataset dataset, PairRule.ChildAdult rule, long seed) {
        this.dataset = dataset;
        this.rule = rule;
        this.seed = seed;
    }

    PairBuilder.Possible count(Progress progress) {
        long genuine = 0;
        int identities = 0;
        int children = 0;
        within = 0;
        for (int identity = 0; identity < dataset.identityCount(); identity++) {
            report(progress, identity);
            AgeGapCandidates own = of(identity);
            within += own.count();
            genuine += limited(own.count());
            identities += own.count() > 0 ? 1 : 0;
            children += own.children();
        }
        return new PairBuilder.Possible(genuine, identities, children);
    }

    BuiltPairs build(Progress progress) {
        PairBuilder.Possible possible = count(progress.part(0, 0.3));
        require(possible);
        int genuine = (int) possible.genuine();
        AgeGapCandidates all = new AgeGapCandidates(dataset, 0, dataset.size(), rule);
        long across = all.count() - within;
        int impostor = (int) Math.min(genuine, across);
        long[] pairs = new long[genuine + impostor];
        addGenuine(pairs, progress.part(0.3, 0.6));
        long[] drawn =
                2L * impostor > across
                        ? ofAll(all, (int) across, impostor, progress)
                        : drawn(all, impostor, progress.part(0.6, 1));
        System.arraycopy(drawn, 0, pairs, genuine, impostor);
        List<String> warnings =
                impostor == genuine
                        ? List.of()
                        : List.of(
                                "Only "
                                        + impostor
                                        + " impostor pairs can be made for "
                                        + genuine
                                        + " genuine ones.");
        return new BuiltPairs(dataset, rule, seed, pairs, List.of(), warnings);
    }

    private void addGenuine(long[] pairs, Progress progress) {
        PairDraw draw = new PairDraw(seed, GENUINE_STREAM);
        int added = 0;
        for (int identity = 0; identity < dataset.identityCount(); identity++) {
            report(progress, identity);
            AgeGapCandidates own = of(identity);
            int wanted = (int) limited(own.count());
            if (wanted < own.count()) {
                for (long index : draw.distinct(own.count(), wanted)) {
                    pairs[added++] = own.pair(index);
                }
            } else {
                for (long index = 0; index < wanted; index++) {
                    pairs[added++] = own.pair(index);
                }
            }
        }
    }

    /** Draws until there are enough: at least half of what is drawn anew is of use. */
    private long[] drawn(AgeGapCandidates all, int wanted, Progress progress) {
        PairDraw draw = new PairDraw(seed, IMPOSTOR_STREAM);
        Set<Long> chosen = new HashSet<>(2 * wanted);
        long draws = 0;
        while (chosen.size() < wanted) {
            if (draws++ % REPORT_EVERY == 0) {
                progress.checkCancelled();
                progress.report((double) chosen.size() / wanted, "Drawing impostor pairs");
            }
            long pair = all.pair(draw.below(all.count()));
            if (isAcross(pair)) {
                chosen.add(pair);
            }
        }
        return sorted(chosen);
    }

    /** Where most of the possible pairs are wanted, they are few enough to be listed. */
    private long[] ofAll(AgeGapCandidates all, int across, int wanted, Progress progress) {
        long[] possible = new long[across];
        int found = 0;
        for (long index = 0; index < all.count(); index++) {
            if (index % REPORT_EVERY == 0) {
                progress.checkCancelled();
            }
            long pair = all.pair(index);
            if (isAcross(pair)) {
                possible[found++] = pair;
            }
        }
        long[] chosen = new PairDraw(seed, IMPOSTOR_STREAM).distinct(across, wanted);
        for (int i = 0; i < wanted; i++) {
            chosen[i] = possible[(int) chosen[i]];
        }
        Arrays.sort(chosen);
        return chosen;
    }

    private static long[] sorted(Set<Long> chosen) {
        long[] pairs = chosen.stream().mapToLong(pair -> pair).toArray();
        Arrays.sort(pairs);
        return pairs;
    }

    private boolean isAcross(long pair) {
        return dataset.identityOf(PairDraw.first(pair))
                != dataset.identityOf(PairDraw.second(pair));
    }

    private AgeGapCandidates of(int identity) {
        int first = dataset.firstSample(identity);
        return new AgeGapCandidates(dataset, first, first + dataset.sampleCount(identity), rule);
    }

    private long limited(long pairs) {
        return Math.min(pairs, rule.perIdentity().orElse(Integer.MAX_VALUE));
    }

    private void report(Progress progress, int identity) {
        if (identity % REPORT_EVERY == 0) {
            progress.checkCancelled();
            progress.report((double) identity / dataset.identityCount(), "Looking for pairs");
        }
    }

    private void require(PairBuilder.Possible possible) {
        if (possible.genuine() == 0) {
            throw new UserFacingException(
                    "No identity of the dataset "
                            + dataset.name()
                            + " has a child-adult pair: an image below "
                            + rule.childAge()
                            + " years and one at least "
                            + rule.gap()
                            + " years older.",
                    "Of its "
                            + dataset.size()
                            + " images "
                            + dataset.agedCount()
                            + " have an age, "
                            + possible.children()
                            + " of them below "
                            + rule.childAge()
                            + ".",
                    "Choose a smaller gap, give an age-label file, or build random pairs.");
        }
        if (possible.genuine() > PairBuilder.MOST_GENUINE) {
            throw new UserFacingException(
                    "The dataset "
                            + dataset.name()
                            + " has "
                            + possible.genuine()
                            + " genuine child-adult pairs.",
                    "A test set holds at most "
                            + PairBuilder.MOST_GENUINE
                            + " of them; more take hours and say no more.",
                    "Limit the pairs per identity.");
        }
    }
}
