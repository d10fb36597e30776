package dev.interproto.workspace.job;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.projection.NeighbourRecall;
import dev.interproto.projection.PrototypeMap;
import dev.interproto.projection.PrototypeMapCsv;
import dev.interproto.projection.Trustworthiness;
import dev.interproto.projection.Tsne;
import dev.interproto.projection.TsneOptions;
import dev.interproto.projection.TsneResult;
import dev.interproto.projection.VectorTable;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.StoredMap;
import dev.interproto.workspace.report.MapFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lays out a model's prototypes, the means of its embeddings of identities, or vectors from a file,
 * on a plane by t-SNE. Prototypes are brought to unit length first: the network compares them by
 * cosine.
 */
public final class PrototypeMapJob {
    /** Share of the progress that the vectors take; little for prototypes, long for means. */
    private static final double READING = 0.3;

    private static final double RANKING = 0.97;

    private final Source source;
    private final TsneOptions options;

    /** Where the vectors come from; read when the job runs. */
    @FunctionalInterface
    private interface Source {
        Vectors read(Progress progress) throws IOException;
    }

    /**
     * What is laid out.
     *
     * @param title for the picture
     * @param names one a row
     * @param child one a row
     * @param mapFile where the model's folder keeps this map; empty for a file's vectors
     */
    private record Vectors(
            String title,
            float[][] rows,
            List<String> names,
            boolean[] child,
            Optional<Path> mapFile) {}

    /**
     * A map and how it came about.
     *
     * @param points how many
     * @param seconds neighbour search and optimisation
     * @param klDivergence lower is better, comparable at one perplexity only
     * @param iterations done
     * @param perplexity used: lowered where the points are few
     * @param trustworthiness of the map; empty on few points or where the map was stopped
     * @param neighbourRecall of an approximate search for neighbours; empty for an exact one
     * @param stored the map as kept in the model's folder; empty for a file's vectors
     */
    public record Result(
            PrototypeMap map,
            int points,
            double seconds,
            double klDivergence,
            int iterations,
            double perplexity,
            Optional<Trustworthiness> trustworthiness,
            Optional<NeighbourRecall> neighbourRecall,
            Optional<StoredMap> stored) {}

    private PrototypeMapJob(Source source, TsneOptions options) {
        this.source = source;
        this.options = options;
    }

    /**
     * The prototypes of a run's checkpoint or of a shelf model; the map is kept in its folder, with
     * its figures ({@link StoredMap}).
     *
     * @param checkpoint of a run: {@code last}, {@code best-<test set>}, or a file name in its
     *     checkpoints
     */
    public static PrototypeMapJob of(ModelHome home, String checkpoint, TsneOptions options) {
        return new PrototypeMapJob(progress -> prototypes(home, checkpoint), options);
    }

    /**
     * For each identity of a dataset the mean of its embeddings; kept as a model's prototypes are.
     *
     * @param opening opens the dataset
     * @param checkpoint as in {@link #of}
     * @param data folder of identity folders; child identities by the paper's rule
     * @param ageLabels age-label file; without one, ages are looked for in the file names
     * @param device {@code auto}, {@code cpu} or {@code cuda}
     * @param precision {@code auto}, {@code float32} or {@code bfloat16}
     */
    public static PrototypeMapJob ofIdentities(
            DatasetOpening opening,
            ModelHome home,
            String checkpoint,
            Path data,
            Optional<Path> ageLabels,
            String device,
            String precision,
            TsneOptions options) {
        return new PrototypeMapJob(
                progress -> {
                    FaceDataset dataset = opening.open(data, ageLabels, progress.part(0, 0.1));
                    return means(home, checkpoint, dataset, device, precision, progress);
                },
                options);
    }

    /** Vectors of a CSV file. */
    public static PrototypeMapJob ofVectors(Path file, TsneOptions options) {
        return new PrototypeMapJob(progress -> vectors(file), options);
    }

    private static Vectors prototypes(ModelHome home, String checkpoint) {
        EmbeddingModel model = EmbeddingModel.open(home, checkpoint, Optional.empty());
        IdentityVectors prototypes =
                model.prototypes()
                        .orElseThrow(
                                () ->
                                        new UserFacingException(
                                                "The model \""
                                                        + home.name()
                                                        + "\" has no prototypes.",
                                                "It was imported without a head, so there is"
                                                        + " nothing to map by itself.",
                                                "Name a folder of identities with --data to map the"
                                                        + " means of their embeddings."));
        return new Vectors(
                "Prototypes of " + model.title(),
                prototypes.rows(),
                prototypes.identities(),
                prototypes.child(),
                Optional.of(StoredMap.table(home, checkpointFile(model))));
    }

