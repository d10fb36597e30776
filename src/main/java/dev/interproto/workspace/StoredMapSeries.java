package dev.interproto.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.projection.MapSeries;
import dev.interproto.projection.MapSeriesCsv;
import dev.interproto.projection.ProjectionQuality;
import dev.interproto.projection.PrototypeMap;
import dev.interproto.projection.Trustworthiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The maps through a run's training: {@code maps/through-training.csv} with the points, and beside
 * it a {@code .json} with the figures of each epoch and how the maps came about.
 */
public record StoredMapSeries(MapSeries series, Facts facts) {

    /**
     * How the maps came about.
     *
     * @param perplexity used
     * @param iterations of the first map
     * @param seed of everything random
     * @param seconds all maps took
     * @param ofIdentities how many the training has; the maps show those that were kept
     * @param ofChildren child identities among them
     * @param epochs figures of each, in the table's order
     * @param tableChecksum CRC-32 of the table
     */
    public record Facts(
            double perplexity,
            int iterations,
            long seed,
            double seconds,
            int ofIdentities,
            int ofChildren,
            List<Epoch> epochs,
            long tableChecksum) {}

    /**
     * Figures of an epoch's map.
     *
     * @param trustworthiness empty for few points, and where an earlier version made the maps
     */
    public record Epoch(
            int epoch,
            double klDivergence,
            Optional<Trustworthiness> trustworthiness,
            ProjectionQuality quality) {
        public Epoch {
            trustworthiness = trustworthiness == null ? Optional.empty() : trustworthiness;
        }

        private static Epoch of(MapSeries.Frame frame) {
            return new Epoch(
                    frame.epoch(), frame.klDivergence(), frame.trustworthiness(), frame.quality());
        }

        private MapSeries.Frame frame(float[][] points) {
            return new MapSeries.Frame(epoch, points, klDivergence, trustworthiness, quality);
        }
    }

    /** Where a run's table lies or will lie. */
    public static Path table(RunFolder run) {
        return run.maps().resolve("through-training.csv");
    }

    /**
     * Writes table and figures.
     *
     * @param facts its epochs and checksum are found here
     */
    public static StoredMapSeries write(RunFolder run, MapSeries series, Facts facts)
            throws IOException {
        Path table = table(run);
        MapSeriesCsv.write(table, series);
        Facts own =
                new Facts(
                        facts.perplexity(),
                        facts.iterations(),
                        facts.seed(),
                        facts.seconds(),
                        facts.ofIdentities(),
                        facts.ofChildren(),
                        series.frames().stream().map(Epoch::of).toList(),
                        StoredMap.checksum(table));
        AtomicFiles.writeText(StoredMap.factsFile(table), Json.mapper().writeValueAsString(own));
        return new StoredMapSeries(series, own);
    }

    /**
     * A run's maps; empty where there are none, or their figures are of another table.
     *
     * @throws IOException where a file cannot be read
     * @throws UserFacingException where the table is damaged
     */
    public static Optional<StoredMapSeries> read(RunFolder run) throws IOException {
        Path table = table(run);
        Path factsFile = StoredMap.factsFile(table);
        if (!Files.isRegularFile(table) || !Files.isRegularFile(factsFile)) {
            return Optional.empty();
        }
        Facts facts;
        try {
            facts = Json.mapper().readValue(factsFile.toFile(), Facts.class);
        } catch (JsonProcessingException e) {
            // The maps can be laid out again.
            return Optional.empty();
        }
        if (facts.tableChecksum() != StoredMap.checksum(table)) {
            return Optional.empty();
        }
        return Optional.of(new StoredMapSeries(series(MapSeriesCsv.read(table), facts), facts));
    }

    private static MapSeries series(Map<Integer, PrototypeMap> maps, Facts facts) {
        List<MapSeries.Frame> frames = new ArrayList<>();
        for (Epoch epoch : facts.epochs()) {
            List<PrototypeMap.MappedPrototype> points = maps.get(epoch.epoch()).points();
            float[][] at = new float[points.size()][];
            for (int i = 0; i < at.length; i++) {
                at[i] = new float[] {(float) points.get(i).x(), (float) points.get(i).y()};
            }
            frames.add(epoch.frame(at));
        }
        List<PrototypeMap.MappedPrototype> first = maps.values().iterator().next().points();
        boolean[] child = new boolean[first.size()];
        for (int i = 0; i < child.length; i++) {
            child[i] = first.get(i).child();
        }
        return new MapSeries(
                first.stream().map(PrototypeMap.MappedPrototype::identity).toList(), child, frames);
    }
}
