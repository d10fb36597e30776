package dev.interproto.dataset.alignment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds the points file of a photograph: the same name with the ending {@code .pts}, in any letter
 * case (FG-NET has {@code 001A02.JPG} and {@code 001a02.pts}), beside it or in a folder {@code
 * points} within or beside its folder. Every folder is listed once. Thread-safe.
 */
final class PointsLookup {
    private static final String ENDING = ".pts";

    private final Map<Path, Map<String, Path>> filesByFolder = new ConcurrentHashMap<>();

    Optional<Path> find(Path photograph) {
        Path folder = photograph.toAbsolutePath().normalize().getParent();
        String name = photograph.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name).toLowerCase(Locale.ROOT);
        for (Path place :
                List.of(
                        folder,
                        folder.resolve("points"),
                        folder.resolveSibling("points"),
                        folder.resolveSibling("Points"))) {
            Path found = filesByFolder.computeIfAbsent(place, PointsLookup::list).get(stem);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static Map<String, Path> list(Path folder) {
        Map<String, Path> files = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(
                    file -> {
                        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                        if (name.endsWith(ENDING)) {
                            files.put(name.substring(0, name.length() - ENDING.length()), file);
                        }
                    });
        } catch (IOException | UncheckedIOException e) {
            return files; // its photographs are then reported as having no points
        }
        return files;
    }
}
