package dev.interproto.dataset;

import dev.interproto.common.UserFacingException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Faces of known identities: what training and the pages read. Samples and identities are numbered
 * from 0, in the sorted order of their names, so that the numbering is the same on every machine.
 * Columns instead of objects: at 5.8 million images this is a few tens of megabytes. Immutable and
 * thread-safe.
 */
public final class FaceDataset {
    /** In the age column: no age known. */
    public static final byte NO_AGE = -1;

    private final String name;
    private final Path root;
    private final List<String> identityNames;
    private final int[] identityOf;
    private final byte[] ages;
    private final int[] firstSample;
    private final ImageStore images;
    private final List<Problem> problems;

    /**
     * @param name shown to the person
     * @param root the folder or container
     * @param identityNames one per identity
     * @param identityOf identity of each sample, ascending
     * @param ages age in years of each sample, or {@link #NO_AGE}
     * @param images the encoded images, numbered as the samples
     * @param problems what was left out or looked wrong
     */
    public FaceDataset(
            String name,
            Path root,
            List<String> identityNames,
            int[] identityOf,
            byte[] ages,
            ImageStore images,
            List<Problem> problems) {
        if (identityOf.length != ages.length) {
            throw new IllegalArgumentException("identities and ages differ in length");
        }
        this.name = name;
        this.root = root;
        this.identityNames = List.copyOf(identityNames);
        this.identityOf = identityOf.clone();
        this.ages = ages.clone();
        this.images = images;
        this.problems = List.copyOf(problems);
        this.firstSample = new int[identityNames.size() + 1];
        int previous = 0;
        for (int identity : identityOf) {
            if (identity < previous || identity >= identityNames.size()) {
                throw new IllegalArgumentException("identities must ascend from 0");
            }
            previous = identity;
            firstSample[identity + 1]++;
        }
        for (int i = 0; i < identityNames.size(); i++) {
            firstSample[i + 1] += firstSample[i];
        }
    }

    public String name() {
        return name;
    }

    public Path root() {
        return root;
    }

    /** How many images. */
    public int size() {
        return identityOf.length;
    }

    public int identityCount() {
        return identityNames.size();
    }

    public String identityName(int identity) {
        return identityNames.get(identity);
    }

    public int identityOf(int sample) {
        return identityOf[sample];
    }

    /** The first sample of an identity; its samples follow one another. */
    public int firstSample(int identity) {
        return firstSample[identity];
    }

    /** How many images an identity has. */
    public int sampleCount(int identity) {
        return firstSample[identity + 1] - firstSample[identity];
    }

    public OptionalInt age(int sample) {
        return ages[sample] == NO_AGE ? OptionalInt.empty() : OptionalInt.of(ages[sample]);
    }

    /** How many images have an age. */
    public int agedCount() {
        int count = 0;
        for (byte age : ages) {
            if (age != NO_AGE) {
                count++;
            }
        }
        return count;
    }

    /**
     * Checks that a network can learn from this dataset: telling identities apart takes two of them
     * (a dataset of one can be looked at all the same).
     *
     * @throws UserFacingException where it cannot
     */
    public void requireTrainable() {
        if (identityCount() < 2) {
            throw new UserFacingException(
                    "The dataset "
                            + name
                            + " ("
                            + root
                            + ") has "
                            + (identityCount() == 0
                                    ? "no identity."
                                    : "only one identity, " + identityNames.get(0) + "."),
                    "A network learns to tell identities apart, so training needs at least two.",
                    "Choose the folder that holds several identities' folders.");
        }
    }

    public ImageStore images() {
        return images;
    }

    public List<Problem> problems() {
        return problems;
    }
}
