package dev.interproto.verification;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Closed-set identification of children among adults. The queries' embeddings are held in memory (2
 * KB each at 512 numbers), the gallery's on disk, and are compared block by block: a gallery of a
 * million images needs no more memory than one of a thousand.
 */
public final class Identification {
    /** Images embedded between two writes. */
    private static final int AT_A_TIME = 4096;

    private final IdentificationImages images;
    private final FaceEmbedder embedder;
    private final FaceSource faces;
    private final Path scratch;
    private final VerificationOptions options;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param scratch folder where the gallery's embeddings lie meanwhile: 2 KB an image
     * @param options seed and draws of the bootstrap
     */
    public Identification(
            IdentificationImages images,
            FaceEmbedder embedder,
            FaceSource faces,
            Path scratch,
            VerificationOptions options) {
        this.images = images;
        this.embedder = embedder;
        this.faces = faces;
        this.scratch = scratch;
        this.options = options;
    }

    /**
     * What was found.
     *
     * @param queries those that could be read, in the dataset's order
     * @param problems images left out, with the reason
     */
    public record Result(
            IdentificationReport report, List<IdentifiedQuery> queries, List<Problem> problems) {
        public Result {
            queries = List.copyOf(queries);
            problems = List.copyOf(problems);
        }
    }

    /** The readable queries. */
    private record Queries(int[] numbers, float[][] rows) {}

    /** The readable gallery: numbers of its images, in their order in the file. */
    private record Gallery(int[] images, float[] trueSimilarity, int[] mates) {}

    /**
     * Identifies.
     *
     * @throws UserFacingException where no query is left, or the gallery holds one person
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public Result run(Progress progress) {
        double all = Math.max(1, images.queryCount() + images.gallerySize());
        double embedded = 0.85 * images.queryCount() / all;
        Queries asked = embedQueries(progress.part(0, embedded));
        requireSome(asked.numbers().length);
        try (GalleryFile file = new GalleryFile(scratch, embedder.dimension())) {
            Gallery gallery = embedGallery(asked, file, progress.part(embedded, 0.85));
            Queries mated = withMate(asked, gallery);
            requireSome(mated.numbers().length);
            Gallery of = forQueries(gallery, asked, mated);
            GallerySearch search = search(mated, of, file, progress.part(0.85, 0.98));
            int lost = asked.numbers().length - mated.numbers().length;
            return result(mated, of, search, images.withoutMate() + lost, progress.part(0.98, 1));
        }
    }

    private void requireSome(int queries) {
        if (queries == 0) {
            throw new UserFacingException(
                    "There is no image of a child to look for in " + images.name() + ".",
                    images.withoutMate()
                            + " images of children under "
                            + images.rule().childAge()
                            + " have no adult image of the same person"
                            + (images.rule().gap() == 0
                                    ? ""
                                    : " at least " + images.rule().gap() + " years older")
                            + ", "
                            + problems.size()
                            + " images cannot be read, and "
                            + images.unaged()
                            + " have no age.",
                    "Give the ages (--age-labels), a smaller gap, or a dataset in which people are"
                            + " both children and adults.");
        }
    }

    private Queries embedQueries(Progress progress) {
        List<Integer> numbers = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        inParts(
                images.queryCount(),
                progress,
                (from, to, part) -> {
                    List<ImageLocation> wanted =
                            IntStream.range(from, to).mapToObj(images::query).toList();
                    EmbeddedImages embedded = ImageEmbedding.embed(wanted, embedder, faces, part);
                    problems.addAll(embedded.unreadable().values());
                    for (int query = from; query < to; query++) {
                        float[] row = embedded.rows().get(wanted.get(query - from));
                        if (row != null) {
                            numbers.add(query);
                            rows.add(row);
                        }
                    }
                });
        return new Queries(ints(numbers), rows.toArray(new float[0][]));
    }

    private Gallery embedGallery(Queries asked, GalleryFile file, Progress progress) {
        Map<Integer, List<Integer>> byIdentity = new HashMap<>();
        for (int i = 0; i < asked.numbers().length; i++) {
            byIdentity
                    .computeIfAbsent(
                            images.queryIdentity(asked.numbers()[i]), none -> new ArrayList<>())
                    .add(i);
        }
        float[] similarity = new float[asked.numbers().length];
        int[] mates = new int[asked.numbers().length];
        Arrays.fill(mates, -1);
        List<Integer> readable = new ArrayList<>();
        inParts(
                images.gallerySize(),
                progress,
                (from, to, part) -> {
                    List<ImageLocation> wanted =
                            IntStream.range(from, to).mapToObj(images::gallery).toList();
                    EmbeddedImages embedded = ImageEmbedding.embed(wanted, embedder, faces, part);
                    problems.addAll(embedded.unreadable().values());
                    for (int image = from; image < to; image++) {
                        float[] row = embedded.rows().get(wanted.get(image - from));
                        if (row == null) {
                            continue;
                        }
                        readable.add(image);
                        file.append(row);
                        for (int i :
                                byIdentity.getOrDefault(images.galleryIdentity(image), List.of())) {
                            float own = GallerySearch.similarity(asked.rows()[i], row);
                            boolean counts =
                                    GallerySearch.counts(
                                            images.queryAge(asked.numbers()[i]),
                                            age(image),
                                            images.rule().gap());
                            if (counts && (mates[i] < 0 || own > similarity[i])) {
                                similarity[i] = own;
                                mates[i] = image;
                            }
                        }
                    }
                });
        return new Gallery(ints(readable), similarity, mates);
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

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private int age(int image) {
        return images.galleryAge(image).orElse(Integer.MAX_VALUE);
    }

    /** Without those whose only gallery images are unreadable. */
    private static Queries withMate(Queries asked, Gallery gallery) {
        int[] kept =
                IntStream.range(0, asked.numbers().length)
                        .filter(i -> gallery.mates()[i] >= 0)
                        .toArray();
        return new Queries(
                IntStream.of(kept).map(i -> asked.numbers()[i]).toArray(),
                IntStream.of(kept).mapToObj(i -> asked.rows()[i]).toArray(float[][]::new));
    }

