package dev.interproto.workspace.sweep;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.projection.ProjectionQuality;
import dev.interproto.projection.PrototypeMap;
import dev.interproto.projection.TsneOptions;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredMap;
import dev.interproto.workspace.job.IdentityVectors;
import dev.interproto.workspace.job.PrototypeMapJob;
import dev.interproto.workspace.report.CaptionedFigure;
import dev.interproto.workspace.report.Figure;
import dev.interproto.workspace.report.MapFigure;
import dev.interproto.workspace.report.PanelFigure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The paper's figure of prototype maps: several runs' side by side, laid out with the same
 * settings, each with numbers for what the eye sees.
 */
public final class SweepMaps {
    /** The paper shows five in a row. */
    private static final int COLUMNS = 5;

    private static final String LAST = "last";

    private SweepMaps() {}

    /**
     * One run's map.
     *
     * @param title the method
     * @param run its name
     * @param quality computed on the prototypes themselves, not on the map
     */
    public record Panel(String title, String run, PrototypeMap map, ProjectionQuality quality) {

        /** Child–child cosine and neighbourhood purity, in a line. */
        public String numbers() {
            return MapFigure.numbers(quality);
        }
    }

    /**
     * A finished cell of each line, in the plan's order.
     *
     * @param seed the cells' seed; without one, each line's first that is finished
     */
    public static List<CellStatus> ofEachLine(SweepFolder sweep, OptionalLong seed) {
        Map<String, CellStatus> byName = new LinkedHashMap<>();
        sweep.statuses().forEach(status -> byName.put(status.cell().name(), status));
        Map<SweepCell.Row, CellStatus> first = new LinkedHashMap<>();
        for (SweepCell cell : sweep.cells()) {
            CellStatus status = byName.get(cell.name());
            if (status.state() == CellState.FINISHED
                    && (seed.isEmpty() || seed.getAsLong() == cell.seed())) {
                first.putIfAbsent(cell.row(), status);
            }
        }
        return List.copyOf(first.values());
    }

    /**
     * Lays out the last checkpoint's prototypes of each run, or takes the map in its folder where
     * that was laid out with these very settings.
     *
     * @param runs with a title each
     * @param options the same for all
     * @throws UserFacingException where there is no run, or one has no checkpoint
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public static List<Panel> panels(
            Map<RunFolder, String> runs, TsneOptions options, Progress progress) {
        if (runs.isEmpty()) {
            throw new UserFacingException(
                    "No cell of the sweep is finished yet.",
                    "There are no prototypes to map.",
                    "Train the sweep first, or name other runs.");
        }
        List<Panel> panels = new ArrayList<>();
        for (Map.Entry<RunFolder, String> entry : runs.entrySet()) {
            double share = 1.0 / runs.size();
            double from = panels.size() * share;
            panels.add(
                    panel(
                            entry.getKey(),
                            entry.getValue(),
                            options,
                            progress.part(from, from + share)));
        }
        return panels;
    }

    private static Panel panel(
            RunFolder run, String title, TsneOptions options, Progress progress) {
        progress.checkCancelled();
        progress.report(0, "Mapping " + run.name());
        IdentityVectors prototypes =
                IdentityVectors.prototypes(run, LAST)
                        .orElseThrow(
                                () -> new IllegalStateException(run.name() + " has no prototypes"));
        PrototypeMap map =
                stored(run, options, prototypes.rows().length)
                        .orElseGet(
                                () ->
                                        PrototypeMapJob.of(run, LAST, options)
                                                .run(Optional.empty(), Optional.empty(), progress)
                                                .map());
        // A cancelled map is kept as far as it got: no figure is to be made of it.
        progress.checkCancelled();
        return new Panel(
                title,
                run.name(),
                map,
                ProjectionQuality.of(prototypes.rows(), prototypes.child()));
    }

    private static Optional<PrototypeMap> stored(RunFolder run, TsneOptions options, int points) {
        Path table = StoredMap.table(run, Optional.empty());
        try {
            Optional<StoredMap> stored = StoredMap.read(table);
            boolean same =
                    stored.flatMap(StoredMap::facts)
                            .filter(
                                    facts ->
                                            facts.perplexity() == options.perplexityFor(points)
                                                    && facts.iterations() == options.iterations()
                                                    && facts.seed() == options.seed())
                            .isPresent();
            boolean newer =
                    same && written(table).isAfter(written(run.checkpoints().resolve("last.npz")));
            return stored.filter(map -> newer).map(StoredMap::map);
        } catch (IOException | UserFacingException e) {
            // A map can be laid out again.
            return Optional.empty();
        }
    }

    private static Instant written(Path file) throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : Instant.EPOCH;
    }

    /** The maps side by side. */
    public static Figure figure(List<Panel> panels, TsneOptions options) {
        List<MapFigure> maps =
                panels.stream()
                        .map(panel -> MapFigure.of(panel.title(), panel.numbers(), panel.map()))
                        .toList();
        return new CaptionedFigure(
                new PanelFigure(maps, COLUMNS),
                String.format(
                        Locale.ROOT,
                        "Prototypes by t-SNE, all with perplexity %s, %d iterations, seed %d;"
                                + " distances between far groups mean little.",
                        perplexity(panels, options),
                        options.iterations(),
                        options.seed()));
    }

    /** As used: lowered where the points are few. */
    private static String perplexity(List<Panel> panels, TsneOptions options) {
        return panels.stream()
                .map(panel -> options.perplexityFor(panel.map().points().size()))
                .distinct()
                .map(value -> String.format(Locale.ROOT, "%.3g", value))
                .collect(Collectors.joining(" or "));
    }
}
