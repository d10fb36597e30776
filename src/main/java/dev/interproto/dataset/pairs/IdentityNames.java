package dev.interproto.dataset.pairs;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.NaturalOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Some identities of a dataset, by name: one a line in a text file, blank lines left out.
 *
 * @param source the file, or what else they come from, for a person
 * @param names in the order of the file
 */
public record IdentityNames(String source, Set<String> names) {
    /** 85,742 identities take a megabyte. */
    private static final long LARGEST_FILE = 100L << 20;

    public IdentityNames {
        names = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /**
     * Reads a file.
     *
     * @throws UserFacingException where it cannot be read or names nobody
     */
    public static IdentityNames read(Path file) {
        String text;
        try {
            if (Files.isRegularFile(file) && Files.size(file) > LARGEST_FILE) {
                throw new IOException("larger than 100 MB, so no list of identities");
            }
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The list of identities " + file + " cannot be read (" + reason(e) + ").",
                    "It decides which identities are used.",
                    "Check the path and that you may read the file.",
                    e);
        }
        Set<String> names = new LinkedHashSet<>();
        (text.startsWith("\uFEFF") ? text.substring(1) : text)
                .lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        if (names.isEmpty()) {
            throw new UserFacingException(
                    "The list of identities " + file + " is empty.",
                    "It decides which identities are used.",
                    "Write the name of one identity a line, or leave the option away.");
        }
        return new IdentityNames(file.toString(), names);
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : String.valueOf(e.getMessage());
    }

    /**
     * Writes them to a file.
     *
     * @throws UserFacingException where that is not possible
     */
    public void write(Path file) {
        try {
            AtomicFiles.writeText(file, text());
        } catch (IOException e) {
            throw new UserFacingException(
                    "The list of identities " + file + " cannot be written (" + reason(e) + ").",
                    "The split was not saved.",
                    "Choose another folder, or free some space.",
                    e);
        }
    }

    /** Whether a file is what {@link #write} would make of it. */
    public boolean isWrittenTo(Path file) {
        try {
            return Files.isRegularFile(file) && Files.readString(file).equals(text());
        } catch (IOException e) {
            return false;
        }
    }

    private String text() {
        return String.join("\n", names) + "\n";
    }

    /** Those that a dataset does not have, sorted. */
    public List<String> notIn(FaceDataset dataset) {
        Set<String> missing = new TreeSet<>(NaturalOrder.INSTANCE);
        missing.addAll(names);
        for (int identity = 0; identity < dataset.identityCount(); identity++) {
            missing.remove(dataset.identityName(identity));
        }
        return List.copyOf(missing);
    }

    /**
     * A dataset of these identities only.
     *
     * @throws UserFacingException where it has none of them
     */
    public FaceDataset only(FaceDataset dataset) {
        BitSet wanted = new BitSet();
        for (int identity = 0; identity < dataset.identityCount(); identity++) {
            wanted.set(identity, names.contains(dataset.identityName(identity)));
        }
        if (wanted.isEmpty()) {
            throw new UserFacingException(
                    "None of the "
                            + names.size()
                            + " identities of "
                            + source
                            + " is in the dataset "
                            + dataset.name()
                            + ".",
                    "The list names identities such as "
                            + names.iterator().next()
                            + (dataset.identityCount() == 0
                                    ? "."
                                    : "; the dataset has such as " + dataset.identityName(0) + "."),
                    "Choose the list that was made for this dataset.");
        }
        return dataset.onlyIdentities(wanted);
    }
}
