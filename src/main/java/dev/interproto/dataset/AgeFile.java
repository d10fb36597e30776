package dev.interproto.dataset;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Ages read from a file; see {@link AgeLabels#fromFile}. Immutable once read, thread-safe.
 *
 * <p>An image is found by its folder and its file stem. Where both are integers they are compared
 * as integers ("0000045/00000012" and "45/12" are the same image), as MTLFace's labels need. Other
 * names are kept as 64-bit hashes: among 5.8 million names the chance that any two collide is about
 * one in a million.
 */
public final class AgeFile implements AgeLabels {
    /** Wrong lines quoted in a message; enough to see what is wrong with all of them. */
    private static final int QUOTED = 3;

    private static final int REPORT_EVERY = 1 << 14;

    private final Path file;
    private final String stamp;
    private final LongByteMap ages = new LongByteMap();

    /** When identities were born, where the file tells that instead of ages. */
    private final Map<String, PartialDate> births = new HashMap<>();

    private final ProblemLog problems = new ProblemLog();

    private AgeFile(Path file) {
        this.file = file;
        this.stamp = stampOf(file);
    }

    /**
     * @throws UserFacingException where there is no such file
     */
    static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserFacingException(
                    "The age file " + file + " does not exist.",
                    "The ages of the images stay unknown.",
                    "Check the path, or open the dataset without age labels.");
        }
    }

    /** Place, size and modification time; no two are the same where these cannot be had. */
    static String stampOf(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return "file "
                    + file.toAbsolutePath().normalize()
                    + " "
                    + found.size()
                    + " "
                    + found.lastModifiedTime();
        } catch (IOException e) {
            return "file " + UUID.randomUUID();
        }
    }

    static AgeFile read(Path file, Progress progress) {
        requireFile(file);
        AgeFile labels = new AgeFile(file);
        // Not Files.newBufferedReader: it stops at bytes that are not UTF-8.
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8),
                        1 << 16)) {
            labels.readLines(in, progress);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The age file " + file + " cannot be read (" + e.getMessage() + ").",
                    "The ages of the images stay unknown.",
                    "Check that you may read the file, or open the dataset without age labels.",
                    e);
        }
        return labels;
    }

    private void readLines(BufferedReader in, Progress progress) throws IOException {
        Optional<AgeLine.Columns> columns = Optional.empty();
        List<String> quoted = new ArrayList<>();
        long good = 0;
        long bad = 0;
        long number = 0;
        for (String raw = in.readLine(); raw != null; raw = in.readLine()) {
            number++;
            if (number % REPORT_EVERY == 0) {
                progress.checkCancelled();
                progress.report(Double.NaN, number + " age labels read");
            }
            String line =
                    (number == 1 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw).strip();
            if (line.isEmpty()) {
                continue;
            }
            if (number == 1) {
                columns = AgeLine.Columns.of(line);
                if (columns.isPresent() || isMtlHeader(line)) {
                    continue;
                }
            }
            AgeLine said = columns.isPresent() ? columns.get().read(line) : AgeLine.ofMtl(line);
            Optional<String> fault = add(said, number);
            if (fault.isEmpty()) {
                good++;
            } else {
                bad++;
                problems.add(file + " line " + number, fault.get());
                if (quoted.size() < QUOTED) {
                    quoted.add(
                            "line "
                                    + number
                                    + ": "
                                    + fault.get()
                                    + " ("
                                    + AgeLine.shown(line)
                                    + ")");
                }
            }
        }
        if (good == 0 || bad > good) {
            throw mostlyWrong(good, bad, quoted);
        }
    }

    private UserFacingException mostlyWrong(long good, long bad, List<String> quoted) {
        String expected =
                "An age file has lines 'id path age gender' separated by spaces, or is a CSV whose"
                        + " header names the columns path and age, path, birth_year and photo_year,"
                        + " or identity and birth_year.";
        if (good + bad == 0) {
            return new UserFacingException(
                    "The age file " + file + " holds no labels.", "No image has an age.", expected);
        }
        return new UserFacingException(
                bad + " of " + (good + bad) + " lines of the age file " + file + " are wrong.",
                "The first: " + String.join("; ", quoted) + ".",
                expected);
    }

    /** Takes one line in, or says what is wrong with it. */
    private Optional<String> add(AgeLine said, long number) {
        if (said instanceof AgeLine.Fault fault) {
            return Optional.of(fault.what());
        }
        if (said instanceof AgeLine.Born born) {
            births.put(born.identity(), born.birth());
            return Optional.empty();
        }
        return add((AgeLine.Aged) said, number);
    }

    private Optional<String> add(AgeLine.Aged label, long number) {
        String[] parts = label.path().replace('\\', '/').split("/");
        if (parts.length == 0 || parts[parts.length - 1].isEmpty()) {
            return Optional.of("The path '" + AgeLine.shown(label.path()) + "' names no file.");
        }
        if (label.years().isEmpty()) {
            return Optional.empty();
        }
        int age = label.years().getAsInt();
        String folder = parts.length == 1 ? "" : parts[parts.length - 2];
        byte previous = ages.put(key(folder, parts[parts.length - 1]), (byte) age);
        if (previous != LongByteMap.ABSENT && previous != age) {
            problems.add(
                    file + " line " + number,
                    "A second age, "
                            + age
                            + " after "
                            + previous
                            + ", for "
                            + AgeLine.shown(label.path())
                            + "; the later one counts.");
        }
        return Optional.empty();
    }

    @Override
    public OptionalInt age(String identity, String fileName) {
        byte age = ages.get(key(identity, fileName));
        if (age == LongByteMap.ABSENT) {
            age = ages.get(key("", fileName));
        }
        return age == LongByteMap.ABSENT ? ageOfBirth(identity, fileName) : OptionalInt.of(age);
    }

    private OptionalInt ageOfBirth(String identity, String fileName) {
        PartialDate birth = births.get(identity);
        OptionalInt taken = birth == null ? OptionalInt.empty() : PhotoYear.of(fileName);
        return taken.isEmpty()
                ? OptionalInt.empty()
                : birth.yearsUntil(PartialDate.ofYear(taken.getAsInt()));
    }

    /** How many images the file names. */
    public int size() {
        return ages.size();
    }

    @Override
    public List<Problem> problems() {
        return problems.list(file.toString());
    }

    @Override
    public AgeSource source() {
        return AgeSource.LABELS;
    }

    @Override
    public String describe() {
        return description(file);
    }

    static String description(Path file) {
        return "age labels of " + file;
    }

    @Override
    public String stamp() {
        return stamp;
    }

    private static long key(String folder, String fileName) {
        String stem = ImageFormats.stem(fileName);
        int identity = integer(folder);
        int image = integer(stem);
        if (identity >= 0 && image >= 0) {
            return ((long) identity << 32) | image;
        }
        long hash = 0;
        String name = folder + "/" + stem;
        for (int i = 0; i < name.length(); i++) {
            hash = SplitMix.mix(hash ^ name.charAt(i));
        }
        // The sign bit keeps hashes apart from the integer keys, which are never negative.
        return hash | Long.MIN_VALUE;
    }

    /** The value of a string of up to nine digits, or −1. */
    private static int integer(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return text.length() > 9 && text.startsWith("0") ? integer(text.substring(1)) : -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    /**
     * The image paths of those lines that are age labels; of no others.
     *
     * @param lines of a file, its first one first
     */
    static List<String> labelledPaths(List<String> lines) {
        Optional<AgeLine.Columns> columns = AgeLine.Columns.of(lines.get(0));
        List<String> paths = new ArrayList<>();
        for (String line : lines) {
            if ((columns.isPresent() ? columns.get().read(line) : AgeLine.ofMtl(line))
                            instanceof AgeLine.Aged aged
                    && ImageFormats.isImageName(ImageIndex.nameOf(aged.path()))) {
                paths.add(aged.path());
            }
        }
        return paths;
    }

    private static boolean isMtlHeader(String line) {
        String[] fields = line.toLowerCase(Locale.ROOT).split("\\s+");
        return fields.length >= 3 && fields[fields.length - 2].equals("age");
    }
}
