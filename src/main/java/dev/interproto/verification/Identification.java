package dev.interproto.verification;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Closed-set identification of children among adults. The queries' embeddings are held in memory (2
 * KB each at 512 numbers), the gallery's on disk, and are compared block by block: a gallery of a
 * million images needs no more memory than one of a thousand.
 */
public final class Identification {
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

    /**
     * Identifies.
     *
     * @throws UserFacingException where no query is left
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public Result run(Progress progress) {
        double all = Math.max(1, images.queryCount() + images.gallerySize());
        double embedded = 0.85 * images.queryCount() / all;
        IdentificationEmbedding embedding =
                new IdentificationEmbedding(images, embedder, faces, problems);
        IdentificationEmbedding.Queries asked = embedding.queries(progress.part(0, embedded));
        requireSome(asked.count());
        try (GalleryFile file = new GalleryFile(scratch, embedder.dimension())) {
            int[] gallery = embedding.gallery(asked, file, progress.part(embedded, 0.85));
            IdentificationEmbedding.Queries mated = asked.withMate();
            requireSome(mated.count());
            GallerySearch search = search(mated, gallery, file, progress.part(0.85, 0.98));
            int lost = asked.count() - mated.count();
            return result(
                    mated, gallery, search, images.withoutMate() + lost, progress.part(0.98, 1));
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

    private GallerySearch search(
            IdentificationEmbedding.Queries queries,
            int[] gallery,
            GalleryFile file,
            Progress progress) {
        GallerySearch search =
                new GallerySearch(
                        queries.rows(),
                        IntStream.of(queries.numbers()).map(images::queryIdentity).toArray(),
                        IntStream.of(queries.numbers()).map(images::queryAge).toArray(),
                        queries.similarity(),
                        images.rule().gap());
        float[][] block = new float[embedder.dimension()][GallerySearch.BLOCK];
        for (int from = 0; from < file.rows(); from += GallerySearch.BLOCK) {
            progress.checkCancelled();
            progress.report(
                    (double) from / file.rows(),
                    "Comparing with the gallery: " + from + " of " + file.rows());
            int width = Math.min(GallerySearch.BLOCK, file.rows() - from);
            file.read(from, width, block);
            int[] numbers = Arrays.copyOfRange(gallery, from, from + width);
            search.pass(
                    from,
                    block,
                    IntStream.of(numbers).map(images::galleryIdentity).toArray(),
                    IntStream.of(numbers).map(images::galleryAgeOrOldest).toArray());
        }
        search.end();
        return search;
    }

    private Result result(
            IdentificationEmbedding.Queries queries,
            int[] gallery,
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
                (int) IntStream.of(gallery).map(images::galleryIdentity).distinct().count();
        int last = Math.min(readableIdentities, IdentificationReport.LONGEST_CURVE);
        return new Result(
                new IdentificationReport(
                        images.name(),
                        images.rule().childAge(),
                        images.rule().gap(),
                        n,
                        matches.people(),
                        withoutMate,
                        gallery.length,
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
            int i, IdentificationEmbedding.Queries queries, int[] gallery, GallerySearch search) {
        int query = queries.numbers()[i];
        int rank = search.rank(i);
        List<IdentifiedQuery.Candidate> nearest = new ArrayList<>();
        int[] others = search.nearest(i);
        for (int place = 0; place < others.length; place++) {
            nearest.add(candidate(gallery[others[place]], search.nearestSimilarity(i, place)));
        }
        int mate = queries.mates()[i];
        if (rank <= GallerySearch.NEAREST) {
            nearest.add(rank - 1, candidate(mate, queries.similarity()[i]));
        }
        return new IdentifiedQuery(
                images.query(query),
                images.identityName(images.queryIdentity(query)),
                images.queryAge(query),
                rank,
                queries.similarity()[i],
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
