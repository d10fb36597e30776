package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.container.LocatedImages;
import dev.interproto.face.RgbImage;
import dev.interproto.verification.ScoredPair;
import dev.interproto.verification.analysis.SeededSample;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.report.PairGridFigure;
import dev.interproto.workspace.report.Palette;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A figure of pairs that an evaluation accepted and rejected, rightly and falsely, at a threshold.
 * The pairs are drawn by seed, so that they stand for their group, and ordered by similarity.
 */
public final class PairGridJob {
    /** As many fit a page's width. */
    public static final int PAIRS = 8;

    private final StoredEvaluation evaluation;
    private final double threshold;
    private final long seed;

    /**
     * @param threshold cosine similarity from which a pair is accepted
     * @param seed of the pairs drawn
     */
    public PairGridJob(StoredEvaluation evaluation, double threshold, long seed) {
        this.evaluation = evaluation;
        this.threshold = threshold;
        this.seed = seed;
    }

    /**
     * Draws.
     *
     * @param file picture, PNG or SVG by its ending
     * @throws UserFacingException where the pairs cannot be read or the picture not be written
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public void run(Path file, Progress progress) {
        try (LocatedImages images = new LocatedImages()) {
            List<ScoredPair> pairs = evaluation.pairs();
            List<PairGridFigure.Row> rows = new ArrayList<>();
            for (boolean accepted : new boolean[] {true, false}) {
                for (boolean right : new boolean[] {true, false}) {
                    progress.report(rows.size() / 4.0, "Reading faces");
                    rows.add(row(pairs, accepted, right, images, progress));
                }
            }
            figure(rows).save(file);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The picture of pairs cannot be made (" + e.getMessage() + ").",
                    "The evaluation itself is not touched.",
                    "Check that its pairs.csv can be read and " + file + " be written.",
                    e);
        }
    }

    private PairGridFigure figure(List<PairGridFigure.Row> rows) {
        return new PairGridFigure(
                evaluation.origin().model() + " on " + evaluation.report().testSet(),
                String.format(
                        Locale.ROOT,
                        "threshold %.4f; at most %d pairs of each group, drawn by seed %d, with"
                                + " their cosine similarities",
                        threshold,
                        PAIRS,
                        seed),
                rows);
    }

    private PairGridFigure.Row row(
            List<ScoredPair> pairs,
            boolean accepted,
            boolean right,
            LocatedImages images,
            Progress progress) {
        SeededSample sample = new SeededSample(PAIRS, seed);
        boolean genuine = accepted == right;
        int kind = 0;
        for (int i = 0; i < pairs.size(); i++) {
            ScoredPair pair = pairs.get(i);
            kind += pair.pair().same() == genuine ? 1 : 0;
            if (pair.pair().same() == genuine && pair.acceptedAt(threshold) == accepted) {
                sample.offer(i);
            }
        }
        List<PairGridFigure.Pair> shown =
                IntStream.of(sample.sorted())
                        .mapToObj(pairs::get)
                        .sorted(Comparator.comparingDouble(ScoredPair::similarity).reversed())
                        .map(pair -> faces(pair, images, progress))
                        .toList();
        String heading =
                String.format(
                        Locale.ROOT,
                        "%s %s: %d of %d %s pairs",
                        right ? "True" : "False",
                        accepted ? "accepts" : "rejects",
                        sample.offered(),
                        kind,
                        genuine ? "genuine" : "impostor");
        return new PairGridFigure.Row(heading, right ? Palette.GENUINE : Palette.IMPOSTOR, shown);
    }

    private PairGridFigure.Pair faces(ScoredPair pair, LocatedImages images, Progress progress) {
        progress.checkCancelled();
        return new PairGridFigure.Pair(
                face(pair.pair().first(), images),
                face(pair.pair().second(), images),
                pair.similarity());
    }

    /** None for an image that is no longer there or whole. */
    private Optional<RgbImage> face(ImageLocation image, LocatedImages images) {
        try {
            return Optional.of(images.face(image.in(Path.of(evaluation.origin().images()))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
