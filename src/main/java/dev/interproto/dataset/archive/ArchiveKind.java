package dev.interproto.dataset.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The archives that are understood, told by the endings of their names. */
public enum ArchiveKind {
    ZIP(".zip"),
    TAR(".tar"),
    TAR_GZ(".tar.gz", ".tgz");

    private final List<String> endings;

    ArchiveKind(String... endings) {
        this.endings = List.of(endings);
    }

    /** The kind of a file; empty where it is a folder, is not there, or ends otherwise. */
    public static Optional<ArchiveKind> of(Path file) {
        return Files.isRegularFile(file) && file.getFileName() != null
                ? ofName(file.getFileName().toString())
                : Optional.empty();
    }

    /** The kind that a file name stands for. */
    public static Optional<ArchiveKind> ofName(String fileName) {
        for (ArchiveKind kind : values()) {
            if (kind.ending(fileName).isPresent()) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Whether a file is an archive that can be unpacked. */
    public static boolean isArchive(Path file) {
        return of(file).isPresent();
    }

    /** The file name without this kind's ending. */
    String stem(String fileName) {
        return ending(fileName)
                .map(ending -> fileName.substring(0, fileName.length() - ending.length()))
                .orElse(fileName);
    }

    private Optional<String> ending(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return endings.stream().filter(lower::endsWith).findFirst();
    }
}
