package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.projection.AlikeRows;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.job.Lookalikes.Misplaced;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/**
 * Compares the identities of a dataset by the embeddings of a network.
 *
 * <p>Measured with a MobileFaceNet of 128 numbers on 24 celebrities whose images were dealt to two
 * folders each: all 24 halves find each other at cosines of 0.88 to 0.98, different people stay
 * below 0.37, and the median of an image with its own identity, the threshold taken, is 0.76. One
 * image that was misfiled on purpose was the clearest of those found.
 */
public final class LookalikesJob {
    /** More pairs than anyone looks through. */
    private static final int MOST_PAIRS = 10_000;

    /** The images least like their identity, whose embeddings are kept: 4 MB at 512 numbers. */
    private static final int MOST_SUSPECTS = 2_000;

    private final ModelHome model;
    private final String checkpoint;
    private final String device;
    private final String precision;

    /**
     * @param model a run, or a model of the shelf
     * @param checkpoint of a run: {@code last} or a file name in its checkpoints
     * @param device {@code auto}, {@code cpu} or {@code cuda}
     * @param precision {@code auto}, {@code float32} or {@code bfloat16}
     */
    public LookalikesJob(ModelHome model, String checkpoint, String device, String precision) {
        this.model = model;
        this.checkpoint = checkpoint;
        this.device = device;
        this.precision = precision;
    }

    /** An image that is little like its identity. */
    private record Suspect(int sample, float[] row, double own) {}

    /**
     * Compares.
     *
     * @param threshold cosine of two means; without one the median cosine of an image with its
     *     identity's other images: means as alike as an image and its own person
     * @throws dev.interproto.common.UserFacingException where the model or all images are
     *     unreadable
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public Lookalikes run(FaceDataset dataset, OptionalDouble threshold, Progress progress) {
        EmbeddingModel opened = EmbeddingModel.open(model, checkpoint, Optional.empty());
        float[] own = new float[dataset.size()];
        Arrays.fill(own, Float.NaN);
        PriorityQueue<Suspect> suspects =
                new PriorityQueue<>(Comparator.comparingDouble(Suspect::own).reversed());
        IdentityVectors means;
        try (FaceEmbedder embedder = opened.embedder(device, precision)) {
            means =
                    IdentityMeans.of(
                            dataset,
                            embedder,
                            (sample, row, cosine) -> {
                                own[sample] = (float) cosine;
                                keep(new Suspect(sample, row, cosine), suspects);
                            },
                            progress.part(0, 0.9));
        }
        double typical = median(own);
        double limit = threshold.orElse(Double.isNaN(typical) ? 0.5 : typical);
        AlikeRows.Found found =
                AlikeRows.above(means.rows(), limit, MOST_PAIRS, progress.part(0.9, 0.95));
        int[] identities = identities(dataset, means);
        return new Lookalikes(
                found.pairs().stream()
                        .map(
                                pair ->
                                        new Lookalikes.Pair(
                                                identities[pair.first()],
                                                identities[pair.second()],
                                                pair.cosine()))
                        .toList(),
                found.count(),
                misplaced(dataset, suspects, means, identities, progress.part(0.95, 1)),
                limit,
                typical,
                identities.length);
    }

    private static void keep(Suspect suspect, PriorityQueue<Suspect> suspects) {
        if (!Double.isNaN(suspect.own())) {
            suspects.add(suspect);
            if (suspects.size() > MOST_SUSPECTS) {
                suspects.remove();
            }
        }
    }

    private static double median(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted); // NaN comes last
        int known = sorted.length;
        while (known > 0 && Float.isNaN(sorted[known - 1])) {
            known--;
        }
        return known == 0 ? Double.NaN : sorted[(known - 1) / 2];
    }

    /** The dataset's number of each identity that has a mean. */
    private static int[] identities(FaceDataset dataset, IdentityVectors means) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int identity = 0; identity < dataset.identityCount(); identity++) {
            numbers.put(dataset.identityName(identity), identity);
        }
        return means.identities().stream().mapToInt(numbers::get).toArray();
    }

    private static List<Misplaced> misplaced(
            FaceDataset dataset,
            PriorityQueue<Suspect> suspects,
            IdentityVectors means,
            int[] identities,
            Progress progress) {
        List<Misplaced> found = new ArrayList<>();
        int done = 0;
        for (Suspect suspect : suspects) {
            progress.checkCancelled();
            progress.report((double) done++ / suspects.size(), "Looking for misplaced images");
            int nearest = -1;
            double best = suspect.own();
            for (int i = 0; i < identities.length; i++) {
                double cosine = dot(suspect.row(), means.rows()[i]);
                if (cosine > best && identities[i] != dataset.identityOf(suspect.sample())) {
                    best = cosine;
                    nearest = identities[i];
                }
            }
            if (nearest >= 0) {
                found.add(new Misplaced(suspect.sample(), suspect.own(), nearest, best));
            }
        }
        found.sort(
                Comparator.comparingDouble((Misplaced m) -> m.otherCosine() - m.own())
                        .reversed()
                        .thenComparing(Misplaced::sample));
        return found;
    }

    private static double dot(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
