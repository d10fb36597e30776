package dev.interproto.dataset;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads verification pairs, in the format of the child-adult lists ({@code label path1 path2}, 1 =
 * same person) or of LFW's {@code pairs.txt}, and finds their images below a folder.
 *
 * <p>The paths of a list are those of the project that made it; they are matched to the images by
 * their ends (see {@link ImageIndex}). Pairs whose images are not there are counted and listed.
 */
public final class PairLists {
    /** Lines quoted in a message. */
    private static final int QUOTED = 5;

    /** The largest list in use has 6,000 lines; a hundred megabytes is no pair list. */
    private static final long LARGEST_FILE = 100L << 20;

    private PairLists() {}

    /**
     * Reads a list.
     *
     * @param list the text file
     * @param imagesRoot folder below which the images lie, at any depth
     * @throws UserFacingException where the list cannot be read or has malformed lines (with their
     *     numbers), or none of its images is found
     */
    public static PairList read(Path list, Path imagesRoot, Progress progress) {
        List<PairLine> lines = lines(list);
        if (!Files.isDirectory(imagesRoot)) {
            throw new UserFacingException(
                    "The images folder " + imagesRoot + " does not exist.",
                    "The images of the pair list " + list + " cannot be found.",
                    "Check the path, and that its drive is connected.");
        }
        try {
            Path root = imagesRoot.toAbsolutePath().normalize();
            return resolve(list, lines, root, ImageIndex.of(root, progress));
        } catch (IOException e) {
            throw new UserFacingException(
                    "The images folder " + imagesRoot + " cannot be read (" + e.getMessage() + ").",
                    "The images of the pair list " + list + " cannot be found.",
                    "Check that you may read the folder.",
                    e);
        }
    }

    /**
     * Reads a list of a dataset's images by their names within it ({@link
     * ImageStore#relativeName}), as lists built here have them: for containers, whose images are no
     * files.
     *
     * @throws UserFacingException as above
     */
    public static PairList read(Path list, FaceDataset dataset, Progress progress) {
        List<PairLine> lines = lines(list);
        Set<String> listed = new HashSet<>();
        for (PairLine line : lines) {
            for (PairLine.Paths paths : line.readings()) {
                listed.add(paths.first());
                listed.add(paths.second());
            }
        }
        return resolve(list, lines, dataset.root(), new SampleIndex(dataset, listed, progress));
    }

    private static List<PairLine> lines(Path list) {
        try {
            byte[] content = content(list);
            return folded(list, content, PairLine.parse(list, lines(content)));
        } catch (IOException e) {
            throw new UserFacingException(
                    "The pair list " + list + " cannot be read (" + e.getMessage() + ").",
                    "There are no pairs to evaluate.",
                    "Check the path and that you may read the file.",
                    e);
        }
    }

    private static byte[] content(Path list) throws IOException {
        if (!Files.isRegularFile(list)) {
            throw new IOException("there is no such file");
        }
        if (Files.size(list) > LARGEST_FILE) {
            throw new IOException("larger than 100 MB, so no pair list");
        }
        return Files.readAllBytes(list);
    }

    private static List<String> lines(byte[] content) {
        // Not Files.readAllLines: it stops at bytes that are not UTF-8.
        String text = new String(content, StandardCharsets.UTF_8);
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    }

    private static List<PairLine> folded(Path list, byte[] content, List<PairLine> lines) {
        List<Integer> sizes =
                lines.get(0).folds() > 0
                        ? List.of()
                        : ListedFolds.beside(list, content, lines.size());
        List<PairLine> folded = new ArrayList<>();
        for (int fold = 0; fold < sizes.size(); fold++) {
            for (int i = 0; i < sizes.get(fold); i++) {
                folded.add(lines.get(folded.size()).inFold(fold, sizes.size()));
            }
        }
        return folded.isEmpty() ? lines : folded;
    }

    private static PairList resolve(
            Path list, List<PairLine> lines, Path root, ListedImageIndex index) {
        ListedNames names = new ListedNames(lines);
        List<VerificationPair> pairs = new ArrayList<>();
        List<Integer> foldOf = new ArrayList<>();
        ProblemLog missing = new ProblemLog();
        int folds = lines.get(0).folds();
        for (PairLine line : lines) {
            Optional<VerificationPair> pair = Optional.empty();
            for (PairLine.Paths paths : line.readings()) {
                pair = find(paths, line.same(), index, names);
                if (pair.isPresent()) {
                    break;
                }
            }
            if (pair.isPresent()) {
                pairs.add(pair.get());
                if (folds > 0) {
                    foldOf.add(line.fold());
                }
            } else {
                missing.add(list + " line " + line.number(), why(line, index, names));
            }
        }
        if (pairs.isEmpty()) {
            throw allMissing(list, lines, root, index);
        }
        return new PairList(
                ListedNames.listName(list),
                list,
                pairs,
                folds,
                missing.list(list.toString()),
                foldOf);
    }

    private static Optional<VerificationPair> find(
            PairLine.Paths paths, boolean same, ListedImageIndex index, ListedNames names) {
        if (index.find(paths.first(), names.isUnique(paths.first()))
                        instanceof ListedImageIndex.Match.Found first
                && index.find(paths.second(), names.isUnique(paths.second()))
                        instanceof ListedImageIndex.Match.Found second) {
            return Optional.of(new VerificationPair(same, first.image(), second.image()));
        }
        return Optional.empty();
    }

    private static String why(PairLine line, ListedImageIndex index, ListedNames names) {
        if (line.cutOff() && index.holdsFiles()) {
            return MissingReason.CUT_OFF.words() + ", so the images cannot be told: " + line.text();
        }
        PairLine.Paths paths = line.readings().get(0);
        List<String> faults = new ArrayList<>();
        for (String path : List.of(paths.first(), paths.second())) {
            if (index.find(path, names.isUnique(path))
                    instanceof ListedImageIndex.Match.Missing fault) {
                faults.add(path + " (" + fault.why() + ")");
            }
        }
        return "Not found: " + String.join(", ", faults) + ".";
    }

    private static UserFacingException allMissing(
            Path list, List<PairLine> lines, Path root, ListedImageIndex index) {
        PairLine.Paths first = lines.get(0).readings().get(0);
        return new UserFacingException(
                "None of the "
                        + lines.size()
                        + " pairs of "
                        + list
                        + " has its images in "
                        + root
                        + ".",
                "The list names images such as "
                        + first.first()
                        + "; "
                        + index.example()
                                .map(
                                        path ->
                                                "the folder holds "
                                                        + index.size()
                                                        + " images such as "
                                                        + path
                                                        + ".")
                                .orElse("the folder holds no images."),
                "Choose the folder that holds the images of this list.");
    }

    /** Says which lines of a list are wrong. */
    static UserFacingException malformed(Path list, List<Problem> faults) {
        String quoted =
                String.join(
                        "; ",
                        faults.stream()
                                .limit(QUOTED)
                                .map(fault -> fault.where() + ": " + fault.what())
                                .toList());
        return new UserFacingException(
                faults.size()
                        + (faults.size() == 1 ? " line" : " lines")
                        + " of the pair list "
                        + list
                        + " cannot be understood.",
                (faults.size() > QUOTED ? "The first: " : "") + quoted + ".",
                "A line is 'label path1 path2' with label 1 for the same person and 0 for two"
                        + " persons, or the list is in the format of LFW's pairs.txt.");
    }
}
