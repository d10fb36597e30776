package dev.interproto.dataset;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.CsvLine;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Ages that a person set or a model estimated, laid over those of the dataset's own source. As a
 * file a CSV {@code path,age,source}: an image's name within the dataset, years (empty where the
 * age is taken away), {@code edited} or {@code estimated}. Anybody's {@code --age-labels} reads it.
 *
 * <p>Two bytes an image. What the file says of images the dataset does not hold now is kept and
 * written again. Not thread-safe.
 */
public final class AgeOverlay implements AgeChanges {
    private static final String HEADER = "path,age,source";
    private static final byte UNTOUCHED = -1;
    private static final int REPORT_EVERY = 1 << 14;

    private final FaceDataset dataset;
    private final byte[] years;
    private final byte[] sources;
    private final List<String> elsewhere = new ArrayList<>();
    private final ProblemLog problems = new ProblemLog();

    private AgeOverlay(FaceDataset dataset) {
        this.dataset = dataset;
        this.years = new byte[dataset.size()];
        this.sources = new byte[dataset.size()];
        Arrays.fill(sources, UNTOUCHED);
    }

    /** Changes nothing. */
    public static AgeOverlay empty(FaceDataset dataset) {
        return new AgeOverlay(dataset);
    }

    /** Writes a file that changes nothing. */
    public static void writeEmpty(Path file) throws IOException {
        AtomicFiles.writeText(file, HEADER + "\n");
    }

    /**
     * Reads an overlay.
     *
     * @param file a missing one changes nothing
     * @throws UserFacingException where it cannot be read or is no overlay; single wrong lines are
     *     {@link #problems}
     */
    public static AgeOverlay read(Path file, FaceDataset dataset, Progress progress) {
        AgeOverlay overlay = new AgeOverlay(dataset);
        if (!Files.exists(file)) {
            return overlay;
        }
        try (BufferedReader in = reader(file)) {
            if (!isHeader(in.readLine())) {
                throw new UserFacingException(
                        file + " holds no ages set in the workbench.",
                        "Its first line is not " + HEADER + ".",
                        "Give a file that was exported from the workbench; a damaged one can be"
                                + " moved away, the ages of the dataset itself stay.");
            }
            overlay.readLines(file, in, progress);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The ages in " + file + " cannot be read (" + e.getMessage() + ").",
                    "Ages that were set or estimated are missing.",
                    "Check that you may read the file.",
                    e);
        }
        return overlay;
    }

    /** Whether a file is an overlay, by its first line. */
    public static boolean isOne(Path file) {
        try (BufferedReader in = reader(file)) {
            return isHeader(in.readLine());
        } catch (IOException e) {
            return false;
        }
    }

    // Not Files.newBufferedReader: it stops at bytes that are not UTF-8.
    private static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 16);
    }

    private static boolean isHeader(String line) {
        return line != null && line.replace("\uFEFF", "").strip().equalsIgnoreCase(HEADER);
    }

    private void readLines(Path file, BufferedReader in, Progress progress) throws IOException {
        SampleNames names = new SampleNames(dataset);
        long number = 1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (number % REPORT_EVERY == 0) {
                progress.checkCancelled();
                progress.report(Double.NaN, number + " ages read");
            }
            if (line.isBlank()) {
                continue;
            }
            List<String> fields = List.of(CsvLine.split(line));
            Optional<Change> change = change(fields);
            if (change.isEmpty()) {
                problems.add(
                        file + " line " + number,
                        "This is no age with its source: " + AgeLine.shown(line));
                continue;
            }
            OptionalInt sample = names.find(fields.get(0));
            if (sample.isPresent()) {
                put(sample.getAsInt(), change.get());
            } else {
                elsewhere.add(line);
            }
        }
    }

    private static Optional<Change> change(List<String> fields) {
        if (fields.size() != 3 || fields.get(0).isEmpty()) {
            return Optional.empty();
        }
        String years = fields.get(1).strip();
        try {
            return Optional.of(
                    new Change(
                            years.isEmpty()
                                    ? OptionalInt.empty()
                                    : OptionalInt.of(Integer.parseInt(years)),
                            AgeSource.valueOf(fields.get(2).strip().toUpperCase(Locale.ROOT))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Change> change(int sample) {
        return sources[sample] == UNTOUCHED
                ? Optional.empty()
                : Optional.of(
                        new Change(
                                years[sample] == FaceDataset.NO_AGE
                                        ? OptionalInt.empty()
                                        : OptionalInt.of(years[sample]),
                                AgeSource.values()[sources[sample]]));
    }

    /** Whether something is said of an image. */
    public boolean touches(int sample) {
        return sources[sample] != UNTOUCHED;
    }

    /** Sets, replaces or takes away an image's age. */
    public void put(int sample, Change change) {
        years[sample] = (byte) change.years().orElse(FaceDataset.NO_AGE);
        sources[sample] = (byte) change.source().ordinal();
    }

    /** Takes in all that other changes say; they win over what was said before. */
    public void putAll(AgeChanges changes) {
        for (int sample = 0; sample < years.length; sample++) {
            int index = sample;
            changes.change(sample).ifPresent(change -> put(index, change));
        }
    }

    /** The image keeps the age of the dataset's own source. */
    public void remove(int sample) {
        sources[sample] = UNTOUCHED;
    }

    /** Removes all that comes from one source. */
    public void removeAll(AgeSource source) {
        for (int sample = 0; sample < sources.length; sample++) {
            if (sources[sample] == source.ordinal()) {
                sources[sample] = UNTOUCHED;
            }
        }
        String ending = "," + source.name().toLowerCase(Locale.ROOT);
        elsewhere.removeIf(line -> line.toLowerCase(Locale.ROOT).endsWith(ending));
    }

    /** How many images it touches. */
    public int size() {
        int count = 0;
        for (byte source : sources) {
            count += source == UNTOUCHED ? 0 : 1;
        }
        return count;
    }

    /** How many lines speak of images that the dataset does not hold. */
    public int elsewhere() {
        return elsewhere.size();
    }

    /** Lines that could not be understood. */
    public List<Problem> problems() {
        return problems.list("ages");
    }

    /**
     * Writes the file, whole or not at all, in the order of the images.
     *
     * @throws UserFacingException where it cannot be written
     */
    public void write(Path file) {
        try {
            AtomicFiles.write(file, this::writeTo);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The ages cannot be written to " + file + " (" + e.getMessage() + ").",
                    "The last change is lost; the file is as it was.",
                    "Check the rights of the folder and the space on its disk.",
                    e);
        }
    }

    private void writeTo(OutputStream out) throws IOException {
        out.write((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
        for (int sample = 0; sample < years.length; sample++) {
            if (sources[sample] != UNTOUCHED) {
                out.write(line(sample).getBytes(StandardCharsets.UTF_8));
            }
        }
        for (String line : elsewhere) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private String line(int sample) {
        String name = dataset.images().relativeName(sample);
        String quoted =
                name.indexOf(',') < 0 && name.indexOf('"') < 0
                        ? name
                        : '"' + name.replace("\"", "\"\"") + '"';
        return quoted
                + ","
                + (years[sample] == FaceDataset.NO_AGE ? "" : years[sample])
                + ","
                + AgeSource.values()[sources[sample]].name().toLowerCase(Locale.ROOT)
                + "\n";
    }
}
