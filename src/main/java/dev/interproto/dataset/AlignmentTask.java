package dev.interproto.dataset;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One photograph to align and where its face goes.
 *
 * @param photograph the file
 * @param face the PNG to write
 * @param image the photograph's path below the input, with forward slashes
 * @param facePath the face's path below the output, with forward slashes
 */
record AlignmentTask(Path photograph, Path face, String image, String facePath) {
    private static final int DEEPEST = 20;
    private static final int REPORT_EVERY = 1000;

    /**
     * All photographs below a folder, in the order of their paths.
     *
     * @throws UserFacingException when the folder cannot be read or holds none, or the output is
     *     the folder itself
     */
    static List<AlignmentTask> below(Path input, Path output, Progress progress) {
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
        List<Path> photographs = photographs(input, output, progress);
        if (photographs.isEmpty()) {
            throw new UserFacingException(
                    "The folder " + input + " holds no images.",
                    "There is nothing to align.",
                    "Choose a folder with .jpg, .png, .bmp or .webp files, at any depth.");
        }
        Set<String> taken = new HashSet<>();
        List<AlignmentTask> tasks = new ArrayList<>(photographs.size());
        for (Path photograph : photographs) {
            String image = input.relativize(photograph).toString().replace('\\', '/');
            String facePath = image.substring(0, image.lastIndexOf('.')) + ".png";
            if (!taken.add(facePath.toLowerCase(Locale.ROOT))) {
                facePath = image + ".png"; // a.jpg beside a.png: both are kept
                taken.add(facePath.toLowerCase(Locale.ROOT));
            }
            tasks.add(new AlignmentTask(photograph, output.resolve(facePath), image, facePath));
        }
        return tasks;
    }

    private static List<Path> photographs(Path input, Path output, Progress progress) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(
                    input,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    DEEPEST,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            boolean hidden =
                                    !folder.equals(input)
                                            && ImageFormats.isHidden(
                                                    folder.getFileName().toString());
                            return hidden || folder.equals(output)
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (ImageFormats.isImageName(file.getFileName().toString())) {
                                found.add(file);
                                if (found.size() % REPORT_EVERY == 0) {
                                    progress.checkCancelled();
                                    progress.report(
                                            Double.NaN, found.size() + " photographs found");
                                }
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UserFacingException(
                    "The folder " + input + " cannot be read (" + e.getMessage() + ").",
                    "Its photographs cannot be found.",
                    "Check that you may read the folder.",
                    e);
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    /** Whether the face is there and no older than the photograph. */
    boolean isDone() {
        try {
            return Files.isRegularFile(face)
                    && Files.getLastModifiedTime(face)
                                    .compareTo(Files.getLastModifiedTime(photograph))
                            >= 0;
        } catch (IOException e) {
            return false; // then it is made again
        }
    }

    AlignedImage ended(AlignmentOutcome outcome, String detail) {
        return new AlignedImage(image, outcome, outcome.hasFace() ? facePath : "", detail);
    }
}
