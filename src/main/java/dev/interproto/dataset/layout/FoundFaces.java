package dev.interproto.dataset.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A set of faces that was found.
 *
 * @param name the folder's (or the container's), for a person
 * @param root what to open
 * @param kind how it is laid out
 * @param forTests whether it is the images of test sets rather than something to train on
 * @param identities how many there are; 0 where nobody knows before it is opened
 * @param images how many there are, by the endings of their names; 0 where nobody knows
 * @param estimated whether {@code images} was counted in a part of the identities only
 * @param ageLabels the file that gives its ages
 * @param ages where its ages come from, in words
 * @param missing what it lacks, a sentence each
 */
public record FoundFaces(
        String name,
        Path root,
        FacesKind kind,
        boolean forTests,
        int identities,
        long images,
        boolean estimated,
        Optional<Path> ageLabels,
        String ages,
        List<String> missing) {
    public FoundFaces {
        missing = List.copyOf(missing);
    }

    /** Whether a network can be trained on it. */
    public boolean isTrainingSet() {
        return !forTests && kind.hasIdentities();
    }
}
