package dev.interproto.dataset.duplicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a test set shares with the training set. Images that were trained on are no test.
 *
 * @param testImages distinct images of the test set
 * @param exact of them in the training set byte for byte
 * @param near of them in the training set otherwise encoded, sized, lit, or mirrored; 0 where that
 *     was not looked for
 * @param sharedIdentities identities of the test set called as one of the training set
 * @param examined how far it was looked
 * @param examples some of the pairs, the exact ones first
 */
public record Overlap(
        int testImages,
        int exact,
        int near,
        int sharedIdentities,
        Examined examined,
        List<Example> examples) {
    /** How many examples are kept. */
    static final int MOST_EXAMPLES = 50;

    public Overlap {
        examples = examples == null ? List.of() : List.copyOf(examples);
    }

    /** How far it was looked. */
    public enum Examined {
        /** Names only: too many images would have to be read. */
        NAMES,
        /** Equal files. */
        BYTES,
        /** Equal files and copies that look the same. */
        LOOKS
    }

    /**
     * A test image and the training image that it is a copy of.
     *
     * @param test where the test image lies
     * @param training the training image's name within its dataset
     * @param kind how they agree
     */
    public record Example(String test, String training, DuplicateGroup.Kind kind) {}

    /** Whether the test set's figures are worth nothing. */
    public boolean spoilsFigures() {
        return exact + near > 0;
    }

    /** That test images were trained on; empty where none was found. */
    public Optional<String> ofImages() {
        return spoilsFigures()
                ? Optional.of(
                        "These figures do not count: "
                                + (exact + near)
                                + " of "
                                + testImages
                                + " test images are in the training set ("
                                + exact
                                + " byte for byte, "
                                + (examined == Examined.LOOKS
                                        ? near + " as near copies)."
                                        : "near copies were not looked for)."))
                : Optional.empty();
    }

    /** What a reader must know, one sentence each; empty where nothing is shared. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        ofImages().ifPresent(sentences::add);
        if (sharedIdentities > 0) {
            sentences.add(
                    sharedIdentities
                            + (sharedIdentities == 1
                                    ? " identity of the test set has the name of one"
                                    : " identities of the test set have the names of ones")
                            + " of the training set: if they are the same people, the figures are"
                            + " too good.");
        }
        return sentences;
    }
}
