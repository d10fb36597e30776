package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.container.LocatedImages;
import dev.interproto.dataset.duplicate.Overlap;
import dev.interproto.dataset.pairs.PairSurvey;
import dev.interproto.network.Backbone;
import dev.interproto.training.FaceNetworks;
import dev.interproto.verification.Breakdown;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.FlipEmbedder;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.PairScoring;
import dev.interproto.verification.ScoredPair;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.report.HistogramFigure;
import dev.interproto.workspace.report.Palette;
import dev.interproto.workspace.report.RocFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scores a pair list with the network of a run or a model of the shelf, and leaves the evaluation
 * in its folder: figures, pair table, ROC and histogram.
 */
public final class EvaluationJob {
    private static final String UNTRAINED =
            "Of fresh random weights: what the architecture gives on these pairs without training.";

    private final EvaluationRequest request;
    private final Optional<OverlapCheck> overlap;

    /** Evaluates without a look at what the network was trained on. */
    public EvaluationJob(EvaluationRequest request) {
        this(request, Optional.empty());
    }

    /**
     * @param overlap compares with the training set, as far as it is known
     */
    public EvaluationJob(EvaluationRequest request, Optional<OverlapCheck> overlap) {
        this.request = request;
        this.overlap = overlap;
    }

    /**
     * Evaluates.
     *
     * @throws UserFacingException where checkpoint, list or images are missing, or the result
     *     cannot be written
     * @throws dev.interproto.common.CancelledException when cancelled; nothing is written then
     */
    public StoredEvaluation run(Progress progress) {
        PairList list = DatasetOpening.open(request.testSet(), progress.part(0, 0.1));
        EmbeddingModel model =
                EmbeddingModel.open(
                        request.model(), request.checkpoint(), Optional.of(list.name()));
        Optional<Overlap> shared =
                (request.randomWeights().isPresent() ? Optional.<OverlapCheck>empty() : overlap)
                        .flatMap(
                                check ->
                                        check.ofModel(model.home(), list, progress.part(0.1, 0.3)));
        PairScores scores;
        try (FaceEmbedder embedder = embedder(model);
                LocatedImages images = new LocatedImages()) {
            scores = PairScoring.score(list, embedder, images::face, progress.part(0.3, 0.95));
        }
        VerificationReport figures =
                VerificationReport.of(
                        scores, VerificationOptions.DEFAULT, progress.part(0.95, 0.98));
        VerificationReport flipped =
                request.flip() ? figures.withCaution(FlipEmbedder.CAUTION) : figures;
        VerificationReport known = shared.map(flipped::withOverlap).orElse(flipped);
        VerificationReport report =
                request.randomWeights().isPresent() ? known.withCaution(UNTRAINED) : known;
        Optional<Breakdown> breakdown = breakdown(scores, report, progress.part(0.98, 0.99));
        StoredEvaluation.Origin origin = origin(model);
        try {
            StoredEvaluation stored =
                    StoredEvaluation.write(folder(model, list.name()), report, scores, origin);
            stored.writeBreakdown(breakdown);
            draw(stored);
            if (request.out().isPresent()) {
                StoredEvaluation copy =
                        StoredEvaluation.write(request.out().get(), report, scores, origin);
                copy.writeBreakdown(breakdown);
                draw(copy);
            }
            progress.report(1, "Evaluated " + list.name());
            return stored;
        } catch (IOException e) {
            throw new UserFacingException(
                    "The evaluation could not be written (" + e.getMessage() + ").",
                    "Its figures are lost.",
                    "Check the rights of the folder and the space on its disk, and evaluate again.",
                    e);
        }
    }

    private Path folder(EmbeddingModel model, String testSet) {
        if (request.randomWeights().isPresent()) {
            return model.home().untrainedEvaluationFolder(testSet);
        }
        return model.isBestOf(testSet)
                ? model.home().bestEvaluationFolder(testSet)
                : model.home().evaluationFolder(testSet);
    }

    private StoredEvaluation.Origin origin(EmbeddingModel model) {
        boolean untrained = request.randomWeights().isPresent();
        return new StoredEvaluation.Origin(
                untrained ? untrained(model) : model.title(),
                untrained ? "" : model.fileName(),
                untrained ? 0 : model.step(),
                untrained ? 0 : model.epochsDone(),
                absolute(request.testSet().pairs()),
                absolute(request.testSet().images()),
                Instant.now(),
                request.flip(),
                request.randomWeights());
    }

    private String untrained(EmbeddingModel model) {
        return "random weights of "
                + backbone(model).id()
                + ", seed "
                + request.randomWeights().getAsLong();
    }

    private static Backbone backbone(EmbeddingModel model) {
        return EmbeddingModel.weightsOf(model, "given fresh weights").backbone();
    }

    private FaceEmbedder embedder(EmbeddingModel model) {
        FaceEmbedder embedder =
                request.randomWeights().isPresent()
                        ? FaceNetworks.untrained(
                                backbone(model),
                                request.randomWeights().getAsLong(),
                                untrained(model),
                                request.device(),
                                request.precision())
                        : model.embedder(request.device(), request.precision());
        return request.flip() ? new FlipEmbedder(embedder) : embedder;
    }

    private Optional<Breakdown> breakdown(
            PairScores scores, VerificationReport report, Progress progress) {
        AgeLabels ages =
                request.ageLabels()
                        .map(file -> AgeLabels.fromFile(file, progress.part(0, 0.2)))
                        .orElseGet(AgeLabels::none);
        return Breakdown.of(
                scores.pairs(),
                PairSurvey.ofNames(
                        scores.pairs().stream().map(ScoredPair::pair).toList(),
                        ages,
                        ChildRule.PAPER.childAge()),
                report.recommendedThreshold(),
                VerificationOptions.DEFAULT,
                progress.part(0.2, 1));
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static void draw(StoredEvaluation stored) throws IOException {
        VerificationReport report = stored.report();
        String title = stored.origin().model() + " on " + report.testSet();
        new HistogramFigure(
                        title, report.histogram(), OptionalDouble.of(report.recommendedThreshold()))
                .save(stored.folder().resolve("histogram.png"));
        new RocFigure(
                        title,
                        List.of(
                                new RocFigure.Curve(
                                        report.testSet(), Palette.ACCENT, report.roc())))
                .save(stored.folder().resolve("roc.png"));
    }
}
