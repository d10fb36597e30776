package dev.interproto.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Similarities from the highest down with their kinds: lowering the threshold accepts them one run
 * of equal values after the other, which is what every figure here walks along.
 */
final class SortedScores {
    private final double[] similarity;
    private final boolean[] same;
    private final int[] origin;
    private final int genuine;

    private SortedScores(double[] similarity, boolean[] same, int[] origin, int genuine) {
        this.similarity = similarity;
        this.same = same;
        this.origin = origin;
        this.genuine = genuine;
    }

    static SortedScores of(List<ScoredPair> pairs) {
        int n = pairs.size();
        List<Integer> order = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        order.sort((a, b) -> Double.compare(pairs.get(b).similarity(), pairs.get(a).similarity()));
        double[] similarity = new double[n];
        boolean[] same = new boolean[n];
        int[] origin = new int[n];
        int genuine = 0;
        for (int i = 0; i < n; i++) {
            origin[i] = order.get(i);
            // Adding 0 turns −0 into 0, so that equal values compare as equal.
            similarity[i] = pairs.get(origin[i]).similarity() + 0.0;
            same[i] = pairs.get(origin[i]).pair().same();
            genuine += same[i] ? 1 : 0;
        }
        return new SortedScores(similarity, same, origin, genuine);
    }

    int genuineCount() {
        return genuine;
    }

    int impostorCount() {
        return same.length - genuine;
    }

    /** The place of each in the list it was made of. */
    int[] origin() {
        return origin;
    }

    /** Which are genuine. */
    boolean[] same() {
        return same;
    }

    /** Where each run of equal similarities ends, exclusive. */
    int[] ends() {
        return IntStream.rangeClosed(1, similarity.length)
                .filter(i -> i == similarity.length || similarity[i] != similarity[i - 1])
                .toArray();
    }

    /** How many are of at least a threshold. */
    int countFrom(double threshold) {
        int count = 0;
        while (count < similarity.length && similarity[count] >= threshold) {
            count++;
        }
        return count;
    }

    /** The similarities of one kind, from the highest down. */
    double[] similarities(boolean ofSame) {
        double[] found = new double[ofSame ? genuine : same.length - genuine];
        int count = 0;
        for (int i = 0; i < same.length; i++) {
            if (same[i] == ofSame) {
                found[count++] = similarity[i];
            }
        }
        return found;
    }

    /** The paper's protocol: every similarity tried. */
    BestThreshold bestThreshold() {
        return bestThreshold(null, -1);
    }

    /** The best threshold among the similarities of all pairs but those of one fold. */
    private BestThreshold bestThreshold(int[] foldOf, int without) {
        int total = 0;
        int impostors = 0;
        for (int i = 0; i < same.length; i++) {
            if (foldOf == null || foldOf[origin[i]] != without) {
                total++;
                impostors += same[i] ? 0 : 1;
            }
        }
        int right = impostors; // a threshold above everything rejects all
        int bestRight = -1;
        double threshold = Double.NaN;
        int i = 0;
        while (i < same.length) {
            double value = similarity[i];
            boolean tried = false;
            for (; i < same.length && similarity[i] == value; i++) {
                if (foldOf == null || foldOf[origin[i]] != without) {
                    right += same[i] ? 1 : -1;
                    tried = true;
                }
            }
            if (tried && right > bestRight) {
                bestRight = right;
                threshold = value;
            }
        }
        return new BestThreshold(threshold, (double) bestRight / total);
    }

    /** Each fold at the threshold that is best on the others. */
    List<FoldResult> crossValidate(FoldAssignment assignment) {
        List<FoldResult> results = new ArrayList<>();
        for (int fold = 0; fold < assignment.folds(); fold++) {
            double threshold = bestThreshold(assignment.foldOf(), fold).threshold();
            int pairs = 0;
            int right = 0;
            for (int i = 0; i < same.length; i++) {
                if (assignment.foldOf()[origin[i]] == fold) {
                    pairs++;
                    right += (similarity[i] >= threshold) == same[i] ? 1 : 0;
                }
            }
            results.add(new FoldResult(pairs, threshold, (double) right / pairs));
        }
        return results;
    }

    /** The ROC curve, one point a distinct similarity. Needs both kinds. */
    RocCurve roc() {
        List<RocPoint> points = new ArrayList<>();
        points.add(new RocPoint(Math.nextUp(similarity[0]), 0, 0));
        int accepted = 0;
        int falseAccepts = 0;
        int i = 0;
        while (i < same.length) {
            double value = similarity[i];
            for (; i < same.length && similarity[i] == value; i++) {
                accepted += same[i] ? 1 : 0;
                falseAccepts += same[i] ? 0 : 1;
            }
            points.add(
                    new RocPoint(
                            value,
                            (double) falseAccepts / impostorCount(),
                            (double) accepted / genuineCount()));
        }
        return new RocCurve(points);
    }

    /** Mann–Whitney: the share of genuine–impostor couples in the right order, ties half. */
    double auc() {
        double twiceWins = 0;
        long genuineAbove = 0;
        int i = 0;
        while (i < same.length) {
            double value = similarity[i];
            long genuineHere = 0;
            long impostorHere = 0;
            for (; i < same.length && similarity[i] == value; i++) {
                genuineHere += same[i] ? 1 : 0;
                impostorHere += same[i] ? 0 : 1;
            }
            twiceWins += (double) impostorHere * (2 * genuineAbove + genuineHere);
            genuineAbove += genuineHere;
        }
        return twiceWins / 2 / ((double) genuineCount() * impostorCount());
    }
}
