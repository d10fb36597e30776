package dev.interproto.dataset.archive;

import dev.interproto.common.Json;
import dev.interproto.dataset.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Written last into an unpacked folder: which archive it is the whole of.
 *
 * @param archive file name
 * @param size bytes of the archive
 * @param modified when it was changed last, milliseconds since 1970
 */
record ArchiveStamp(
        String archive,
        long size,
        long modified,
        long files,
        long images,
        long bytes,
        List<Problem> problems) {
    /** Hidden, so that no scan takes it for data. */
    static final String FILE_NAME = ".unpacked.json";

    ArchiveStamp {
        problems = problems == null ? List.of() : List.copyOf(problems);
    }

    static ArchiveStamp of(Path archive, Unpacked unpacked) throws IOException {
        return new ArchiveStamp(
                archive.getFileName().toString(),
                Files.size(archive),
                Files.getLastModifiedTime(archive).toMillis(),
                unpacked.files(),
                unpacked.images(),
                unpacked.bytes(),
                unpacked.problems());
    }

    static Optional<ArchiveStamp> in(Path folder) {
        try {
            return Optional.of(
                    Json.mapper()
                            .readValue(folder.resolve(FILE_NAME).toFile(), ArchiveStamp.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean isOf(Path file) throws IOException {
        return archive.equals(file.getFileName().toString())
                && size == Files.size(file)
                && modified == Files.getLastModifiedTime(file).toMillis();
    }

    Unpacked unpacked(Path folder) {
        return new Unpacked(folder, files, images, bytes, problems, true);
    }

    void write(Path folder) throws IOException {
        // The move of the whole folder is what makes it atomic.
        Files.writeString(folder.resolve(FILE_NAME), Json.mapper().writeValueAsString(this));
    }
}