    private static Gallery forQueries(Gallery gallery, Queries asked, Queries mated) {
        float[] similarity = new float[mated.numbers().length];
        int[] mates = new int[similarity.length];
        int at = 0;
        for (int i = 0; i < asked.numbers().length; i++) {
            if (gallery.mates()[i] >= 0) {
                similarity[at] = gallery.trueSimilarity()[i];
                mates[at++] = gallery.mates()[i];
            }
        }
        return new Gallery(gallery.images(), similarity, mates);
    }

    private GallerySearch search(
            Queries queries, Gallery gallery, GalleryFile file, Progress progress) {
        GallerySearch search =
                new GallerySearch(
                        queries.rows(),
                        IntStream.of(queries.numbers()).map(images::queryIdentity).toArray(),
                        IntStream.of(queries.numbers()).map(images::queryAge).toArray(),
                        gallery.trueSimilarity(),
                        images.rule().gap());
        float[][] block = new float[embedder.dimension()][GallerySearch.BLOCK];
        for (int from = 0; from < file.rows(); from += GallerySearch.BLOCK) {
            progress.checkCancelled();
            progress.report(
                    (double) from / file.rows(),
                    "Comparing with the gallery: " + from + " of " + file.rows());
            int width = Math.min(GallerySearch.BLOCK, file.rows() - from);
            file.read(from, width, block);
            int[] numbers = Arrays.copyOfRange(gallery.images(), from, from + width);
            search.pass(
                    from,
                    block,
                    IntStream.of(numbers).map(images::galleryIdentity).toArray(),
                    IntStream.of(numbers).map(this::age).toArray());
        }
        search.end();
        return search;
    }

    private Result result(
            Queries queries,
            Gallery gallery,
            GallerySearch search,
            int withoutMate,
            Progress progress) {
        int n = queries.numbers().length;
        List<IdentifiedQuery> identified = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            identified.add(identified(i, queries, gallery, search));
        }
        int[] ranks = IntStream.range(0, n).map(search::rank).toArray();
        int[] choices = IntStream.range(0, n).map(search::identities).toArray();
        int[] people = IntStream.of(queries.numbers()).map(images::queryIdentity).toArray();
        CumulativeMatches matches = new CumulativeMatches(ranks, choices, people);
        List<RankRate> rates = matches.rates(options, progress);
        int readableIdentities =
                (int)
                        IntStream.of(gallery.images())
                                .map(images::galleryIdentity)
                                .distinct()
                                .count();
        int last = Math.min(readableIdentities, IdentificationReport.LONGEST_CURVE);
        return new Result(
                new IdentificationReport(
                        images.name(),
                        images.rule().childAge(),
                        images.rule().gap(),
                        n,
                        matches.people(),
                        withoutMate,
                        gallery.images().length,
                        readableIdentities,
                        images.distractorImages(),
                        images.distractorIdentities(),
                        images.unaged(),
                        problems.size(),
                        rates,
                        matches.curve(last),
                        matches.chances(last),
                        options.draws(),
                        cautions(matches.people(), readableIdentities)),
                identified,
                problems);
    }

    private IdentifiedQuery identified(
            int i, Queries queries, Gallery gallery, GallerySearch search) {
        int query = queries.numbers()[i];
        int rank = search.rank(i);
        List<IdentifiedQuery.Candidate> nearest = new ArrayList<>();
        int[] others = search.nearest(i);
        for (int place = 0; place < others.length; place++) {
            nearest.add(
                    candidate(gallery.images()[others[place]], search.nearestSimilarity(i, place)));
        }
        int mate = gallery.mates()[i];
        if (rank <= GallerySearch.NEAREST) {
            nearest.add(rank - 1, candidate(mate, gallery.trueSimilarity()[i]));
        }
        return new IdentifiedQuery(
                images.query(query),
                images.identityName(images.queryIdentity(query)),
                images.queryAge(query),
                rank,
                gallery.trueSimilarity()[i],
                images.gallery(mate),
                nearest.subList(0, Math.min(GallerySearch.NEAREST, nearest.size())));
    }

    private IdentifiedQuery.Candidate candidate(int image, double similarity) {
        return new IdentifiedQuery.Candidate(
                images.identityName(images.galleryIdentity(image)),
                images.gallery(image),
                similarity);
    }

    private List<String> cautions(int people, int identities) {
        List<String> cautions = new ArrayList<>();
        if (images.unaged() > 0) {
            cautions.add(
                    images.unaged()
                            + (images.rule().gap() == 0
                                    ? " images without an age are in the gallery as adults'."
                                    : " images without an age are left out, since the gap is not"
                                            + " known."));
        }
        if (people < BootstrapIntervals.FEWEST_UNITS) {
            cautions.add(
                    "The queries are of "
                            + people
                            + " people only, too few to trust the intervals' ends.");
        }
        if (identities <= IdentificationReport.RANKS.get(IdentificationReport.RANKS.size() - 1)) {
            cautions.add(
                    "With "
                            + identities
                            + " identities in the gallery the higher ranks say nothing.");
        }
        return cautions;
    }
}
