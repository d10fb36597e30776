package dev.interproto.dataset.container;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.ProblemLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Opens InsightFace's training sets: {@code train.rec}, a RecordIO file of MXNet's, with {@code
 * train.idx} and {@code property} beside it, both of which may be missing. The file is read where
 * it lies; nothing is unpacked.
 *
 * <p>Identities are named by their labels and numbered in the order of these; their images are
 * called by the records' numbers. What the images' own labels say counts, as it does in
 * InsightFace's training; identity records that contradict them are problems.
 *
 * <p>Ages: an image is looked up under its label and its record's number. That is what MTLFace's
 * lists hold ({@code x/0000045/00000012.jpg} is record 12, of label 45), as far as they were made
 * by unpacking this same file into {@code label/record.jpg}, as InsightFace's and the reference's
 * scripts do; lists for a file that was packed in another order match nothing or, worse, other
 * images.
 */
public final class RecordDataset {
    private static final String USUAL = "train.rec";

    /** {@code property} is one line of three numbers. */
    private static final int MAX_PROPERTY = 4096;

    private RecordDataset() {}

    /**
     * The RecordIO file that a path means: itself; in a folder, {@code train.rec}, or else the only
     * one there is, if there are no folders beside it, which could be identities'.
     *
     * @return empty where the path means none
     */
    public static Optional<Path> find(Path path) {
        if (!Files.isDirectory(path)) {
            return RecordFile.isNamedSo(path) ? Optional.of(path) : Optional.empty();
        }
        Path usual = path.resolve(USUAL);
        if (Files.isRegularFile(usual)) {
            return Optional.of(usual);
        }
        List<Path> found;
        try (Stream<Path> entries = Files.list(path)) {
            found =
                    entries.filter(entry -> RecordFile.isNamedSo(entry) || Files.isDirectory(entry))
                            .limit(2)
                            .toList();
        } catch (IOException e) {
            return Optional.empty(); // Whoever opens the folder says why it cannot be read.
        }
        return found.size() == 1 && Files.isRegularFile(found.get(0))
                ? Optional.of(found.get(0))
                : Optional.empty();
    }

    /**
     * Opens a dataset. Only the records' headers are read.
     *
     * @param path a RecordIO file, or a folder that holds one; see {@link #find}
     * @param ages looked up under label and record number
     * @throws UserFacingException where there is no such file, or it holds no usable image
     */
    public static FaceDataset open(Path path, AgeLabels ages, Progress progress) {
        return open(path, ages, RecordMemory.NONE, progress);
    }

