package dev.interproto.dataset.container;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageFormats;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.ProblemLog;
import dev.interproto.dataset.VerificationPair;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Opens InsightFace's verification sets ({@code lfw.bin}, {@code agedb_30.bin} …): a pickle of a
 * list of encoded images, two a pair, and a list of truths. The images may be bytes or numpy's
 * arrays of uint8, of any protocol from 1 on, written by Python 2 or 3; they are read where they
 * lie when they are needed. Only data is taken from the pickle: names of other functions than those
 * that make arrays and bytes are refused.
 */
public final class BinVerificationSet {
    private static final String ENDING = ".bin";

    /** InsightFace's evaluation takes ten consecutive blocks of any set. */
    private static final int FOLDS = 10;

    private static final int REPORT_EVERY = 1 << 10;

    private BinVerificationSet() {}

    /** Whether a path is named like a verification set. */
    public static boolean isNamedSo(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /**
     * Finds the pairs, and looks at each image's first bytes.
     *
     * @return pairs of {@link ImageLocation}s in this file, image 2i and 2i + 1 for pair i; those
     *     with something that is no image are the list's missing ones
     * @throws UserFacingException where the file cannot be read, is no verification set, or has not
     *     a single pair
     */
    public static PairList open(Path path, Progress progress) {
        Path file = path.toAbsolutePath().normalize();
        progress.report(0, "Opening " + file.getFileName());
        try (BinFile bin = BinFile.open(file)) {
            return pairs(bin, file, progress);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The verification set "
                            + file
                            + " cannot be read ("
                            + (e instanceof NoSuchFileException
                                    ? "there is no such file"
                                    : e.getMessage())
                            + ").",
                    "There are no pairs to evaluate.",
                    "Check the path and that you may read the file.",
                    e);
        }
    }

    private static PairList pairs(BinFile bin, Path file, Progress progress) throws IOException {
        List<VerificationPair> pairs = new ArrayList<>();
        List<Integer> foldOf = new ArrayList<>();
        ProblemLog missing = new ProblemLog();
        int count = Math.max(bin.pairs(), (bin.images() + 1) / 2);
        int folds = count >= FOLDS ? FOLDS : 0;
        for (int i = 0; i < count; i++) {
            if (i % REPORT_EVERY == 0) {
                progress.checkCancelled();
                progress.report((double) i / count, i + " of " + count + " pairs");
            }
            String fault = fault(bin, i);
            if (!fault.isEmpty()) {
                missing.add(file + " pair " + i, fault);
                continue;
            }
            pairs.add(
                    new VerificationPair(
                            bin.same(i),
                            ImageLocation.of(file, 2 * i),
                            ImageLocation.of(file, 2 * i + 1)));
            if (folds > 0) {
                foldOf.add((int) ((long) i * folds / count));
            }
        }
        if (pairs.isEmpty()) {
            throw new BinRefusals(file)
                    .unfit(
                            count == 0
                                    ? "lists no pairs"
                                    : "lists "
                                            + count
                                            + " pairs, none with two images (the first: "
                                            + missing.list("").get(0).what()
                                            + ")");
        }
        return new PairList(name(file), file, pairs, folds, missing.list(file.toString()), foldOf);
    }

    /** Why a pair cannot be used; empty where it can. */
    private static String fault(BinFile bin, int pair) throws IOException {
        if (pair >= bin.pairs()) {
            return "Nothing says whether its images show the same person.";
        }
        for (int image = 2 * pair; image <= 2 * pair + 1; image++) {
            if (image >= bin.images()) {
                return "Its image " + image + " is missing.";
            }
            if (!bin.isThere(image)) {
                return "Its image " + image + " is no buffer of bytes.";
            }
            byte[] head = bin.image(image, ImageFormats.HEADER_BYTES);
            if (!ImageFormats.hasImageSignature(head, head.length)) {
                return "Its image " + image + " is no JPEG, PNG, BMP or WebP image.";
            }
        }
        return "";
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return isNamedSo(file) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
