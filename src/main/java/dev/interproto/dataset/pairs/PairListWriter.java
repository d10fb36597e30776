package dev.interproto.dataset.pairs;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Json;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.DatasetFingerprint;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes pairs in the official format, {@code label path1 path2}, with the images' names within the
 * dataset, and the recipe beside them.
 */
public final class PairListWriter {
    private static final int REPORT_EVERY = 1 << 12;

    private PairListWriter() {}

    /**
     * What was written.
     *
     * @param list the list
     * @param recipe what lies beside it
     * @param warnings what a person should know, a sentence each
     */
    public record Written(Path list, PairRecipe recipe, List<String> warnings) {
        public Written {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Writes a list and its recipe; an older list there is replaced.
     *
     * @param file the list, with an ending other than {@code .json}
     * @param identityList the file that the dataset's identities were limited by, if any
     * @throws UserFacingException where they cannot be written, or no pair can
     */
    public static Written write(
            Path file, BuiltPairs pairs, Optional<Path> identityList, Progress progress) {
        requireFree(file);
        Lines lines = lines(pairs, progress.part(0, 0.5));
        byte[] text = lines.text.toString().getBytes(StandardCharsets.UTF_8);
        List<String> warnings = new ArrayList<>(pairs.warnings());
        if (lines.left > 0) {
            warnings.add(
                    lines.left
                            + " pairs were left out: their images have names that no list can hold,"
                            + " such as "
                            + lines.unwritable
                            + ".");
        }
        if (text.length == 0) {
            throw new UserFacingException(
                    "No pair can be written to " + file + ".",
                    String.join(" ", warnings),
                    "Rename the images without control characters and leading blanks.");
        }
        PairRecipe recipe = recipe(pairs, lines, text, identityList, progress.part(0.5, 1));
        try {
            AtomicFiles.write(file, out -> out.write(text));
            AtomicFiles.write(
                    PairRecipe.fileOf(file),
                    out -> out.write(Json.mapper().writeValueAsBytes(recipe)));
        } catch (IOException e) {
            throw new UserFacingException(
                    "The pair list " + file + " cannot be written (" + e.getMessage() + ").",
                    "The pairs were not saved.",
                    "Choose another folder, or free some space.",
                    e);
        }
        return new Written(file, recipe, warnings);
    }

    private static void requireFree(Path file) {
        Path beside = PairRecipe.fileOf(file);
        boolean isJson = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json");
        if (isJson || Files.isDirectory(file)) {
            throw new UserFacingException(
                    "The pair list cannot be called " + file + ".",
                    isJson
                            ? "The recipe of the list takes a name ending in .json."
                            : "That is a folder.",
                    "Choose a name such as my-pairs.txt.");
        }
        if (Files.exists(beside) && PairRecipe.beside(file).isEmpty()) {
            throw new UserFacingException(
                    "The file " + beside + " is there already and is no recipe of a pair list.",
                    "The recipe of " + file.getFileName() + " would take its place.",
                    "Choose another name for the list.");
        }
    }

    /** The list's text, and how much of the pairs is in it. */
    private static final class Lines {
        private final StringBuilder text = new StringBuilder();
        private final List<Integer> foldSizes = new ArrayList<>();
        private int genuine;
        private int impostor;
        private int left;
        private String unwritable = "";
    }

    private static Lines lines(BuiltPairs pairs, Progress progress) {
        ImageStore images = pairs.dataset().images();
        Lines lines = new Lines();
        List<Integer> folds =
                pairs.foldSizes().isEmpty() ? List.of(pairs.size()) : pairs.foldSizes();
        int pair = 0;
        for (int size : folds) {
            int before = lines.genuine + lines.impostor;
            for (int end = pair + size; pair < end; pair++) {
                if (pair % REPORT_EVERY == 0) {
                    progress.checkCancelled();
                    progress.report((double) pair / pairs.size(), "Writing pairs");
                }
                add(
                        lines,
                        pairs.same(pair),
                        images.relativeName(pairs.first(pair)),
                        images.relativeName(pairs.second(pair)));
            }
            if (!pairs.foldSizes().isEmpty()) {
                lines.foldSizes.add(lines.genuine + lines.impostor - before);
            }
        }
        return lines;
    }

    private static void add(Lines lines, boolean same, String first, String second) {
        if (!isWritable(first) || !isWritable(second)) {
            lines.left++;
            lines.unwritable = (isWritable(first) ? second : first).replaceAll("\\p{Cntrl}", "?");
            return;
        }
        lines.text.append(same ? "1 " : "0 ").append(first).append(' ').append(second).append('\n');
        if (same) {
            lines.genuine++;
        } else {
            lines.impostor++;
        }
    }

    /**
     * Blanks within a name are found again by the files that exist; blanks around it, line breaks
     * and the other system's separator are not.
     */
    private static boolean isWritable(String name) {
        return name.equals(name.strip())
                && name.indexOf('\\') < 0
                && name.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028');
    }

    private static PairRecipe recipe(
            BuiltPairs pairs,
            Lines lines,
            byte[] text,
            Optional<Path> identityList,
            Progress progress) {
        FaceDataset dataset = pairs.dataset();
        Optional<PairRule.ChildAdult> ages =
                pairs.rule() instanceof PairRule.ChildAdult rule
                        ? Optional.of(rule)
                        : Optional.empty();
        OptionalInt perIdentity =
                pairs.rule() instanceof PairRule.AtRandom any
                        ? OptionalInt.of(any.perIdentity())
                        : ages.orElseThrow().perIdentity();
        return new PairRecipe(
                PairRecipe.FORMAT_VERSION,
                pairs.rule().kind(),
                ages.map(rule -> OptionalInt.of(rule.childAge())).orElse(OptionalInt.empty()),
                ages.map(rule -> OptionalInt.of(rule.gap())).orElse(OptionalInt.empty()),
                perIdentity,
                pairs.seed(),
                dataset.name(),
                dataset.root().toAbsolutePath().normalize().toString(),
                DatasetFingerprint.of(dataset, progress),
                dataset.size(),
                dataset.identityCount(),
                identityList.map(file -> file.toAbsolutePath().normalize().toString()),
                lines.genuine,
                lines.impostor,
                lines.foldSizes,
                sha256(text));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
