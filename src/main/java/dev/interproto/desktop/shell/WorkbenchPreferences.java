package dev.interproto.desktop.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Json;
import dev.interproto.desktop.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the person chose, kept between starts in one small JSON file. A file that cannot be read or
 * written is logged and never in the way.
 */
public final class WorkbenchPreferences {
    private static final Logger LOG = LoggerFactory.getLogger(WorkbenchPreferences.class);

    /** The size and place of the window, logical pixels. */
    public record WindowBounds(
            double x, double y, double width, double height, boolean maximized) {}

    private final Path file;
    private final Map<String, String> values;

    public WorkbenchPreferences(Path file) {
        this.file = file;
        this.values = read(file);
    }

    /** {@code .interproto/desktop.json} in the person's home folder. */
    public static Path defaultFile() {
        return Path.of(System.getProperty("user.home"), ".interproto", "desktop.json");
    }

    public ThemeChoice theme() {
        return value("theme")
                .flatMap(
                        name -> {
                            try {
                                return Optional.of(
                                        ThemeChoice.valueOf(name.toUpperCase(Locale.ROOT)));
                            } catch (IllegalArgumentException e) {
                                return Optional.empty();
                            }
                        })
                .orElse(ThemeChoice.SYSTEM);
    }

    public void setTheme(ThemeChoice choice) {
        set("theme", choice.name().toLowerCase(Locale.ROOT));
    }

    public Optional<WindowBounds> windowBounds() {
        return value("window")
                .flatMap(
                        text -> {
                            String[] parts = text.split(" ");
                            try {
                                return Optional.of(
                                        new WindowBounds(
                                                Double.parseDouble(parts[0]),
                                                Double.parseDouble(parts[1]),
                                                Double.parseDouble(parts[2]),
                                                Double.parseDouble(parts[3]),
                                                Boolean.parseBoolean(parts[4])));
                            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                                return Optional.empty();
                            }
                        });
    }

    public void setWindowBounds(WindowBounds bounds) {
        set(
                "window",
                String.format(
                        Locale.ROOT,
                        "%.0f %.0f %.0f %.0f %b",
                        bounds.x(),
                        bounds.y(),
                        bounds.width(),
                        bounds.height(),
                        bounds.maximized()));
    }

    /** A page's own small choice; keys begin with the page. */
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Keeps a page's own small choice. */
    public void set(String key, String value) {
        if (!value.equals(values.put(key, value))) {
            try {
                AtomicFiles.writeText(file, Json.mapper().writeValueAsString(values));
            } catch (IOException e) {
                LOG.warn("preferences cannot be kept in {}", file, e);
            }
        }
    }

    private static Map<String, String> read(Path file) {
        try {
            return Files.exists(file)
                    ? new TreeMap<>(
                            Json.mapper()
                                    .readValue(
                                            file.toFile(),
                                            new TypeReference<Map<String, String>>() {}))
                    : new TreeMap<>();
        } catch (IOException e) {
            LOG.warn("preferences in {} cannot be read", file, e);
            return new TreeMap<>();
        }
    }
}
