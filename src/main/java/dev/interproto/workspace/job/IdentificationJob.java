package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.container.LocatedImages;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.FlipEmbedder;
import dev.interproto.verification.Identification;
import dev.interproto.verification.IdentificationImages;
import dev.interproto.verification.IdentificationReport;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredIdentification;
import dev.interproto.workspace.report.CmcFigure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks for the children of a dataset among its adults with the network of a run or a model of the
 * shelf, and leaves the result in its folder: figures, queries, curve.
 */
public final class IdentificationJob {
    private final DatasetOpening datasets;
    private final IdentificationRequest request;

    public IdentificationJob(DatasetOpening datasets, IdentificationRequest request) {
        this.datasets = datasets;
        this.request = request;
    }

    /**
     * Identifies.
     *
     * @throws UserFacingException where checkpoint, dataset or queries are missing, or the result
     *     cannot be written
     * @throws dev.interproto.common.CancelledException when cancelled; nothing is written then
     */
    public StoredIdentification run(Progress progress) {
        FaceDataset dataset =
                datasets.open(request.data(), request.ageLabels(), progress.part(0, 0.05));
        Optional<FaceDataset> distractors =
                request.distractors()
                        .map(folder -> open(folder, dataset, progress.part(0.05, 0.1)));
        IdentificationImages images =
                distractors
                        .map(others -> IdentificationImages.of(dataset, others, request.rule()))
                        .orElseGet(() -> IdentificationImages.of(dataset, request.rule()));
        EmbeddingModel model =
                EmbeddingModel.open(request.model(), request.checkpoint(), Optional.empty());
        Path folder =
                StoredIdentification.folder(
                        request.model(),
                        dataset.name(),
                        request.rule().gap(),
                        distractors.map(FaceDataset::name),
                        model.fileName());
        try (FaceEmbedder embedder = embedder(model);
                LocatedImages located = new LocatedImages()) {
            Files.createDirectories(folder);
            Identification.Result result =
                    new Identification(
                                    images,
                                    embedder,
                                    located::face,
                                    folder,
                                    VerificationOptions.DEFAULT)
                            .run(progress.part(0.1, 1));
            return write(folder, result, report(result, dataset, distractors), origin(model));
        } catch (IOException e) {
            throw new UserFacingException(
                    "The identification could not be written (" + e.getMessage() + ").",
                    "Its figures are lost.",
                    "Check the rights of the folder and the space on its disk, and identify again.",
                    e);
        }
    }

    private FaceDataset open(Path folder, FaceDataset dataset, Progress progress) {
        FaceDataset others = datasets.open(folder, Optional.empty(), progress);
        if (others.root().equals(dataset.root())) {
            throw new UserFacingException(
                    "The distractors are the dataset itself.",
                    "They must be other people: each would be taken for somebody else.",
                    "Name another dataset, or none.");
        }
        return others;
    }

    private FaceEmbedder embedder(EmbeddingModel model) {
        FaceEmbedder embedder = model.embedder(request.device(), request.precision());
        return request.flip() ? new FlipEmbedder(embedder) : embedder;
    }

    private IdentificationReport report(
            Identification.Result result, FaceDataset dataset, Optional<FaceDataset> distractors) {
        IdentificationReport report = result.report();
        if (!dataset.problems().isEmpty()) {
            report =
                    report.withCaution(
                            "The dataset has "
                                    + dataset.problems().size()
                                    + " problems, such as files that are no images (dataset"
                                    + " inspect lists them).");
        }
        if (request.flip()) {
            report = report.withCaution(FlipEmbedder.CAUTION);
        }
        if (distractors.filter(this::isTrainedOn).isPresent()) {
            report =
                    report.withCaution(
                            "The network was trained on the distractors: it keeps them apart better"
                                    + " than people it does not know, so that the rates are too"
                                    + " high.");
        }
        return isTrainedOn(dataset)
                ? report.withCaution(
                        "The network was trained on this very dataset: these figures say how well"
                                + " it remembers, not how well it recognises other people.")
                : report;
    }

    private boolean isTrainedOn(FaceDataset dataset) {
        return request.model() instanceof RunFolder run
                && Path.of(run.record().data().root())
                        .equals(dataset.root().toAbsolutePath().normalize());
    }

    private StoredIdentification.Origin origin(EmbeddingModel model) {
        return new StoredIdentification.Origin(
                model.title(),
                model.fileName(),
                model.step(),
                absolute(request.data()),
                request.distractors().map(IdentificationJob::absolute),
                Instant.now(),
                request.flip());
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private StoredIdentification write(
            Path folder,
            Identification.Result result,
            IdentificationReport report,
            StoredIdentification.Origin origin)
            throws IOException {
        StoredIdentification stored = StoredIdentification.write(folder, result, report, origin);
        draw(stored);
        if (request.out().isPresent()) {
            draw(StoredIdentification.write(request.out().get(), result, report, origin));
        }
        return stored;
    }

    private static void draw(StoredIdentification stored) throws IOException {
        CmcFigure figure =
                new CmcFigure(
                        stored.origin().model() + " on " + stored.report().dataset(),
                        stored.report());
        figure.save(stored.folder().resolve("cmc.png"));
        figure.save(stored.folder().resolve("cmc.svg"));
    }
}
