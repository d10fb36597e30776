package dev.interproto.workspace.job;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.projection.MapExtent;
import dev.interproto.projection.MapSeries;
import dev.interproto.projection.MapSeriesCsv;
import dev.interproto.projection.ProjectionQuality;
import dev.interproto.projection.TsneOptions;
import dev.interproto.training.PrototypeSnapshot;
import dev.interproto.workspace.PrototypeHistory;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredMapSeries;
import dev.interproto.workspace.report.AnimatedGif;
import dev.interproto.workspace.report.MapFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Lays out the prototypes that a run kept of each epoch, each epoch's map from where the last one
 * ended; the maps are kept in the run's folder ({@link StoredMapSeries}).
 */
public final class ThroughTrainingJob {
    /** Pictures from one epoch to the next in the moving picture. */
    private static final int STEPS = 4;

    private static final int STEP_HUNDREDTHS = 12;
    private static final int END_HUNDREDTHS = 200;

    private final RunFolder run;
    private final TsneOptions options;

    /**
     * @param options of the first map
     */
    public ThroughTrainingJob(RunFolder run, TsneOptions options) {
        this.run = run;
        this.options = options;
    }

    /** The identities that all epochs have, at least one epoch, in the order of the last. */
    private record Kept(
            List<Integer> epochs,
            List<String> identities,
            boolean[] child,
            PrototypeSnapshot.Facts last) {

        static Kept of(PrototypeHistory history) throws IOException {
            List<Integer> epochs = history.epochs();
            PrototypeSnapshot.Facts last = history.read(epochs.get(0)).facts();
            Set<String> common = new HashSet<>(last.identities());
            for (int epoch : epochs) {
                PrototypeSnapshot.Facts facts = history.read(epoch).facts();
                if (!facts.identities().equals(last.identities())) {
                    common.retainAll(new HashSet<>(facts.identities()));
                }
                last = facts;
            }
            PrototypeSnapshot.Facts of = last;
            int[] rows =
                    IntStream.range(0, of.identities().size())
                            .filter(i -> common.contains(of.identities().get(i)))
                            .toArray();
            boolean[] child = new boolean[rows.length];
            List<String> names = new ArrayList<>();
            for (int i = 0; i < rows.length; i++) {
                child[i] = of.child()[rows[i]];
                names.add(of.identities().get(rows[i]));
            }
            return new Kept(epochs, names, child, of);
        }

        /** Unit rows of an epoch's prototypes, one an identity. */
        float[][] rows(PrototypeSnapshot snapshot) {
            Map<String, Integer> at = new HashMap<>();
            for (int i = 0; i < snapshot.facts().identities().size(); i++) {
                at.put(snapshot.facts().identities().get(i), i);
            }
            return identities.stream()
                    .map(name -> snapshot.prototypes().normalised(at.get(name)))
                    .toArray(float[][]::new);
        }
    }

    /**
     * Lays out.
     *
     * @param progress a cancel ends it early; the epochs laid out by then are kept
     * @param growth sees the series after each epoch, on the calling thread
     * @throws CancelledException when cancelled before the first epoch is laid out
     * @throws UserFacingException where the run kept nothing, or a file cannot be read or written
     */
    public StoredMapSeries run(Progress progress, Consumer<MapSeries> growth) {
        try {
            long began = System.nanoTime();
            PrototypeHistory history = run.prototypeHistory();
            progress.report(0, "Reading the kept prototypes");
            if (history.epochs().isEmpty()) {
                throw nothingKept();
            }
            Kept kept = Kept.of(history);
            MapSeries series =
                    MapSeries.layOut(
                            kept.identities(),
                            kept.child(),
                            kept.epochs(),
                            epoch -> kept.rows(history.read(epoch)),
                            options,
                            progress,
                            growth);
            return StoredMapSeries.write(
                    run,
                    series,
                    new StoredMapSeries.Facts(
                            options.perplexityFor(kept.identities().size()),
                            options.iterations(),
                            options.seed(),
                            (System.nanoTime() - began) / 1e9,
                            kept.last().ofIdentities(),
                            kept.last().ofChildren(),
                            List.of(),
                            0));
        } catch (IOException e) {
            throw new UserFacingException(
                    "The maps through the training of \""
                            + run.name()
                            + "\" cannot be made ("
                            + e.getMessage()
                            + ").",
                    "The run itself is untouched.",
                    "Check the rights of its folder and the space on its disk.",
                    e);
        }
    }

