package dev.interproto.dataset.layout;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageFormats;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.VerificationPair;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The verification subset of CACD (Chen, Chen and Hsu, "Cross-age reference coding for
 * age-invariant face recognition and retrieval", ECCV 2014): a flat folder of 4,000 pairs, {@code
 * 0000_0.jpg} with {@code 0000_1.jpg} to {@code 3999_1.jpg}, without a list.
 *
 * <p>As its description has it (https://bcsiriuschen.github.io/CARC/), the pairs make ten folds of
 * 400 in the order of their numbers, with disjoint identities; the first 200 of each fold are
 * genuine, the other 200 impostors.
 */
public final class CacdVs {
    private static final Pattern NAME = Pattern.compile("(\\d{4})_([01])");
    private static final int FOLDS = 10;
    private static final int FOLD = 400;
    private static final int GENUINE = 200;

    private CacdVs() {}

    /** Whether a folder is laid out so. */
    public static boolean isAt(Path folder) {
        try {
            return Files.isDirectory(folder)
                    && FolderLook.layoutAt(folder) instanceof FolderLook.Layout.Flat flat
                    && flat.naming() == FlatNaming.CACD_VS;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The pairs of a folder, in the order of their numbers; with their folds where all ten are
     * there.
     *
     * @throws UserFacingException where the folder cannot be read or holds no whole pair
     */
    public static PairList pairs(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        Map<Integer, Path[]> found = images(root);
        List<VerificationPair> pairs = new ArrayList<>();
        List<Integer> foldOf = new ArrayList<>();
        List<Problem> missing = new ArrayList<>();
        boolean[][] kinds = new boolean[FOLDS][2];
        for (int number = 0; number < FOLDS * FOLD; number++) {
            Path[] images = found.getOrDefault(number, new Path[2]);
            if (images[0] == null || images[1] == null) {
                String name = String.format("%04d_%d", number, images[0] == null ? 0 : 1);
                missing.add(new Problem(root.toString(), "Not found: " + name + ".jpg."));
                continue;
            }
            boolean same = number % FOLD < GENUINE;
            pairs.add(new VerificationPair(same, images[0], images[1]));
            foldOf.add(number / FOLD);
            kinds[number / FOLD][same ? 1 : 0] = true;
        }
        if (pairs.isEmpty()) {
            throw new UserFacingException(
                    "The folder " + root + " holds no pair of CACD-VS.",
                    "Its images are named 0000_0.jpg and 0000_1.jpg to 3999_1.jpg.",
                    "Choose the folder of the verification subset.");
        }
        boolean whole = true;
        for (boolean[] fold : kinds) {
            whole &= fold[0] && fold[1];
        }
        return new PairList(
                String.valueOf(root.getFileName()),
                root,
                pairs,
                whole ? FOLDS : 0,
                missing,
                whole ? foldOf : List.of());
    }

    private static Map<Integer, Path[]> images(Path root) {
        Map<Integer, Path[]> found = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                Matcher matcher = NAME.matcher(ImageFormats.stem(name));
                if (ImageFormats.isImageName(name) && matcher.matches()) {
                    found.computeIfAbsent(Integer.parseInt(matcher.group(1)), k -> new Path[2])[
                                    Integer.parseInt(matcher.group(2))] =
                            entry;
                }
            }
        } catch (IOException e) {
            throw new UserFacingException(
                    "The folder " + root + " cannot be read (" + e.getMessage() + ").",
                    "The pairs of CACD-VS cannot be found.",
                    "Check that you may read the folder.",
                    e);
        }
        return found;
    }
}
