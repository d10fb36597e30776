package dev.interproto.dataset.layout;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How well an age-label file fits a set of faces. Where all folders are numbers, as in CASIA and
 * MS1M, many images of one set exist in the other too: then the names decide.
 *
 * @param file the labels
 * @param share of the images asked for that are in the set, 0 to 1
 * @param alike whether the names of file and folder are alike
 */
record AgeMatch(Optional<Path> file, double share, boolean alike) {
    static final AgeMatch NONE = new AgeMatch(Optional.empty(), 0, false);

    /** Below it the images shared are chance; a file of another name must fit in most. */
    private static final double LEAST_ALIKE = 0.02;

    private static final double LEAST_OTHER = 0.5;

    double score() {
        return file.isEmpty() ? 0 : share + (alike ? 1 : 0);
    }

    boolean isIn() {
        return file.isPresent() && share >= (alike ? LEAST_ALIKE : LEAST_OTHER);
    }

    boolean isNameOnly() {
        return file.isPresent() && alike && !isIn();
    }

    /** {@code casia-webface} and {@code casia}, {@code MS1M_age} and {@code ms1m-arcface}. */
    static boolean alike(String file, String folder) {
        String a = letters(file);
        String b = letters(folder);
        int shortest = Math.min(a.length(), b.length());
        int shared = 0;
        while (shared < shortest && a.charAt(shared) == b.charAt(shared)) {
            shared++;
        }
        return shared >= 3 && (shared == shortest || shared >= 4);
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
