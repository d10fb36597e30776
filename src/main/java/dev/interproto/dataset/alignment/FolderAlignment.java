package dev.interproto.dataset.alignment;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.interproto.common.AtomicFiles;
import dev.interproto.common.CancelledException;
import dev.interproto.common.Json;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.FaceDetectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Aligns every photograph of a folder: one 112×112 face each in another folder, and a table of what
 * became of each ({@value AlignmentReport#FILE_NAME}). The table is written as the work goes; a
 * stopped or killed alignment goes on where it was. Memory is bounded however many photographs
 * there are.
 *
 * <p>A folder laid out as FG-NET is ({@code images/} beside {@code points/}) is read from its
 * {@code images}, so that the faces lie flat in the output.
 */
public final class FolderAlignment {
    private static final String SETTINGS = "alignment.json";

    private final Path input;
    private final Path output;
    private final AlignmentOptions options;
    private final FaceDetectors detectors;
    private Consumer<AlignedImage> listener = image -> {};

    /**
     * @param input folder of photographs, nested as it may be
     * @param output where the faces go; made where it is missing, never the input itself
     * @param detectors makes a detector for each working thread; not asked for {@link
     *     LandmarkSource#PTS}, and closed by the caller
     */
    public FolderAlignment(
            Path input, Path output, AlignmentOptions options, FaceDetectors detectors) {
        this.input = base(input.toAbsolutePath().normalize());
        this.output = output.toAbsolutePath().normalize();
        this.options = options;
        this.detectors = detectors;
    }

    /** Where photographs are looked for: the folder given, or its {@code images}. */
    public static Path base(Path folder) {
        Path images = folder.resolve("images");
        return Files.isDirectory(images) && Files.isDirectory(folder.resolve("points"))
                ? images
                : folder;
    }

    /** Hears of every photograph done by this run, in order, from one thread at a time. */
    public FolderAlignment listener(Consumer<AlignedImage> hears) {
        listener = hears;
        return this;
    }

    /**
     * What the faces of the output were made with and this alignment is not, as {@code name: before
     * → now}; empty where the output is new or was made in the same way.
     *
     * @throws UserFacingException when the output cannot be read
     */
    public List<String> changes() {
        Map<String, String> before = settingsBefore();
        if (before.isEmpty()) {
            return List.of();
        }
        Map<String, String> now = options.described(detectors.name());
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        List<String> changes = new ArrayList<>();
        for (String name : names) {
            String was = before.getOrDefault(name, "–");
            String is = now.getOrDefault(name, "–");
            if (!was.equalsIgnoreCase(is)) {
                changes.add(name + ": " + was + " → " + is);
            }
        }
        return changes;
    }

    /**
     * Deletes the faces that an earlier alignment wrote into the output, and its table; nothing
     * else that lies there.
     *
     * @throws UserFacingException when they cannot be deleted
     */
    public void deleteEarlier() {
        try {
            AlignmentJournal.deleteWithFaces(output);
            Files.deleteIfExists(output.resolve(SETTINGS));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Aligns what is not aligned yet.
     *
     * @throws UserFacingException when the input is no folder or holds no images, or the output
     *     cannot be written, or holds faces made with other options
     * @throws CancelledException when cancelled; the faces written so far and their table stay
     */
    public AlignmentReport run(Progress progress) {
        long total = count(progress);
        List<String> changes = changes();
        if (!changes.isEmpty()) {
            throw new UserFacingException(
                    output
                            + " holds faces aligned with other options ("
                            + String.join(", ", changes)
                            + ").",
                    "Mixed in one folder, nobody could tell them apart.",
                    "Start anew (--anew), which deletes those faces, or choose another output"
                            + " folder.");
        }
        try {
            AtomicFiles.writeText(
                    output.resolve(SETTINGS),
                    Json.mapper().writeValueAsString(options.described(detectors.name())));
            try (AlignmentJournal journal = new AlignmentJournal(output);
                    AlignmentPool pool =
                            new AlignmentPool(
                                    output, options, detectors, journal, listener, total)) {
                pool.run(new PhotographWalk(input, output, options, progress), progress);
                journal.tidy();
                return new AlignmentReport(input, output, pool.counts(), pool.kept());
            }
        } catch (IOException e) {
            throw unwritable(e);
        } catch (UncheckedIOException e) {
            throw unwritable(e.getCause());
        }
    }

    private long count(Progress progress) {
        if (!Files.isDirectory(input)) {
            throw new UserFacingException(
                    "The folder " + input + " does not exist.",
                    "There are no photographs to align.",
                    "Check the path, and that its drive is connected.");
        }
        if (input.equals(output)) {
            throw new UserFacingException(
                    "The output folder is the input folder, " + input + ".",
                    "Aligned faces would lie among the photographs.",
                    "Choose another output folder.");
        }
        progress.report(Double.NaN, "Looking for photographs");
        long total = new PhotographWalk(input, output, options, progress).visit(photograph -> {});
        if (total == 0) {
            throw new UserFacingException(
                    "The folder " + input + " holds no images.",
                    "There is nothing to align.",
                    "Choose a folder with .jpg, .png, .bmp or .webp files, at any depth.");
        }
        return total;
    }

    private Map<String, String> settingsBefore() {
        Path file = output.resolve(SETTINGS);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return Json.mapper().readValue(file.toFile(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UserFacingException(
                    file + " cannot be read (" + e.getMessage() + ").",
                    "It says how the faces of this folder were made.",
                    "Delete it together with the faces, or choose another output folder.",
                    e);
        }
    }

    private UserFacingException unwritable(IOException e) {
        return new UserFacingException(
                "The aligned faces cannot be written to " + output + " (" + e.getMessage() + ").",
                "The faces written so far stay; the rest are not aligned.",
                "Check that the disk has room and that you may write there, then start again.",
                e);
    }
}
