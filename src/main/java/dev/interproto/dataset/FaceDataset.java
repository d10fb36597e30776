package dev.interproto.dataset;

import dev.interproto.common.UserFacingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

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
    private final AgeColumns ages;

    /** The ages as they were before any change: what taking changes back returns to. */
    private final AgeColumns openedAges;

    private final int[] firstSample;
    private final ImageStore images;
    private final List<Problem> problems;
    private final int leftOut;

    /**
     * @param name shown to the person
     * @param root the folder or container
     * @param identityNames one per identity
     * @param identityOf identity of each sample, ascending
     * @param ages age in years of each sample, or {@link #NO_AGE}
     * @param ageSource where all of these ages come from
     * @param images the encoded images, numbered as the samples
     * @param problems what was left out or looked wrong
     */
    public FaceDataset(
            String name,
            Path root,
            List<String> identityNames,
            int[] identityOf,
            byte[] ages,
            AgeSource ageSource,
            ImageStore images,
            List<Problem> problems) {
        this(
                name,
                root,
                identityNames,
                identityOf.clone(),
                AgeColumns.of(ages, ageSource),
                images,
                problems,
                0);
    }

    private FaceDataset(
            String name,
            Path root,
            List<String> identityNames,
            int[] identityOf,
            AgeColumns opened,
            ImageStore images,
            List<Problem> problems,
            int leftOut) {
        this(name, root, identityNames, identityOf, opened, opened, images, problems, leftOut);
    }

    private FaceDataset(
            String name,
            Path root,
            List<String> identityNames,
            int[] identityOf,
            AgeColumns ages,
            AgeColumns openedAges,
            ImageStore images,
            List<Problem> problems,
            int leftOut) {
        if (identityOf.length != ages.size()) {
            throw new IllegalArgumentException("identities and ages differ in length");
        }
        this.name = name;
        this.root = root;
        this.identityNames = List.copyOf(identityNames);
        this.identityOf = identityOf;
        this.ages = ages;
        this.openedAges = openedAges;
        this.images = images;
        this.problems = List.copyOf(problems);
        this.leftOut = leftOut;
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
        return ages.age(sample);
    }

    /** Where an image's age comes from; empty where it has none. */
    public Optional<AgeSource> ageSource(int sample) {
        return ages.source(sample);
    }

    /** The age columns: for work that goes over all of them. */
    AgeColumns ages() {
        return ages;
    }

    /**
     * The same images with other ages.
     *
     * @param changes the images to change; all others keep their age and its source
     */
    public FaceDataset withAges(AgeChanges changes) {
        return withAges(ages.changed(changes));
    }

    /** The same images with the ages they had before any {@link #withAges}. */
    public FaceDataset withOpenedAges() {
        return withAges(openedAges);
    }

    /** The same dataset, its ages of now being those that {@link #withOpenedAges} returns to. */
    public FaceDataset asOpened() {
        return new FaceDataset(
                name, root, identityNames, identityOf, ages, images, problems, leftOut);
    }

    private FaceDataset withAges(AgeColumns others) {
        return new FaceDataset(
                name,
                root,
                identityNames,
                identityOf,
                others,
                openedAges,
                images,
                problems,
                leftOut);
    }

    /**
     * What remains when some images are left out; identities without an image left go too, so that
     * samples and identities are numbered anew.
     *
     * @param excluded samples of this dataset
     */
    public FaceDataset without(BitSet excluded) {
        if (excluded.isEmpty()) {
            return this;
        }
        int[] kept = IntStream.range(0, size()).filter(sample -> !excluded.get(sample)).toArray();
        return selected(kept, leftOut + size() - kept.length);
    }

    /**
     * Some of the identities, numbered anew: another dataset rather than one with images left out.
     *
     * @param identities of this dataset
     */
    public FaceDataset onlyIdentities(BitSet identities) {
        return selected(
                IntStream.range(0, size())
                        .filter(sample -> identities.get(identityOf[sample]))
                        .toArray(),
                leftOut);
    }

    private FaceDataset selected(int[] kept, int leftOutNow) {
        List<String> names = new ArrayList<>();
        int[] identities = new int[kept.length];
        int previous = -1;
        for (int i = 0; i < kept.length; i++) {
            int identity = identityOf[kept[i]];
            if (identity != previous) {
                names.add(identityNames.get(identity));
                previous = identity;
            }
            identities[i] = names.size() - 1;
        }
        return new FaceDataset(
                name,
                root,
                names,
                identities,
                ages.selected(kept),
                openedAges.selected(kept),
                new SelectedImages(images, kept),
                problems,
                leftOutNow);
    }

    /** The same dataset with further problems listed after its own. */
    public FaceDataset withProblems(List<Problem> further) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(further);
        return new FaceDataset(
                name, root, identityNames, identityOf, ages, openedAges, images, all, leftOut);
    }

    /** How many images have an age. */
    public int agedCount() {
        return ages.count();
    }

    /** How many ages come from each source; sources without any are left out. */
    public Map<AgeSource, Integer> ageCounts() {
        return ages.counts();
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

    /** How many images {@link #without} has left out. */
    public int leftOut() {
        return leftOut;
    }

    public List<Problem> problems() {
        return problems;
    }
}
