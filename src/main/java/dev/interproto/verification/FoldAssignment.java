package dev.interproto.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which fold each pair is of.
 *
 * @param folds how many; below 2 where the pairs are too few
 * @param foldOf fold of each pair, from 0, in the order of the scores
 */
record FoldAssignment(int folds, int[] foldOf) {

    /**
     * The list's own folds where it has them; else seeded ones in which genuine and impostor pairs
     * are dealt out evenly, as many as asked for but never more than the rarer kind has pairs.
     */
    static FoldAssignment of(PairScores scores, VerificationOptions options) {
        if (!scores.foldOf().isEmpty()) {
            int[] foldOf = scores.foldOf().stream().mapToInt(Integer::intValue).toArray();
            int[] numbers = new int[foldOf.length];
            int[] present = scores.foldOf().stream().mapToInt(f -> f).distinct().sorted().toArray();
            for (int i = 0; i < foldOf.length; i++) {
                numbers[i] = Arrays.binarySearch(present, foldOf[i]);
            }
            return new FoldAssignment(present.length, numbers);
        }
        List<Integer> genuine = new ArrayList<>();
        List<Integer> impostor = new ArrayList<>();
        for (int i = 0; i < scores.pairs().size(); i++) {
            (scores.pairs().get(i).pair().same() ? genuine : impostor).add(i);
        }
        int folds = Math.min(options.folds(), Math.min(genuine.size(), impostor.size()));
        int[] foldOf = new int[scores.pairs().size()];
        Random random = new Random(options.seed());
        for (List<Integer> kind : List.of(genuine, impostor)) {
            Collections.shuffle(kind, random);
            for (int i = 0; i < kind.size() && folds > 0; i++) {
                foldOf[kind.get(i)] = i % folds;
            }
        }
        return new FoldAssignment(folds, foldOf);
    }
}
