package dev.interproto.dataset.pairs;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pairs of any two images. Identities are shuffled and dealt out to folds; within each fold come
 * the genuine pairs, then as many impostor pairs: two identities drawn, an image of each, as LFW's
 * were made (Huang et al., "Labeled Faces in the Wild", 2007).
 */
final class RandomPairs {
    private static final int REPORT_EVERY = 1 << 12;
    private static final long FOLD_STREAM = 3;
    private static final long GENUINE_STREAM = 4;
    private static final long IMPOSTOR_STREAM = 5;

    private final FaceDataset dataset;
    private final PairRule.AtRandom rule;
    private final long seed;

    RandomPairs(FaceDataset dataset, PairRule.AtRandom rule, long seed) {
        this.dataset = dataset;
        this.rule = rule;
        this.seed = seed;
    }

    PairBuilder.Possible count() {
        long genuine = 0;
        for (int identity = 0; identity < dataset.identityCount(); identity++) {
            long images = dataset.sampleCount(identity);
            genuine += Math.min(images * (images - 1) / 2, rule.perIdentity());
        }
        return new PairBuilder.Possible(genuine, paired(), 0);
    }

    BuiltPairs build(Progress progress) {
        requirePossible();
        int folds = Math.min(rule.folds(), paired() / 2);
        List<String> warnings = new ArrayList<>();
        if (folds < rule.folds()) {
            folds = Math.max(1, folds);
            warnings.add(
                    "Only "
                            + paired()
                            + " identities have two images, enough for "
                            + folds
                            + (folds == 1 ? " fold" : " folds")
                            + " instead of "
                            + rule.folds()
                            + ".");
        }
        List<List<Integer>> members = dealt(folds);
        PairDraw genuineDraw = new PairDraw(seed, GENUINE_STREAM);
        PairDraw impostorDraw = new PairDraw(seed, IMPOSTOR_STREAM);
        List<long[]> parts = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        int fewer = 0;
        for (int fold = 0; fold < folds; fold++) {
            progress.report((double) fold / folds, "Drawing pairs");
            long[] genuine = genuine(members.get(fold), genuineDraw, progress);
            long[] impostor = impostor(members.get(fold), genuine.length, impostorDraw, progress);
            fewer += genuine.length - impostor.length;
            parts.add(genuine);
            parts.add(impostor);
            sizes.add(genuine.length + impostor.length);
        }
        if (fewer > 0) {
            warnings.add(
                    fewer + " impostor pairs fewer than genuine ones: there are no more of them.");
        }
        long[] pairs = parts.stream().flatMapToLong(Arrays::stream).toArray();
        return new BuiltPairs(dataset, rule, seed, pairs, folds == 1 ? List.of() : sizes, warnings);
    }

    /** Those with a genuine pair are dealt out first, so that every fold gets as many. */
    private List<List<Integer>> dealt(int folds) {
        List<List<Integer>> members = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            members.add(new ArrayList<>());
        }
        int[] order = new PairDraw(seed, FOLD_STREAM).shuffled(dataset.identityCount());
        int dealt = 0;
        for (boolean paired : new boolean[] {true, false}) {
            for (int identity : order) {
                if (dataset.sampleCount(identity) > 0
                        && dataset.sampleCount(identity) >= 2 == paired) {
                    members.get(dealt++ % folds).add(identity);
                }
            }
        }
        members.forEach(fold -> fold.sort(null));
        return members;
    }

    private long[] genuine(List<Integer> identities, PairDraw draw, Progress progress) {
        long[][] parts = new long[identities.size()][];
        for (int i = 0; i < parts.length; i++) {
            progress.checkCancelled();
            int first = dataset.firstSample(identities.get(i));
            int images = dataset.sampleCount(identities.get(i));
            long possible = (long) images * (images - 1) / 2;
            parts[i] = draw.distinct(possible, rule.perIdentity());
            for (int k = 0; k < parts[i].length; k++) {
                parts[i][k] = pair(first, parts[i][k]);
            }
        }
        return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
    }

    /** The pairs of n images, numbered (0, 1), (0, 2), (1, 2), (0, 3) …. */
    private static long pair(int first, long index) {
        long later = (long) ((1 + Math.sqrt(1 + 8.0 * index)) / 2);
        // The root may be off by one at large numbers.
        while (later * (later - 1) / 2 > index) {
            later--;
        }
        while (later * (later + 1) / 2 <= index) {
            later++;
        }
        int earlier = (int) (index - later * (later - 1) / 2);
        return PairDraw.pair(first + earlier, first + (int) later);
    }

    private long[] impostor(
            List<Integer> identities, int wanted, PairDraw draw, Progress progress) {
        long images = 0;
        long within = 0;
        for (int identity : identities) {
            long count = dataset.sampleCount(identity);
            images += count;
            within += count * (count - 1) / 2;
        }
        long possible = images * (images - 1) / 2 - within;
        Set<Long> chosen = new HashSet<>();
        if (possible <= 2L * wanted) {
            return ofAll(identities, (int) possible, wanted, draw);
        }
        for (long draws = 0; chosen.size() < wanted; draws++) {
            if (draws % REPORT_EVERY == 0) {
                progress.checkCancelled();
            }
            int one = identities.get(draw.below(identities.size()));
            int other = identities.get(draw.below(identities.size()));
            if (one != other) {
                chosen.add(ordered(sample(one, draw), sample(other, draw)));
            }
        }
        long[] pairs = chosen.stream().mapToLong(pair -> pair).toArray();
        Arrays.sort(pairs);
        return pairs;
    }

    private long[] ofAll(List<Integer> identities, int possible, int wanted, PairDraw draw) {
        long[] all = new long[possible];
        int found = 0;
        for (int one : identities) {
            for (int other : identities) {
                for (int i = 0; one < other && i < dataset.sampleCount(one); i++) {
                    for (int j = 0; j < dataset.sampleCount(other); j++) {
                        all[found++] =
                                PairDraw.pair(
                                        dataset.firstSample(one) + i,
                                        dataset.firstSample(other) + j);
                    }
                }
            }
        }
        long[] chosen = draw.distinct(possible, wanted);
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = all[(int) chosen[i]];
        }
        return chosen;
    }

    private int sample(int identity, PairDraw draw) {
        return dataset.firstSample(identity) + draw.below(dataset.sampleCount(identity));
    }

    private static long ordered(int one, int other) {
        return PairDraw.pair(Math.min(one, other), Math.max(one, other));
    }

    private int paired() {
        int count = 0;
        for (int identity = 0; identity < dataset.identityCount(); identity++) {
            count += dataset.sampleCount(identity) >= 2 ? 1 : 0;
        }
        return count;
    }

    private void requirePossible() {
        long genuine = (long) paired() * rule.perIdentity();
        if (paired() == 0 || dataset.identityCount() < 2) {
            throw new UserFacingException(
                    "The dataset " + dataset.name() + " has no genuine and impostor pairs.",
                    "It has "
                            + dataset.identityCount()
                            + " identities, "
                            + paired()
                            + " of them with two images or more; a test needs two and one.",
                    "Choose a dataset with more images of its identities.");
        }
        if (genuine > PairBuilder.MOST_GENUINE) {
            throw new UserFacingException(
                    rule.perIdentity()
                            + " pairs of each of "
                            + paired()
                            + " identities make up to "
                            + genuine
                            + " genuine pairs.",
                    "A test set holds at most " + PairBuilder.MOST_GENUINE + " of them.",
                    "Ask for fewer pairs per identity.");
        }
    }
}