    private static Vectors means(
            ModelHome home,
            String checkpoint,
            FaceDataset dataset,
            String device,
            String precision,
            Progress progress)
            throws IOException {
        EmbeddingModel model = EmbeddingModel.open(home, checkpoint, Optional.empty());
        try (FaceEmbedder embedder = model.embedder(device, precision)) {
            IdentityVectors means = IdentityMeans.of(dataset, embedder, progress.part(0.1, 1));
            Path table = StoredMap.meansTable(home, checkpointFile(model), dataset.name());
            AtomicFiles.write(
                    IdentityVectors.besides(table),
                    out ->
                            NumpyArchive.write(
                                    out,
                                    List.of(means.rows()),
                                    embedder.dimension(),
                                    means.identities()));
            return new Vectors(
                    "Identity means of " + dataset.name() + " by " + model.title(),
                    means.rows(),
                    means.identities(),
                    means.child(),
                    Optional.of(table));
        }
    }

    private static Optional<Path> checkpointFile(EmbeddingModel model) {
        return model instanceof RunCheckpoint run
                ? Optional.of(run.checkpoint().file())
                : Optional.empty();
    }

    private static Vectors vectors(Path file) throws IOException {
        VectorTable table = VectorTable.read(file);
        return new Vectors(
                file.getFileName().toString(),
                table.rows(),
                table.labels(),
                new boolean[table.rows().length],
                Optional.empty());
    }

    /** Without a listener. */
    public Result run(Optional<Path> csv, Optional<Path> image, Progress progress) {
        return run(csv, image, progress, growing -> {});
    }

    /**
     * Lays out.
     *
     * @param csv also written there
     * @param image a picture, PNG or SVG by its ending
     * @param progress a cancel during the optimisation ends it early; the map so far is written
     * @param growth sees the map grow, on the calling thread
     * @throws CancelledException when cancelled before there is a map
     * @throws UserFacingException where there are no vectors or a file cannot be written
     */
    public Result run(
            Optional<Path> csv,
            Optional<Path> image,
            Progress progress,
            Consumer<PrototypeMap> growth) {
        Vectors vectors = read(progress.part(0, READING));
        TsneResult tsne =
                Tsne.run(
                        vectors.rows(),
                        options,
                        Optional.empty(),
                        progress.part(READING, RANKING),
                        (iteration, kl, points) -> {
                            growth.accept(
                                    PrototypeMap.of(points, kl, vectors.names(), vectors.child()));
                            return true;
                        });
        PrototypeMap map = PrototypeMap.of(tsne, vectors.names(), vectors.child());
        double perplexity = tsne.resolved().perplexity();
        Optional<Trustworthiness> trust =
                trustworthiness(vectors.rows(), tsne, progress.part(RANKING, 1));
        Optional<StoredMap> stored = Optional.empty();
        try {
            if (vectors.mapFile().isPresent()) {
                stored =
                        Optional.of(
                                StoredMap.write(vectors.mapFile().get(), map, facts(tsne, trust)));
            }
            if (csv.isPresent()) {
                PrototypeMapCsv.write(csv.get(), map);
            }
            if (image.isPresent()) {
                figure(vectors.title(), map, tsne).save(image.get());
            }
        } catch (IOException e) {
            throw new UserFacingException(
                    "The map cannot be written (" + e.getMessage() + ").",
                    "It is lost.",
                    "Check the rights of the folder and the space on its disk.",
                    e);
        }
        return new Result(
                map,
                map.points().size(),
                tsne.seconds(),
                tsne.klDivergence(),
                tsne.iterations(),
                perplexity,
                trust,
                tsne.neighbourRecall(),
                stored);
    }

    private static StoredMap.Facts facts(TsneResult tsne, Optional<Trustworthiness> trust) {
        return new StoredMap.Facts(
                tsne.resolved().perplexity(),
                tsne.iterations(),
                tsne.resolved().seed(),
                tsne.klDivergence(),
                tsne.seconds(),
                trust,
                tsne.neighbourRecall(),
                0);
    }

    /** Of a map that was not stopped: a person who stops wants it now. */
    private static Optional<Trustworthiness> trustworthiness(
            float[][] rows, TsneResult tsne, Progress progress) {
        if (progress.isCancelled()) {
            return Optional.empty();
        }
        try {
            return Trustworthiness.measure(
                    rows, tsne.points(), tsne.resolved().threads(), progress);
        } catch (CancelledException e) {
            return Optional.empty();
        }
    }

    private Vectors read(Progress progress) {
        try {
            return source.read(progress);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The vectors cannot be read (" + e.getMessage() + ").",
                    "There is nothing to map.",
                    "Check the file's path and rights.",
                    e);
        }
    }

    private static MapFigure figure(String title, PrototypeMap map, TsneResult tsne) {
        return MapFigure.of(
                title,
                String.format(
                        Locale.ROOT,
                        "t-SNE, perplexity %.0f, %d iterations, seed %d; distances between far"
                                + " groups mean little",
                        tsne.resolved().perplexity(),
                        tsne.iterations(),
                        tsne.resolved().seed()),
                map);
    }
}
