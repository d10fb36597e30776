package dev.interproto.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.projection.NeighbourRecall;
import dev.interproto.projection.PrototypeMap;
import dev.interproto.projection.PrototypeMapCsv;
import dev.interproto.projection.Trustworthiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A map in the folder of a run or shelf model: {@code maps/prototypes.csv} for the prototypes of
 * the last checkpoint or the model, {@code maps/prototypes-best-<test set>.csv} for those of a best
 * one, {@code maps/means-<dataset>.csv} for the means of identities; beside each table a {@code
 * .json} that says how it came about.
 *
 * @param table where the points lie
 * @param facts how it came about, where that is known
 */
public record StoredMap(Path table, PrototypeMap map, Optional<Facts> facts) {

    /**
     * How a map came about.
     *
     * @param perplexity used
     * @param iterations done
     * @param seed of everything random
     * @param klDivergence lower is better, comparable at one perplexity only
     * @param seconds neighbour search and optimisation
     * @param trustworthiness of the map; empty where it was not measured: on few points, on a map
     *     that was stopped, or by an earlier version
     * @param neighbourRecall of an approximate search for neighbours; empty for an exact one
     * @param tableChecksum CRC-32 of the table, so that facts of another table are not believed
     */
    public record Facts(
            double perplexity,
            int iterations,
            long seed,
            double klDivergence,
            double seconds,
            Optional<Trustworthiness> trustworthiness,
            Optional<NeighbourRecall> neighbourRecall,
            long tableChecksum) {
        public Facts {
            neighbourRecall = neighbourRecall == null ? Optional.empty() : neighbourRecall;
            trustworthiness = trustworthiness == null ? Optional.empty() : trustworthiness;
        }
    }

    /**
     * Where the map of a model's prototypes lies or will lie.
     *
     * @param checkpoint of a run; without one, where the last checkpoint's or the model's would be
     */
    public static Path table(ModelHome home, Optional<Path> checkpoint) {
        return home.maps().resolve("prototypes" + suffix(checkpoint) + ".csv");
    }

    /**
     * Where the map of the means of a dataset's identities lies or will lie.
     *
     * @param checkpoint as in {@link #table}
     * @param dataset its name
     */
    public static Path meansTable(ModelHome home, Optional<Path> checkpoint, String dataset) {
        String name = "means-" + ModelHome.fileName(dataset) + suffix(checkpoint);
        return home.maps().resolve(name + ".csv");
    }

    private static String suffix(Optional<Path> checkpoint) {
        return checkpoint
                .map(file -> file.getFileName().toString().replaceAll("\\.npz$", ""))
                .filter(stem -> !stem.equals("last"))
                .map(stem -> "-" + stem)
                .orElse("");
    }

    /**
     * The map of a table, where there is one.
     *
     * @throws IOException where a file cannot be read
     * @throws UserFacingException where the table is damaged
     */
    public static Optional<StoredMap> read(Path table) throws IOException {
        if (!Files.isRegularFile(table)) {
            return Optional.empty();
        }
        return Optional.of(new StoredMap(table, PrototypeMapCsv.read(table), facts(table)));
    }

    /**
     * Writes table and facts.
     *
     * @param facts its checksum is found here
     */
    public static StoredMap write(Path table, PrototypeMap map, Facts facts) throws IOException {
        Files.createDirectories(table.getParent());
        PrototypeMapCsv.write(table, map);
        Facts own =
                new Facts(
                        facts.perplexity(),
                        facts.iterations(),
                        facts.seed(),
                        facts.klDivergence(),
                        facts.seconds(),
                        facts.trustworthiness(),
                        facts.neighbourRecall(),
                        checksum(table));
        AtomicFiles.writeText(factsFile(table), Json.mapper().writeValueAsString(own));
        return new StoredMap(table, map, Optional.of(own));
    }

    static Path factsFile(Path table) {
        return table.resolveSibling(table.getFileName().toString().replaceAll("\\.csv$", ".json"));
    }

    private static Optional<Facts> facts(Path table) throws IOException {
        Path file = factsFile(table);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Facts facts = Json.mapper().readValue(file.toFile(), Facts.class);
            return checksum(table) == facts.tableChecksum() ? Optional.of(facts) : Optional.empty();
        } catch (JsonProcessingException e) {
            // The map itself is whole; only its figures are not known.
            return Optional.empty();
        }
    }

    static long checksum(Path table) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(table));
        return sum.getValue();
    }
}
