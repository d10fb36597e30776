package dev.interproto.dataset;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out from a sample of file names whether they carry ages, and how. */
final class FileNameSurvey {
    private static final int FOLDERS = 100;
    private static final int NAMES_PER_FOLDER = 20;
    private static final int NAMES_IN_ALL = 1000;

    /** Share of names that must follow a pattern; real sets hold a few odd files. */
    private static final double NEARLY_ALL = 0.8;

    private FileNameSurvey() {}

    static Optional<FileNamePattern> of(Path root) {
        List<String> names = new ArrayList<>();
        try {
            collect(root, names);
        } catch (IOException e) {
            // An unreadable folder has no pattern; opening it as a dataset says what is wrong.
            return Optional.empty();
        }
        FileNamePattern best = null;
        long bestCount = 0;
        for (FileNamePattern pattern : FileNamePattern.values()) {
            long count = names.stream().filter(name -> pattern.age(name).isPresent()).count();
            if (count > bestCount) {
                best = pattern;
                bestCount = count;
            }
        }
        return bestCount > 0 && bestCount >= NEARLY_ALL * names.size()
                ? Optional.of(best)
                : Optional.empty();
    }

    private static void collect(Path root, List<String> names) throws IOException {
        int folders = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (names.size() >= NAMES_IN_ALL || folders >= FOLDERS) {
                    return;
                }
                if (ImageFormats.isHidden(name)) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    folders++;
                    collectImages(entry, names);
                } else if (ImageFormats.isImageName(name)) {
                    names.add(name);
                }
            }
        }
    }

    private static void collectImages(Path folder, List<String> names) throws IOException {
        int taken = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (ImageFormats.isImageName(name)) {
                    names.add(name);
                    if (++taken == NAMES_PER_FOLDER) {
                        return;
                    }
                }
            }
        }
    }
}
