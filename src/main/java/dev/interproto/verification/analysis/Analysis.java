package dev.interproto.verification.analysis;

import dev.interproto.common.Progress;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.FaceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How alike a network makes children and adults.
 *
 * @param options what was sampled
 * @param prototypes similarities between prototypes; absent where the model has none or whose they
 *     are is not known
 * @param means similarities between identities' mean embeddings; absent without a dataset
 * @param angles between images and prototypes; absent where the images' identities have none
 * @param notes what could not be measured, and why
 */
public record Analysis(
        AnalysisOptions options,
        Optional<GroupSimilarities> prototypes,
        Optional<GroupSimilarities> means,
        Optional<ImageAngles> angles,
        List<String> notes) {
    public Analysis {
        notes = List.copyOf(notes);
    }

    /**
     * A mean, as a line of a table.
     *
     * @param of whose vectors: {@code prototypes}, {@code identity means}, {@code child images},
     *     {@code adult images}, {@code images of age 0–12}
     * @param to what they are compared with: {@code child–child}, {@code own prototype}
     * @param unit {@code cosine} or {@code degrees}
     * @param sample how large the samples behind it are
     */
    public record Measure(String of, String to, String unit, String sample, Spread spread) {
        /** Pairs, or images. */
        public long count() {
            return spread.count();
        }

        /** Absent where the count is 0. */
        public OptionalDouble mean() {
            return spread.mean();
        }

        /** Absent below two. */
        public OptionalDouble std() {
            return spread.std();
        }
    }

    /** Before anything is measured. */
    public static Analysis nothing(AnalysisOptions options) {
        return new Analysis(
                options, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** Compares prototypes alone. */
    public static GroupSimilarities ofPrototypes(
            float[][] prototypes, boolean[] child, AnalysisOptions options, Progress progress) {
        IdentityChoice choice = IdentityChoice.of(child, options);
        return GroupSimilarities.of(
                rows(prototypes, choice.children()),
                rows(prototypes, choice.adults()),
                choice.childrenOf(),
                choice.adultsOf(),
                progress);
    }

    private static float[][] rows(float[][] all, int[] chosen) {
        return IntStream.of(chosen).mapToObj(i -> all[i]).toArray(float[][]::new);
    }

    /**
     * A dataset as a network sees it. Only sampled images are embedded; each is let go of as soon
     * as it is measured.
     *
     * @param child whether each identity of the dataset is a child identity
     * @param prototypes of unit length, one for each identity of the dataset, [C][D]; empty where
     *     they have none
     * @param faces reads images
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public static Analysis ofDataset(
            FaceDataset dataset,
            boolean[] child,
            Optional<float[][]> prototypes,
            FaceEmbedder embedder,
            FaceSource faces,
            AnalysisOptions options,
            Progress progress) {
        IdentityChoice choice = IdentityChoice.of(child, options);
        IdentitySums sums = new IdentitySums(dataset, choice, options);
        Optional<AngleSums> angles =
                prototypes.map(rows -> new AngleSums(dataset, rows, child, options));
        int unreadable =
                new SampledImages(dataset, embedder, faces)
                        .measure(sums, angles, progress.part(0, 0.95));
        Progress comparing = progress.part(0.95, 1);
        GroupSimilarities means =
                GroupSimilarities.of(
                        sums.children(),
                        sums.adults(),
                        choice.childrenOf(),
                        choice.adultsOf(),
                        comparing.part(0, 0.5));
        List<String> notes = new ArrayList<>();
        long without = choice.all().count() - means.children().taken() - means.adults().taken();
        if (without > 0) {
            notes.add(
                    without
                            + " sampled identities have no image of their group that can be read;"
                            + " they are left out of the identity means.");
        }
        if (unreadable > 0) {
            notes.add(unreadable + " sampled images cannot be read and are left out.");
        }
        return new Analysis(
                options,
                prototypes.map(rows -> ofPrototypes(rows, child, options, comparing.part(0.5, 1))),
                Optional.of(means),
                angles.map(AngleSums::result),
                notes);
    }

    /** The same with similarities between prototypes. */
    public Analysis withPrototypes(GroupSimilarities found) {
        return new Analysis(options, Optional.of(found), means, angles, notes);
    }

    /** The same with further notes, before its own. */
    public Analysis withNotes(List<String> further) {
        List<String> all = new ArrayList<>(further);
        all.addAll(notes);
        return new Analysis(options, prototypes, means, angles, all);
    }

    /** All means, those of empty groups too. */
    public List<Measure> measures() {
        List<Measure> lines = new ArrayList<>();
        prototypes.ifPresent(found -> similarities(found, "prototypes", lines));
        means.ifPresent(found -> similarities(found, "identity means", lines));
        angles.ifPresent(
                found -> {
                    angles(found, found.child(), "child images", lines);
                    angles(found, found.adult(), "adult images", lines);
                    for (ImageAngles.OfAge age : found.ages()) {
                        lines.add(
                                new Measure(
                                        "images of age " + age.bin().label(),
                                        "own prototype",
                                        "degrees",
                                        images(age.images()),
                                        age.own()));
                    }
                });
        return lines;
    }

    private static void similarities(GroupSimilarities found, String of, List<Measure> lines) {
        String children = found.children().taken() + " of " + found.children().of() + " children";
        String adults = found.adults().taken() + " of " + found.adults().of() + " adults";
        String both = children + ", " + adults;
        lines.add(new Measure(of, "child–child", "cosine", children, found.childChild()));
        lines.add(new Measure(of, "adult–adult", "cosine", adults, found.adultAdult()));
        lines.add(new Measure(of, "child–adult", "cosine", both, found.childAdult()));
    }

    private static void angles(
            ImageAngles found, ImageAngles.Group group, String of, List<Measure> lines) {
        String images = images(group.images());
        String children = images + ", " + found.childPrototypes() + " prototypes";
        String adults = images + ", " + found.adultPrototypes() + " prototypes";
        lines.add(new Measure(of, "own prototype", "degrees", images, group.own()));
        lines.add(new Measure(of, "other child prototypes", "degrees", children, group.children()));
        lines.add(new Measure(of, "other adult prototypes", "degrees", adults, group.adults()));
    }

    private static String images(Sampled images) {
        return images.taken() + " of " + images.of() + " images";
    }
}
