package dev.interproto.dataset;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a text file seems to be, and some of the images it names, from a few pieces of it: an age
 * file of 5.8 million lines need not be read to see whose images it is about.
 *
 * @param kind pair list or age labels
 * @param paths some of the image paths it names, spread over the file; distinct
 */
public record ListedImages(Kind kind, List<String> paths) {
    private static final int PIECES = 24;
    private static final int PIECE_BYTES = 4096;
    private static final int LINES_PER_PIECE = 12;

    /** Share of the lines looked at that must be of the kind. */
    private static final double NEARLY_ALL = 0.8;

    public ListedImages {
        paths = List.copyOf(paths);
    }

    /** What lists of images are for. */
    public enum Kind {
        PAIRS,
        AGES
    }

    /** Looks into a file; empty where it is no list of images, or cannot be read. */
    public static Optional<ListedImages> in(Path file) {
        try {
            List<String> lines = sample(file);
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            // First, since "1 a/b.jpg 7 M" would pass for a pair with an odd second image.
            Optional<ListedImages> ages = ages(lines);
            return ages.isPresent() ? ages : pairs(file, lines);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ListedImages> ages(List<String> lines) {
        List<String> paths = AgeFile.labelledPaths(lines);
        return paths.size() >= NEARLY_ALL * (lines.size() - 1) && !paths.isEmpty()
                ? Optional.of(new ListedImages(Kind.AGES, paths.stream().distinct().toList()))
                : Optional.empty();
    }

    private static Optional<ListedImages> pairs(Path file, List<String> lines) {
        List<PairLine> parsed;
        try {
            parsed = PairLine.parse(file, lines);
        } catch (dev.interproto.common.UserFacingException e) {
            return Optional.empty();
        }
        List<String> paths = new ArrayList<>();
        for (PairLine line : parsed) {
            if (!line.cutOff()) {
                paths.add(line.readings().get(0).first());
                paths.add(line.readings().get(0).second());
            }
        }
        return paths.size() >= NEARLY_ALL * 2 * parsed.size()
                ? Optional.of(new ListedImages(Kind.PAIRS, paths.stream().distinct().toList()))
                : Optional.empty();
    }

    /** The first lines and some whole lines from places spread evenly over the file. */
    private static List<String> sample(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long size = in.length();
            byte[] bytes = new byte[PIECE_BYTES];
            long next = 0;
            for (int piece = 0; piece < PIECES; piece++) {
                long from = Math.max(next, size / PIECES * piece);
                if (from >= size) {
                    break;
                }
                in.seek(from);
                int length = in.read(bytes);
                next = from + length;
                add(bytes, length, from > 0, next < size, lines);
            }
        }
        return lines;
    }

    private static void add(
            byte[] bytes, int length, boolean cutBefore, boolean cutAfter, List<String> lines) {
        int start = 0;
        int taken = 0;
        boolean skip = cutBefore;
        for (int i = 0; i <= length && taken < LINES_PER_PIECE; i++) {
            boolean end = i == length;
            if (!end && bytes[i] != '\n') {
                continue;
            }
            if (!skip && !(end && cutAfter)) {
                String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                line = line.startsWith("\uFEFF") ? line.substring(1) : line;
                if (!line.isBlank()) {
                    lines.add(line.strip());
                    taken++;
                }
            }
            skip = false;
            start = i + 1;
        }
    }
}
