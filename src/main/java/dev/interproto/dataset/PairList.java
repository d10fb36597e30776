package dev.interproto.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * A test set of pairs.
 *
 * @param name the list's file name without its ending, such as {@code fgnet20_child}
 * @param file where it was read from
 * @param pairs those whose two images exist, in the order of the list
 * @param folds how many folds the list itself defines (LFW: 10, consecutive equal blocks); 0 where
 *     it defines none
 * @param missing lines whose images were not found: counted and listed, never silently dropped
 */
public record PairList(
        String name, Path file, List<VerificationPair> pairs, int folds, List<Problem> missing) {
    public PairList {
        pairs = List.copyOf(pairs);
        missing = List.copyOf(missing);
    }
}
