package dev.interproto.verification;

import java.util.Arrays;
import java.util.List;

/**
 * All figures of a test set whose pairs count several times or not at all, in one walk down the
 * similarities. With every weight 1 they are {@link Evaluation}'s.
 */
final class WeightedScores {
    private final int[] origin;
    private final boolean[] same;
    private final int[] fold;
    private final int folds;

    /** Where each run of equal similarities ends, exclusive. */
    private final int[] ends;

    private final List<Double> fars;

    /**
     * @param assignment folds of the pairs; below two for none
     */
    WeightedScores(List<ScoredPair> pairs, FoldAssignment assignment, List<Double> fars) {
        SortedScores sorted = SortedScores.of(pairs);
        this.origin = sorted.origin();
        this.same = sorted.same();
        this.ends = sorted.ends();
        this.folds = assignment.folds() < 2 ? 0 : assignment.folds();
        this.fold = Arrays.stream(origin).map(pair -> assignment.foldOf()[pair]).toArray();
        this.fars = List.copyOf(fars);
    }

    /**
     * The figures of one draw; NaN where a kind of pair is missing.
     *
     * @param tar highest TAR at each FAR asked for
     */
    record Figures(double best, double kfold, double auc, double eer, double[] tar) {}

    /**
     * @param weights of the pairs, in the order they were given in
     */
    Figures figures(int[] weights) {
        return new Walk(weights).figures();
    }

    /** One walk. */
    private final class Walk {
        private final int[] weight = new int[origin.length];
        private final long[] rightOfFold = new long[folds];
        private final long[] seenOfFold = new long[folds];
        private final long[] totalOfFold = new long[folds];
        private final long[] bestOfOthers = new long[folds];
        private final long[] heldOut = new long[folds];
        private final double[] tar = new double[fars.size()];
        private long genuine;
        private long impostor;
        private long accepted;
        private long falseAccepts;
        private long best = -1;
        private int tried;
        private double twiceWins;
        private double eer = Double.NaN;

        Walk(int[] weights) {
            Arrays.fill(bestOfOthers, -1);
            for (int i = 0; i < origin.length; i++) {
                weight[i] = weights[origin[i]];
                genuine += same[i] ? weight[i] : 0;
                impostor += same[i] ? 0 : weight[i];
                if (folds > 0) {
                    rightOfFold[fold[i]] += same[i] ? 0 : weight[i];
                    totalOfFold[fold[i]] += weight[i];
                }
            }
        }

        Figures figures() {
            if (genuine == 0 || impostor == 0) {
                Arrays.fill(tar, Double.NaN);
                return new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, tar);
            }
            int from = 0;
            for (int end : ends) {
                accept(from, end);
                from = end;
            }
            return new Figures(
                    (double) best / (genuine + impostor),
                    kfold(),
                    twiceWins / 2 / ((double) genuine * impostor),
                    eer,
                    tar);
        }

        /** Lowers the threshold past one run of equal similarities. */
        private void accept(int from, int end) {
            long genuineHere = 0;
            long impostorHere = 0;
            for (int i = from; i < end; i++) {
                int times = weight[i];
                genuineHere += same[i] ? times : 0;
                impostorHere += same[i] ? 0 : times;
                if (folds > 0) {
                    rightOfFold[fold[i]] += same[i] ? times : -times;
                    seenOfFold[fold[i]] += times;
                }
            }
            if (genuineHere + impostorHere == 0) {
                return;
            }
            double gapBefore = gap();
            double farBefore = (double) falseAccepts / impostor;
            twiceWins += (double) impostorHere * (2 * accepted + genuineHere);
            accepted += genuineHere;
            falseAccepts += impostorHere;
            long right = accepted + impostor - falseAccepts;
            best = Math.max(best, right);
            double far = (double) falseAccepts / impostor;
            double gap = gap();
            if (Double.isNaN(eer) && gap >= 0) {
                eer = farBefore + gapBefore / (gapBefore - gap) * (far - farBefore);
            }
            for (int i = 0; i < tar.length; i++) {
                if (far <= fars.get(i)) {
                    tar[i] = (double) accepted / genuine;
                }
            }
            // Impostor pairs alone make no threshold better, once each fold's others have one.
            if (genuineHere > 0 || tried < folds) {
                tryOnOthers(right);
            }
        }

        /** FAR less the share of genuine pairs rejected: the equal error rate is where it is 0. */
        private double gap() {
            return (double) falseAccepts / impostor - (1 - (double) accepted / genuine);
        }

        private void tryOnOthers(long right) {
            long seen = accepted + falseAccepts;
            for (int f = 0; f < folds; f++) {
                // A threshold is one of the others' similarities.
                if (right - rightOfFold[f] > bestOfOthers[f] && seen > seenOfFold[f]) {
                    tried += bestOfOthers[f] < 0 ? 1 : 0;
                    bestOfOthers[f] = right - rightOfFold[f];
                    heldOut[f] = rightOfFold[f];
                }
            }
        }

        private double kfold() {
            double sum = 0;
            int counted = 0;
            for (int f = 0; f < folds; f++) {
                if (totalOfFold[f] > 0 && bestOfOthers[f] >= 0) {
                    sum += (double) heldOut[f] / totalOfFold[f];
                    counted++;
                }
            }
            return counted == 0 ? Double.NaN : sum / counted;
        }
    }
}
