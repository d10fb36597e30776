package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.loss.PrototypeMatrix;
import dev.interproto.projection.PrototypeMap;
import dev.interproto.projection.PrototypeMapCsv;
import dev.interproto.projection.Tsne;
import dev.interproto.projection.TsneOptions;
import dev.interproto.projection.TsneResult;
import dev.interproto.projection.VectorTable;
import dev.interproto.training.Checkpoint;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredMap;
import dev.interproto.workspace.report.MapFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lays out a run's prototypes, or vectors from a file, on a plane by t-SNE. Prototypes are brought
 * to unit length first: the network compares them by cosine.
 */
public final class PrototypeMapJob {
    private final Source source;
    private final TsneOptions options;

    /** Where the vectors come from; read when the job runs. */
    @FunctionalInterface
    private interface Source {
        Vectors read() throws IOException;
    }

    /**
     * What is laid out.
     *
     * @param title for the picture
     * @param names one a row
     * @param child one a row
     * @param mapFile where the run keeps its map of this checkpoint; empty for a file's vectors
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
     * @param stored the map as kept in the run's folder; empty for a file's vectors
     */
    public record Result(
            PrototypeMap map,
            int points,
            double seconds,
            double klDivergence,
            int iterations,
            double perplexity,
            Optional<StoredMap> stored) {}

    private PrototypeMapJob(Source source, TsneOptions options) {
        this.source = source;
        this.options = options;
    }

    /**
     * The prototypes of a run's checkpoint; the map is kept in the run's folder, with its figures
     * ({@link StoredMap}).
     *
     * @param checkpoint {@code last}, {@code best-<test set>}, or a file name in the run's
     *     checkpoints
     */
    public static PrototypeMapJob ofRun(RunFolder run, String checkpoint, TsneOptions options) {
        return new PrototypeMapJob(() -> prototypes(run, checkpoint), options);
    }

    /** Vectors of a CSV file. */
    public static PrototypeMapJob ofVectors(Path file, TsneOptions options) {
        return new PrototypeMapJob(() -> vectors(file), options);
    }

    private static Vectors prototypes(RunFolder run, String which) {
        Checkpoint checkpoint = RunModel.open(run, which, Optional.empty());
        PrototypeMatrix matrix = checkpoint.prototypes();
        boolean[] child = new boolean[checkpoint.facts().identities().size()];
        checkpoint.facts().childIdentities().forEach(identity -> child[identity] = true);
        return new Vectors(
                "Prototypes of " + run.name() + ", epoch " + checkpoint.facts().epoch(),
                matrix.normalised(),
                checkpoint.facts().identities(),
                child,
                Optional.of(StoredMap.table(run, Optional.of(checkpoint.file()))));
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
     * @throws dev.interproto.common.CancelledException when cancelled before there is a map
     * @throws UserFacingException where there are no vectors or a file cannot be written
     */
    public Result run(
            Optional<Path> csv,
            Optional<Path> image,
            Progress progress,
            Consumer<PrototypeMap> growth) {
        Vectors vectors = read();
        TsneResult tsne =
                Tsne.run(
                        vectors.rows(),
                        options,
                        Optional.empty(),
                        progress,
                        (iteration, kl, points) -> {
                            growth.accept(
                                    PrototypeMap.of(points, kl, vectors.names(), vectors.child()));
                            return true;
                        });
        PrototypeMap map = PrototypeMap.of(tsne, vectors.names(), vectors.child());
        double perplexity = tsne.resolved().perplexity();
        Optional<StoredMap> stored = Optional.empty();
        try {
            if (vectors.mapFile().isPresent()) {
                stored = Optional.of(StoredMap.write(vectors.mapFile().get(), map, facts(tsne)));
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
                stored);
    }

    private static StoredMap.Facts facts(TsneResult tsne) {
        return new StoredMap.Facts(
                tsne.resolved().perplexity(),
                tsne.iterations(),
                tsne.resolved().seed(),
                tsne.klDivergence(),
                tsne.seconds(),
                0);
    }

    private Vectors read() {
        try {
            return source.read();
        } catch (IOException e) {
            throw new UserFacingException(
                    "The vectors cannot be read (" + e.getMessage() + ").",
                    "There is nothing to map.",
                    "Check the file's path and rights.",
                    e);
        }
    }

    private static MapFigure figure(String title, PrototypeMap map, TsneResult tsne) {
        return new MapFigure(
                title,
                String.format(
                        Locale.ROOT,
                        "t-SNE, perplexity %.0f, %d iterations, seed %d; distances between far"
                                + " groups mean little",
                        tsne.resolved().perplexity(),
                        tsne.iterations(),
                        tsne.resolved().seed()),
                map.points().stream()
                        .map(point -> new MapFigure.Dot(point.x(), point.y(), point.child()))
                        .toList());
    }
}
