package dev.interproto.desktop.prototypes;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Json;
import dev.interproto.projection.PrototypeMap;
import dev.interproto.projection.PrototypeMapCsv;
import dev.interproto.workspace.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;

/** The maps kept in a run's folder: a table for each checkpoint, and how it came about. */
final class SavedMaps {
    private SavedMaps() {}

    /** Where the map of a checkpoint lies or will lie. */
    static Path table(RunFolder run, Optional<Path> checkpoint) {
        String name =
                checkpoint
                        .map(file -> file.getFileName().toString().replaceAll("\\.npz$", ""))
                        .filter(stem -> !stem.equals("last"))
                        .map(stem -> "prototypes-" + stem)
                        .orElse("prototypes");
        return run.maps().resolve(name + ".csv");
    }

    /**
     * The map of a table, where there is one.
     *
     * @throws dev.interproto.common.UserFacingException where it is damaged
     */
    static Optional<MapView> read(Path table) throws IOException {
        if (!Files.isRegularFile(table)) {
            return Optional.empty();
        }
        return Optional.of(MapView.of(PrototypeMapCsv.read(table), facts(table)));
    }

    /** Writes table and facts. */
    static MapView write(Path table, PrototypeMap map, MapFacts facts) throws IOException {
        Files.createDirectories(table.getParent());
        PrototypeMapCsv.write(table, map);
        MapFacts own =
                new MapFacts(
                        facts.perplexity(),
                        facts.iterations(),
                        facts.seed(),
                        facts.klDivergence(),
                        facts.seconds(),
                        checksum(table));
        AtomicFiles.writeText(factsFile(table), Json.mapper().writeValueAsString(own));
        return MapView.of(map, Optional.of(own));
    }

    private static Path factsFile(Path table) {
        return table.resolveSibling(table.getFileName().toString().replaceAll("\\.csv$", ".json"));
    }

    private static Optional<MapFacts> facts(Path table) throws IOException {
        Path file = factsFile(table);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            MapFacts facts = Json.mapper().readValue(file.toFile(), MapFacts.class);
            return Optional.of(facts).filter(f -> checksumOrZero(table) == f.tableChecksum());
        } catch (JsonProcessingException e) {
            // The map itself is whole; only its figures are not known.
            return Optional.empty();
        }
    }

    private static long checksumOrZero(Path table) {
        try {
            return checksum(table);
        } catch (IOException e) {
            return 0;
        }
    }

    private static long checksum(Path table) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(table));
        return sum.getValue();
    }
}
