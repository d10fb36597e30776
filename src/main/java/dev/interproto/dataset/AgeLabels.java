package dev.interproto.dataset;

import dev.interproto.common.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where the ages of a dataset's images come from: nowhere, a file, or the file names. Ages are
 * whole years from 0 to 120.
 */
public sealed interface AgeLabels
        permits AgeLabels.None, AgeLabels.FromNames, AgeFile, AgeFileOnDemand {
    /** Older than anyone in a face dataset; larger values are mistakes. */
    int OLDEST = 120;

    /**
     * The age of one image.
     *
     * @param identity the name of the identity's folder
     * @param fileName the image's file name with its ending
     */
    OptionalInt age(String identity, String fileName);

    /** What was wrong in the source, with line numbers. */
    List<Problem> problems();

    /** What kind of source this is. */
    AgeSource source();

    /** What the source is, for a person. */
    String describe();

    /** Another text as soon as the ages may be others; found without reading them. */
    String stamp();

    static boolean isPlausible(int age) {
        return age >= 0 && age <= OLDEST;
    }

    /** No ages: every image counts as an adult's. */
    static AgeLabels none() {
        return new None();
    }

    /** Ages written into the file names. */
    static AgeLabels fromNames(FileNamePattern pattern) {
        return new FromNames(pattern);
    }

    /**
     * Ages from a text file: either MTLFace's ({@code id path age gender} separated by spaces,
     * without header, keyed on the identity's folder and the file's stem, as integers where they
     * are) or a CSV with a header. Its columns are {@code path} and {@code age}; or {@code path},
     * {@code birth_year} and {@code photo_year} (years or dates as 1987-06-30; the photograph's may
     * stand in its file name instead); or {@code identity} and {@code birth_year}. Usual other
     * names of the columns (file, image, dob, born, year, taken …) are understood.
     *
     * @throws dev.interproto.common.UserFacingException where the file cannot be read or most of
     *     its lines are wrong; a few wrong lines are {@link #problems()}
     */
    static AgeLabels fromFile(Path file, Progress progress) {
        return AgeFile.read(file, progress);
    }

    /**
     * As {@link #fromFile(Path, Progress)}, but read only when somebody asks for an age or for the
     * problems; what is wrong with the file shows then.
     *
     * @throws dev.interproto.common.UserFacingException where there is no such file
     */
    static AgeLabels onDemand(Path file, Progress progress) {
        return new AgeFileOnDemand(file, progress);
    }

    /** As above, without progress. */
    static AgeLabels fromFile(Path file) {
        return fromFile(file, Progress.NONE);
    }

    /**
     * Looks at some file names of a dataset folder and takes the pattern that nearly all of them
     * follow; {@link #none()} where there is no such pattern.
     */
    static AgeLabels auto(Path root) {
        return FileNameSurvey.of(root).<AgeLabels>map(FromNames::new).orElseGet(None::new);
    }

    /** See {@link #none()}. */
    record None() implements AgeLabels {
        @Override
        public OptionalInt age(String identity, String fileName) {
            return OptionalInt.empty();
        }

        @Override
        public List<Problem> problems() {
            return List.of();
        }

        @Override
        public AgeSource source() {
            return AgeSource.LABELS;
        }

        @Override
        public String describe() {
            return "no age labels";
        }

        @Override
        public String stamp() {
            return "none";
        }
    }

    /** See {@link #fromNames}. */
    record FromNames(FileNamePattern pattern) implements AgeLabels {
        @Override
        public OptionalInt age(String identity, String fileName) {
            return pattern.age(fileName);
        }

        @Override
        public List<Problem> problems() {
            return List.of();
        }

        @Override
        public AgeSource source() {
            return AgeSource.FILE_NAME;
        }

        @Override
        public String describe() {
            return "ages in file names, " + pattern.label();
        }

        @Override
        public String stamp() {
            return "names " + pattern.name();
        }
    }
}
