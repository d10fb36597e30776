package dev.interproto.dataset;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.CsvLine;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Images of a dataset that are left out, each with the reason: a list beside the dataset, never a
 * change of it. As a file, a CSV with the header {@code path,reason} that can be edited and given
 * to others; the paths are names within the dataset ({@link ImageStore#relativeName}). Immutable.
 */
public final class Exclusions {
    /** How the file is called in the folder of what is known about a dataset. */
    public static final String FILE_NAME = "excluded.csv";

    private static final String HEADER = "path,reason";

    /** Nothing is left out. */
    public static final Exclusions NONE = new Exclusions(Map.of());

    private final Map<String, String> reasons;

    private Exclusions(Map<String, String> reasons) {
        this.reasons = Collections.unmodifiableMap(reasons);
    }

    /**
     * Reads the list of a file; none where there is no file.
     *
     * @throws UserFacingException where it cannot be read or a line is none of such a list
     */
    public static Exclusions read(Path file) {
        try {
            return parse(file, Files.readString(file));
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (CharacterCodingException e) {
            throw damaged(file, 1, "the file is not UTF-8 text");
        } catch (IOException e) {
            throw new UserFacingException(
                    file + " cannot be read (" + e.getMessage() + ").",
                    "It says which images of the dataset are left out.",
                    "Check the rights of the file.",
                    e);
        }
    }

    private static Exclusions parse(Path file, String text) {
        // A byte order mark is what spreadsheets put in front.
        String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r?\n");
        Map<String, String> reasons = new LinkedHashMap<>();
        for (int i = 0; i < lines.length; i++) {
            List<String> fields = List.of(CsvLine.split(lines[i]));
            if (i == 0) {
                if (!lines[i].strip().equals(HEADER)) {
                    throw damaged(file, 1, "the header " + HEADER + " is missing");
                }
            } else if (!lines[i].isBlank()) {
                if (fields.size() != 2 || fields.get(0).isBlank()) {
                    throw damaged(file, i + 1, "it is not a path and a reason");
                }
                reasons.put(fields.get(0), fields.get(1));
            }
        }
        return new Exclusions(reasons);
    }

    private static UserFacingException damaged(Path file, int line, String why) {
        return new UserFacingException(
                file + ", line " + line + " cannot be understood: " + why + ".",
                "It says which images of the dataset are left out.",
                "Correct the line, or delete the file to leave nothing out.");
    }

    /**
     * Replaces the file; without an entry it is deleted.
     *
     * @throws UserFacingException where it cannot be written
     */
    public void write(Path file) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        reasons.forEach(
                (path, reason) ->
                        text.append(quoted(path)).append(',').append(quoted(reason)).append('\n'));
        try {
            if (reasons.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                AtomicFiles.writeText(file, text.toString());
            }
        } catch (IOException e) {
            throw new UserFacingException(
                    file + " cannot be written (" + e.getMessage() + ").",
                    "Which images are left out stays as it was.",
                    "Check the rights of the workspace and the space on its disk.",
                    e);
        }
    }

    private static String quoted(String field) {
        String line = field.replace('\n', ' ').replace('\r', ' ');
        return line.indexOf(',') < 0 && line.indexOf('"') < 0
                ? line
                : '"' + line.replace("\"", "\"\"") + '"';
    }

    /** Why each image is left out, by its name within the dataset, in the order of the list. */
    public Map<String, String> reasons() {
        return reasons;
    }

    public int size() {
        return reasons.size();
    }

    /** These and further images; one listed already keeps its place and gets the new reason. */
    public Exclusions with(Map<String, String> further) {
        Map<String, String> all = new LinkedHashMap<>(reasons);
        all.putAll(further);
        return new Exclusions(all);
    }

    /** These without some images, which are back in the dataset then. */
    public Exclusions without(Collection<String> paths) {
        Map<String, String> rest = new LinkedHashMap<>(reasons);
        rest.keySet().removeAll(paths);
        return new Exclusions(rest);
    }

    /**
     * The dataset without these images.
     *
     * @param file where the list came from, for the problem that it names images that are not there
     */
    public FaceDataset apply(FaceDataset dataset, Path file) {
        if (reasons.isEmpty()) {
            return dataset;
        }
        BitSet excluded = new BitSet(dataset.size());
        for (int sample = 0; sample < dataset.size(); sample++) {
            if (reasons.containsKey(dataset.images().relativeName(sample))) {
                excluded.set(sample);
            }
        }
        FaceDataset rest = dataset.without(excluded);
        int absent = reasons.size() - excluded.cardinality();
        return absent == 0
                ? rest
                : rest.withProblems(
                        List.of(
                                new Problem(
                                        file.toString(),
                                        absent
                                                + " of the "
                                                + reasons.size()
                                                + " images to leave out are not there.")));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Exclusions o && reasons.equals(o.reasons);
    }

    @Override
    public int hashCode() {
        return reasons.hashCode();
    }
}
