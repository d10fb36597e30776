package dev.interproto.dataset.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * A test set of pairs that was found whole or in part.
 *
 * @param name the list's, for a person
 * @param pairs the pair list; the folder itself where file names tell the pairs (CACD-VS); the
 *     container where it holds both
 * @param images the folder its images lie in; as {@code pairs} for a container
 * @param complete how many pairs have both images; empty where only opening tells
 * @param missing what it lacks, a sentence each
 */
public record FoundTestSet(
        String name, Path pairs, Path images, OptionalInt complete, List<String> missing) {
    public FoundTestSet {
        missing = List.copyOf(missing);
    }
}
