package dev.interproto.verification;

import dev.interproto.common.Progress;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Embeds the images of an identification: queries into memory, the gallery into a file. */
final class IdentificationEmbedding {
    /** Images embedded between two looks at whether the work is still wanted. */
    private static final int AT_A_TIME = 4096;

    private static final int NONE = -1;

    private final IdentificationImages images;
    private final FaceEmbedder embedder;
    private final FaceSource faces;
    private final List<Problem> problems;

    /**
     * @param problems gets the images that cannot be read
     */
    IdentificationEmbedding(
            IdentificationImages images,
            FaceEmbedder embedder,
            FaceSource faces,
            List<Problem> problems) {
        this.images = images;
        this.embedder = embedder;
        this.faces = faces;
        this.problems = problems;
    }

    /**
     * The readable queries, and what {@link #gallery} finds of the same people.
     *
     * @param numbers of the queries' images
     * @param rows their embeddings, [query][dimension]
     * @param similarity with the most similar gallery image of the same person that counts
     * @param mates number of that image; {@link #NONE} where there is none
     */
    record Queries(int[] numbers, float[][] rows, float[] similarity, int[] mates) {

        private static Queries of(int[] numbers, float[][] rows) {
            int[] none = new int[numbers.length];
            Arrays.fill(none, NONE);
            return new Queries(numbers, rows, new float[numbers.length], none);
        }

        int count() {
            return numbers.length;
        }

        /** Without those whose only gallery images are unreadable. */
        Queries withMate() {
            int[] kept = IntStream.range(0, count()).filter(i -> mates[i] != NONE).toArray();
            float[] of = new float[kept.length];
            for (int i = 0; i < kept.length; i++) {
                of[i] = similarity[kept[i]];
            }
            return new Queries(
                    IntStream.of(kept).map(i -> numbers[i]).toArray(),
                    IntStream.of(kept).mapToObj(i -> rows[i]).toArray(float[][]::new),
                    of,
                    IntStream.of(kept).map(i -> mates[i]).toArray());
        }
    }

    Queries queries(Progress progress) {
        List<Integer> numbers = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        inParts(
                images.queryCount(),
                progress,
                (from, to, part) -> {
                    float[][] embedded =
                            embed(IntStream.range(from, to).mapToObj(images::query).toList(), part);
                    for (int query = from; query < to; query++) {
                        if (embedded[query - from] != null) {
                            numbers.add(query);
                            rows.add(embedded[query - from]);
                        }
                    }
                });
        return Queries.of(
                numbers.stream().mapToInt(Integer::intValue).toArray(),
                rows.toArray(new float[0][]));
    }

    /**
     * Embeds the gallery, and notes in the queries how similar they are to their own person.
     *
     * @param file gets the embeddings
     * @return numbers of the readable images, in their order in the file
     */
    int[] gallery(Queries queries, GalleryFile file, Progress progress) {
        Map<Integer, List<Integer>> byIdentity = new HashMap<>();
        for (int i = 0; i < queries.count(); i++) {
            byIdentity
                    .computeIfAbsent(
                            images.queryIdentity(queries.numbers()[i]), none -> new ArrayList<>())
                    .add(i);
        }
        int[] readable = new int[images.gallerySize()];
        inParts(
                images.gallerySize(),
                progress,
                (from, to, part) -> {
                    float[][] embedded =
                            embed(
                                    IntStream.range(from, to).mapToObj(images::gallery).toList(),
                                    part);
                    for (int image = from; image < to; image++) {
                        float[] row = embedded[image - from];
                        if (row != null) {
                            readable[file.rows()] = image;
                            file.append(row);
                            for (int i :
                                    byIdentity.getOrDefault(
                                            images.galleryIdentity(image), List.of())) {
                                note(queries, i, image, row);
                            }
                        }
                    }
                });
        return Arrays.copyOf(readable, file.rows());
    }

    /** A gallery image of the query's own person. */
    private void note(Queries queries, int i, int image, float[] row) {
        float own = GallerySearch.similarity(queries.rows()[i], row);
        boolean counts =
                GallerySearch.counts(
                        images.queryAge(queries.numbers()[i]),
                        images.galleryAgeOrOldest(image),
                        images.rule().gap());
        if (counts && (queries.mates()[i] == NONE || own > queries.similarity()[i])) {
            queries.similarity()[i] = own;
            queries.mates()[i] = image;
        }
    }

    /** One row an image; none where it cannot be read. */
    private float[][] embed(List<ImageLocation> wanted, Progress progress) {
        EmbeddedImages embedded = ImageEmbedding.embed(wanted, embedder, faces, progress);
        problems.addAll(embedded.unreadable().values());
        return wanted.stream().map(embedded.rows()::get).toArray(float[][]::new);
    }

    /** Work on images {@code from} to {@code to} − 1. */
    private interface Part {
        void run(int from, int to, Progress progress);
    }

    private static void inParts(int count, Progress progress, Part part) {
        for (int from = 0; from < count; from += AT_A_TIME) {
            int to = Math.min(count, from + AT_A_TIME);
            part.run(from, to, progress.part((double) from / count, (double) to / count));
        }
    }
}
