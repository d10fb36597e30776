package dev.interproto.verification;

import java.util.Arrays;
import java.util.List;

/**
 * All figures of a test set whose pairs count several times or not at all, in one walk down the
 * similarities. With every weight 1 they are {@link Evaluation}'s. Whatever the weights, accuracies
 * take genuine and impostor pairs in the list's shares, and the best-threshold accuracy is that at
 * the threshold which is best with every weight 1: see {@link BootstrapIntervals}.
 */
final class WeightedScores {
    private final int[] origin;
    private final boolean[] same;
    private final int[] fold;
    private final int folds;

    /** Where each run of equal similarities ends, exclusive. */
    private final int[] ends;

    /** Pairs of at least the threshold that is best on the whole list. */
    private final int acceptedAtBest;

    /** Pairs of at least the network's own threshold. */
    private final int acceptedAtOwn;

    private final int genuineCount;
    private final List<Double> fars;

    /**
     * @param assignment folds of the pairs; below two for none
     */
    WeightedScores(ScoredNetwork network, FoldAssignment assignment, List<Double> fars) {
        SortedScores sorted = SortedScores.of(network.pairs());
        this.origin = sorted.origin();
        this.same = sorted.same();
        this.ends = sorted.ends();
        this.acceptedAtBest = sorted.countFrom(sorted.bestThreshold().threshold());
        this.acceptedAtOwn =
                Double.isNaN(network.threshold()) ? -1 : sorted.countFrom(network.threshold());
        this.genuineCount = sorted.genuineCount();
        this.folds = assignment.folds() < 2 ? 0 : assignment.folds();
        this.fold = Arrays.stream(origin).map(pair -> assignment.foldOf()[pair]).toArray();
        this.fars = List.copyOf(fars);
    }

    /** Without an own threshold: that figure is NaN then. */
    static WeightedScores of(List<ScoredPair> pairs, FoldAssignment folds, List<Double> fars) {
        return new WeightedScores(new ScoredNetwork(pairs, Double.NaN), folds, fars);
    }

    /**
     * The figures of one draw; NaN where a kind of pair is missing.
     *
     * @param own accuracy at the network's own threshold
     * @param best accuracy at the threshold that is best on the whole list
     * @param kfold mean of the folds, each at the threshold best on the others in this draw
     * @param tar highest TAR at each FAR asked for
     */
    record Figures(double own, double best, double kfold, double auc, double eer, double[] tar) {}

    /**
     * @param weights of the pairs, in the order they were given in
     */
    Figures figures(int[] weights) {
        return new Walk(weights).figures();
    }

    /** One walk. */
    private final class Walk {
        private final int[] weight = new int[origin.length];
        private final double[] rightOfFold = new double[folds];
        private final long[] seenOfFold = new long[folds];
        private final double[] totalOfFold = new double[folds];
        private final double[] bestOfOthers = new double[folds];
        private final double[] heldOut = new double[folds];
        private final double[] tar = new double[fars.size()];
        private long genuine;
        private long impostor;
        private long accepted;
        private long falseAccepts;
        private double own;
        private double best;
        private int tried;
        private double twiceWins;
        private double eer = Double.NaN;

        Walk(int[] weights) {
            Arrays.fill(bestOfOthers, -1);
            for (int i = 0; i < origin.length; i++) {
                weight[i] = weights[origin[i]];
                genuine += same[i] ? weight[i] : 0;
                impostor += same[i] ? 0 : weight[i];
            }
            for (int i = 0; i < origin.length && folds > 0; i++) {
                double counts = weight[i] * (same[i] ? genuineFactor() : impostorFactor());
                rightOfFold[fold[i]] += same[i] ? 0 : counts;
                totalOfFold[fold[i]] += counts;
            }
        }

        /** Brings the draw's genuine pairs to as many as the list has; 1 with every weight 1. */
        private double genuineFactor() {
            return (double) genuineCount / genuine;
        }

        private double impostorFactor() {
            return (double) (origin.length - genuineCount) / impostor;
        }

        /** Pairs called rightly so far, in the list's shares. */
        private double right() {
            return accepted * genuineFactor() + (impostor - falseAccepts) * impostorFactor();
        }

        Figures figures() {
            if (genuine == 0 || impostor == 0) {
                Arrays.fill(tar, Double.NaN);
                return new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, tar);
            }
            own = acceptedAtOwn == 0 ? right() / origin.length : Double.NaN;
            int from = 0;
            for (int end : ends) {
                accept(from, end);
                from = end;
                own = end == acceptedAtOwn ? right() / origin.length : own;
                best = end == acceptedAtBest ? right() / origin.length : best;
            }
            return new Figures(
                    own, best, kfold(), twiceWins / 2 / ((double) genuine * impostor), eer, tar);
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
                    rightOfFold[fold[i]] +=
                            same[i] ? times * genuineFactor() : -times * impostorFactor();
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
                tryOnOthers(right());
            }
        }

        /** FAR less the share of genuine pairs rejected: the equal error rate is where it is 0. */
        private double gap() {
            return (double) falseAccepts / impostor - (1 - (double) accepted / genuine);
        }

        private void tryOnOthers(double right) {
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
                    sum += heldOut[f] / totalOfFold[f];
                    counted++;
                }
            }
            return counted == 0 ? Double.NaN : sum / counted;
        }
    }
}
