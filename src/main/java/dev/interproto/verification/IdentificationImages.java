package dev.interproto.verification;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The images of a closed-set identification from childhood to adulthood: every image of a child is
 * a query where its identity has a gallery image, and every image of an adult is in the gallery,
 * the distractors' too. As in training, an image without an age counts as an adult's. The images of
 * an identity stand together in the gallery; identities are numbered through, the distractors'
 * after the dataset's.
 */
public final class IdentificationImages {
    private final FaceDataset dataset;
    private final List<FaceDataset> galleries;
    private final Rule rule;
    private final int[] queries;

    /** Samples of the dataset, then the distractors'. */
    private final int[] gallery;

    /** How many of the gallery's images are the dataset's. */
    private final int own;

    private final int withoutMate;
    private final int unaged;

    /**
     * Who is a child, and how far apart the images are.
     *
     * @param childAge ages below it are a child's
     * @param gap years by which a gallery image must be older than the query to count for it; 0 for
     *     any. A distractor without an age counts for every query, the dataset's images without one
     *     are left out where there is a gap
     */
    public record Rule(int childAge, int gap) {
        public Rule {
            if (childAge < 1 || gap < 0) {
                throw new IllegalArgumentException(
                        "a child's age of " + childAge + " and a gap of " + gap);
            }
        }
    }

    private IdentificationImages(FaceDataset dataset, List<FaceDataset> distractors, Rule rule) {
        this.dataset = dataset;
        this.galleries =
                distractors.isEmpty() ? List.of(dataset) : List.of(dataset, distractors.get(0));
        this.rule = rule;
        int[] adults =
                IntStream.range(0, dataset.size())
                        .filter(sample -> isAdult(dataset, sample))
                        .toArray();
        this.unaged =
                (int) IntStream.of(adults).filter(sample -> dataset.age(sample).isEmpty()).count();
        int[] ours =
                IntStream.of(adults)
                        .filter(sample -> rule.gap() == 0 || dataset.age(sample).isPresent())
                        .toArray();
        this.own = ours.length;
        this.gallery =
                IntStream.concat(
                                IntStream.of(ours),
                                distractors.stream()
                                        .limit(1)
                                        .flatMapToInt(
                                                other ->
                                                        IntStream.range(0, other.size())
                                                                .filter(s -> isAdult(other, s))))
                        .toArray();
        int[] oldest = new int[dataset.identityCount()];
        Arrays.fill(oldest, -1);
        for (int sample : ours) {
            int age = dataset.age(sample).orElse(Integer.MAX_VALUE);
            oldest[dataset.identityOf(sample)] = Math.max(oldest[dataset.identityOf(sample)], age);
        }
        int[] children =
                IntStream.range(0, dataset.size())
                        .filter(sample -> !isAdult(dataset, sample))
                        .toArray();
        this.queries =
                IntStream.of(children)
                        .filter(
                                sample ->
                                        oldest[dataset.identityOf(sample)]
                                                        - dataset.age(sample).getAsInt()
                                                >= rule.gap())
                        .toArray();
        this.withoutMate = children.length - queries.length;
    }

    /** Of a dataset alone. */
    public static IdentificationImages of(FaceDataset dataset, Rule rule) {
        return new IdentificationImages(dataset, List.of(), rule);
    }

    /** With further people in the gallery, none of whom is in the dataset. */
    public static IdentificationImages of(FaceDataset dataset, FaceDataset distractors, Rule rule) {
        return new IdentificationImages(dataset, List.of(distractors), rule);
    }

    private boolean isAdult(FaceDataset of, int sample) {
        return of.age(sample).orElse(Integer.MAX_VALUE) >= rule.childAge();
    }

    public Rule rule() {
        return rule;
    }

    /** The dataset's name. */
    public String name() {
        return dataset.name();
    }

    public int queryCount() {
        return queries.length;
    }

    /** Children's images whose identity has no image in the gallery that counts for them. */
    public int withoutMate() {
        return withoutMate;
    }

    /** The dataset's images without an age: in the gallery, or left out where there is a gap. */
    public int unaged() {
        return unaged;
    }

    public int gallerySize() {
        return gallery.length;
    }

    /** How many of the gallery's images are distractors. */
    public int distractorImages() {
        return gallery.length - own;
    }

    /** How many identities have images in the gallery. */
    public int galleryIdentities() {
        return identitiesFrom(0);
    }

    /** How many of them are distractors. */
    public int distractorIdentities() {
        return identitiesFrom(own);
    }

    private int identitiesFrom(int first) {
        return (int)
                IntStream.range(first, gallery.length)
                        .map(this::galleryIdentity)
                        .distinct()
                        .count();
    }

    public ImageLocation query(int query) {
        return dataset.images().location(queries[query]);
    }

    public int queryIdentity(int query) {
        return dataset.identityOf(queries[query]);
    }

    public int queryAge(int query) {
        return dataset.age(queries[query]).getAsInt();
    }

    public ImageLocation gallery(int image) {
        return of(image).images().location(gallery[image]);
    }

    public int galleryIdentity(int image) {
        int identity = of(image).identityOf(gallery[image]);
        return image < own ? identity : dataset.identityCount() + identity;
    }

    public OptionalInt galleryAge(int image) {
        return of(image).age(gallery[image]);
    }

    /** The largest number for an image without an age: it counts as old enough for any query. */
    int galleryAgeOrOldest(int image) {
        return galleryAge(image).orElse(Integer.MAX_VALUE);
    }

    /** The name of a numbered identity. */
    public String identityName(int identity) {
        return identity < dataset.identityCount()
                ? dataset.identityName(identity)
                : galleries.get(1).identityName(identity - dataset.identityCount());
    }

    private FaceDataset of(int image) {
        return image < own ? dataset : galleries.get(1);
    }
}
