package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.container.LocatedImages;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.analysis.Analysis;
import dev.interproto.verification.analysis.AnalysisOptions;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.StoredAnalysis;
import dev.interproto.workspace.report.AnalysisFigures;
import dev.interproto.workspace.report.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Analyses a model as the authors of Inter-Prototype do, and leaves figures and tables in its
 * folder: {@link StoredAnalysis}.
 */
public final class AnalysisJob {
    private final DatasetOpening opening;
    private final AnalysisRequest request;

    /**
     * @param opening opens the dataset
     */
    public AnalysisJob(DatasetOpening opening, AnalysisRequest request) {
        this.opening = opening;
        this.request = request;
    }

    /**
     * Analyses.
     *
     * @throws UserFacingException where model or dataset are missing, there is nothing to analyse,
     *     or the result cannot be written
     * @throws dev.interproto.common.CancelledException when cancelled; nothing is written then
     */
    public StoredAnalysis run(Progress progress) {
        EmbeddingModel model =
                EmbeddingModel.open(request.model(), request.checkpoint(), Optional.empty());
        AnalysisOptions options =
                new AnalysisOptions(rule(), request.identities(), request.images(), request.seed());
        Optional<FaceDataset> data = data(progress.part(0, 0.1));
        AnalysisSubject subject =
                AnalysisSubject.of(model, data, request.data().isEmpty(), options.rule());
        Analysis analysis = analysis(model, subject, options, progress.part(0.1, 0.99));
        StoredAnalysis.Origin origin =
                new StoredAnalysis.Origin(
                        model.title(),
                        model.fileName(),
                        model.step(),
                        data.map(set -> set.root().toString()),
                        Instant.now());
        try {
            StoredAnalysis stored =
                    write(
                            StoredAnalysis.folder(
                                    request.model(), origin, data.map(FaceDataset::name)),
                            analysis,
                            origin);
            if (request.out().isPresent()) {
                write(request.out().get(), analysis, origin);
            }
            progress.report(1, "Analysed " + model.title());
            return stored;
        } catch (IOException e) {
            throw new UserFacingException(
                    "The analysis could not be written (" + e.getMessage() + ").",
                    "Its figures are lost.",
                    "Check the rights of the folder and the space on its disk, and analyse again.",
                    e);
        }
    }

    /** As the run was trained, where nothing else is asked for. */
    private ChildRule rule() {
        ChildRule usual = ChildRule.PAPER;
        if (request.model() instanceof RunFolder run) {
            TrainingConfiguration trained = run.record().configuration();
            usual = new ChildRule(trained.childAge(), trained.childFilter());
        }
        return new ChildRule(
                request.childAge().orElse(usual.childAge()),
                request.childFilter().orElse(usual.childFilter()));
    }

    /** The dataset asked for, else the run's own where it still lies there. */
    private Optional<FaceDataset> data(Progress progress) {
        if (request.data().isPresent()) {
            return Optional.of(opening.open(request.data().get(), request.ageLabels(), progress));
        }
        if (!(request.model() instanceof RunFolder run)) {
            return Optional.empty();
        }
        RunRecord.DataReference own = run.record().data();
        Path root = Path.of(own.root());
        Optional<Path> ages =
                request.ageLabels()
                        .or(
                                () ->
                                        Optional.of(own.ageLabels())
                                                .filter(file -> !file.isEmpty())
                                                .map(Path::of));
        return Files.exists(root)
                ? Optional.of(opening.open(root, ages, progress))
                : Optional.empty();
    }

    private Analysis analysis(
            EmbeddingModel model,
            AnalysisSubject subject,
            AnalysisOptions options,
            Progress progress) {
        Analysis measured =
                subject.dataset()
                        .map(dataset -> ofDataset(model, subject, dataset, options, progress))
                        .orElseGet(() -> Analysis.nothing(options));
        return subject.foreign()
                .map(
                        prototypes ->
                                measured.withPrototypes(
                                        Analysis.ofPrototypes(
                                                prototypes.rows(),
                                                prototypes.child(),
                                                options,
                                                progress)))
                .orElse(measured)
                .withNotes(subject.notes());
    }

    private Analysis ofDataset(
            EmbeddingModel model,
            AnalysisSubject subject,
            FaceDataset dataset,
            AnalysisOptions options,
            Progress progress) {
        try (FaceEmbedder embedder = model.embedder(request.device(), request.precision());
                LocatedImages images = new LocatedImages()) {
            return Analysis.ofDataset(
                    dataset,
                    subject.child(),
                    subject.own(),
                    embedder,
                    images::face,
                    options,
                    progress);
        }
    }

    private static StoredAnalysis write(
            Path folder, Analysis analysis, StoredAnalysis.Origin origin) throws IOException {
        StoredAnalysis stored = StoredAnalysis.write(folder, analysis, origin);
        for (Map.Entry<String, Figure> figure :
                AnalysisFigures.of(analysis, origin.model()).entrySet()) {
            figure.getValue().save(folder.resolve(figure.getKey() + ".png"));
            figure.getValue().save(folder.resolve(figure.getKey() + ".svg"));
        }
        return stored;
    }
}