    /** As above, without reading a file that the memory of an earlier time knows. */
    public static FaceDataset open(
            Path path, AgeLabels ages, RecordMemory memory, Progress progress) {
        Path file =
                find(path.toAbsolutePath().normalize())
                        .orElseThrow(() -> notThere(path, "There is no RecordIO file", null));
        try {
            RecordFile records = RecordFile.open(file);
            ProblemLog problems = new ProblemLog();
            RecordScan.Images images = images(records, memory, problems, progress);
            if (images.records().length == 0) {
                records.close();
                throw empty(file, problems.list(file.toString()));
            }
            return dataset(records, images, ages, problems);
        } catch (IOException e) {
            throw notThere(file, "The file cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static RecordScan.Images images(
            RecordFile file, RecordMemory memory, ProblemLog problems, Progress progress)
            throws IOException {
        Optional<String> stamp = file.stamp();
        Optional<RecordMemory.Records> known = stamp.flatMap(memory::known);
        if (known.isPresent()) {
            RecordMemory.Records records = known.get();
            problems.addAll(records.problems());
            return new RecordScan.Images(
                    records.places(),
                    records.sizes(),
                    records.labels(),
                    records.numbers(),
                    Optional.empty());
        }
        RecordScan.Images images = byIdentity(file.images(problems, progress));
        if (stamp.isPresent() && stamp.equals(file.stamp())) {
            memory.learned(
                    stamp.get(),
                    new RecordMemory.Records(
                            images.places(),
                            images.sizes(),
                            images.labels(),
                            images.records(),
                            problems.list(file.path().toString())));
        }
        return images;
    }

    private static RecordScan.Images byIdentity(RecordScan.Images images) {
        int[] labels = images.labels();
        long[] order = new long[labels.length];
        boolean ascending = true;
        for (int i = 0; i < order.length; i++) {
            order[i] = (long) labels[i] << 32 | i;
            ascending &= i == 0 || labels[i] >= labels[i - 1];
        }
        if (ascending) {
            return images;
        }
        Arrays.sort(order);
        return RecordScan.ordered(images, order);
    }

    private static FaceDataset dataset(
            RecordFile file, RecordScan.Images images, AgeLabels ages, ProblemLog problems) {
        int[] labels = images.labels();
        List<String> names = new ArrayList<>();
        int[] identityOf = new int[labels.length];
        byte[] age = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (i == 0 || labels[i] != labels[i - 1]) {
                names.add(Integer.toString(labels[i]));
            }
            identityOf[i] = names.size() - 1;
            OptionalInt years =
                    ages instanceof AgeLabels.None
                            ? OptionalInt.empty()
                            : ages.age(
                                    names.get(identityOf[i]),
                                    Integer.toString(images.records()[i]));
            age[i] = (byte) years.orElse(FaceDataset.NO_AGE);
        }
        checkProperty(file.path(), names.size(), labels[labels.length - 1], problems);
        problems.addAll(ages.problems());
        return new FaceDataset(
                RecordFile.stem(nameGiver(file.path())),
                file.path(),
                names,
                identityOf,
                age,
                ages.source(),
                new RecordImageStore(file, images),
                problems.list(file.path().toString()));
    }

    /**
     * The path whose name tells a dataset from others: of {@code train.rec}, as all are called, its
     * folder; of any other path itself.
     */
    public static Path nameGiver(Path root) {
        Path folder = root.getParent();
        return root.endsWith(USUAL) && folder != null && folder.getFileName() != null
                ? folder
                : root;
    }

    private static void checkProperty(
            Path file, int identities, int largestLabel, ProblemLog problems) {
        Path property = file.resolveSibling("property");
        if (!file.getFileName().toString().equals(USUAL) || !Files.isRegularFile(property)) {
            return;
        }
        OptionalInt declared = declaredIdentities(property);
        if (declared.isEmpty()) {
            problems.add(property.toString(), "It does not say 'identities,height,width'.");
        } else if (declared.getAsInt() != identities || largestLabel >= declared.getAsInt()) {
            problems.add(
                    property.toString(),
                    "It declares "
                            + declared.getAsInt()
                            + " identities; the images have "
                            + identities
                            + ", with labels up to "
                            + largestLabel
                            + ".");
        }
    }

    private static OptionalInt declaredIdentities(Path property) {
        try {
            if (Files.size(property) > MAX_PROPERTY) {
                return OptionalInt.empty();
            }
            String text = new String(Files.readAllBytes(property), StandardCharsets.UTF_8);
            return OptionalInt.of(Integer.parseInt(text.split(",")[0].strip()));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return OptionalInt.empty(); // The problem's line says all there is to say.
        }
    }

    private static UserFacingException empty(Path file, List<Problem> problems) {
        return new UserFacingException(
                "The RecordIO file " + file + " holds no image of an identity.",
                problems.stream()
                        .findFirst()
                        .map(first -> "The first problem: " + first.where() + ": " + first.what())
                        .orElse("It is empty."),
                "Check that it was copied completely, and that it is an InsightFace training set.");
    }

    private static UserFacingException notThere(Path path, String what, IOException cause) {
        return new UserFacingException(
                what + ": " + path + ".",
                "The dataset cannot be opened.",
                "Choose a .rec file, or the folder that holds train.rec, and check that you may"
                        + " read it.",
                cause);
    }
}
