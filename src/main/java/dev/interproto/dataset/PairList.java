package dev.interproto.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A test set of pairs.
 *
 * @param name the list's file name without its ending, such as {@code fgnet20_child}
 * @param file where it was read from
 * @param pairs those whose two images exist, in the order of the list
 * @param folds how many folds the list itself defines (LFW: 10, consecutive blocks); 0 where it
 *     defines none
 * @param missing lines whose images were not found: counted and listed, never silently dropped
 * @param foldOf the fold of each pair, 0 to {@code folds} − 1; empty where the list defines none.
 *     With missing pairs the folds are of unequal size
 */
public record PairList(
        String name,
        Path file,
        List<VerificationPair> pairs,
        int folds,
        List<Problem> missing,
        List<Integer> foldOf) {
    public PairList {
        pairs = List.copyOf(pairs);
        missing = List.copyOf(missing);
        foldOf = List.copyOf(foldOf);
        if (foldOf.size() != (folds == 0 ? 0 : pairs.size())) {
            throw new IllegalArgumentException("every pair needs a fold where there are folds");
        }
    }

    /** A list without missing pairs in folds of equal size. */
    public PairList(
            String name,
            Path file,
            List<VerificationPair> pairs,
            int folds,
            List<Problem> missing) {
        this(name, file, pairs, folds, missing, equalBlocks(pairs.size(), folds));
    }

    private static List<Integer> equalBlocks(int pairs, int folds) {
        return folds == 0
                ? List.of()
                : IntStream.range(0, pairs)
                        .mapToObj(i -> (int) ((long) i * folds / pairs))
                        .toList();
    }
}