    private UserFacingException nothingKept() {
        return new UserFacingException(
                "The run \"" + run.name() + "\" has kept no prototypes of its epochs.",
                "Their way through the training cannot be shown.",
                "Train a run with --keep-prototypes above 0 (it is 2000 unless told otherwise;"
                        + " runs of earlier versions kept none).");
    }

    /**
     * Writes maps for elsewhere: {@code maps.csv}, {@code figures.csv}, a picture an epoch and a
     * moving one.
     *
     * @param folder made where it is missing
     * @throws UserFacingException where it cannot be written
     */
    public static void export(RunFolder run, StoredMapSeries stored, Path folder) {
        MapSeries series = stored.series();
        MapExtent extent = series.extent();
        try {
            MapSeriesCsv.write(folder.resolve("maps.csv"), series);
            AtomicFiles.writeText(folder.resolve("figures.csv"), figures(series));
            List<AnimatedGif.Frame> moving = new ArrayList<>();
            int last = series.frames().size() - 1;
            for (int step = 0; step <= STEPS * last; step++) {
                MapFigure figure = figure(run, stored, (double) step / STEPS, extent);
                moving.add(
                        new AnimatedGif.Frame(
                                figure, step == STEPS * last ? END_HUNDREDTHS : STEP_HUNDREDTHS));
                if (step % STEPS == 0) {
                    int epoch = series.frames().get(step / STEPS).epoch();
                    figure.save(folder.resolve(String.format("epoch-%04d.png", epoch)));
                }
            }
            AnimatedGif.save(folder.resolve("through-training.gif"), moving);
        } catch (IOException e) {
            throw new UserFacingException(
                    folder + " cannot be written (" + e.getMessage() + ").",
                    "The maps themselves are kept in the run's folder.",
                    "Check the rights of the folder and the space on its disk.",
                    e);
        }
    }

    private static MapFigure figure(
            RunFolder run, StoredMapSeries stored, double position, MapExtent extent) {
        MapSeries series = stored.series();
        MapSeries.Frame frame = series.nearest(position);
        return MapFigure.of(
                "Prototypes of " + run.name() + " after epoch " + frame.epoch(),
                MapFigure.numbers(frame.quality()),
                series.at(position),
                extent);
    }

    private static String figures(MapSeries series) {
        StringBuilder text =
                new StringBuilder(
                        "epoch,kl_divergence,trustworthiness,trust_neighbours,trust_points,"
                                + "child_child_cosine,adult_adult_cosine,child_adult_cosine,"
                                + "child_purity,purity_by_chance\n");
        for (MapSeries.Frame frame : series.frames()) {
            ProjectionQuality q = frame.quality();
            text.append(frame.epoch()).append(',').append(frame.klDivergence());
            text.append(
                    frame.trustworthiness()
                            .map(
                                    trust ->
                                            String.format(
                                                    Locale.ROOT,
                                                    ",%.6f,%d,%d",
                                                    trust.value(),
                                                    trust.neighbours(),
                                                    trust.points()))
                            .orElse(",,,"));
            for (OptionalDouble value :
                    List.of(
                            q.childChild(),
                            q.adultAdult(),
                            q.childAdult(),
                            q.childPurity(),
                            q.expectedPurity())) {
                text.append(',');
                value.ifPresent(v -> text.append(String.format(Locale.ROOT, "%.6f", v)));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
