package dev.interproto.dataset;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one encoded image lies: a file of its own, or an entry of a container. As text, which the
 * tables of an evaluation keep, {@code file} or {@code file#entry}.
 *
 * @param file the image, or the container
 * @param entry number in the container (a RecordIO record, an image of a {@code .bin} set); empty
 *     for a file of its own
 */
public record ImageLocation(Path file, OptionalInt entry) {
    private static final Pattern ENTRY = Pattern.compile("(.+)#(\\d{1,9})");

    /** A file of its own. */
    public static ImageLocation of(Path file) {
        return new ImageLocation(file, OptionalInt.empty());
    }

    /** An entry of a container. */
    public static ImageLocation of(Path container, int entry) {
        return new ImageLocation(container, OptionalInt.of(entry));
    }

    /**
     * Reads what {@link #toString} gives.
     *
     * @throws java.nio.file.InvalidPathException where the text is no path
     */
    public static ImageLocation parse(String text) {
        Matcher entry = ENTRY.matcher(text);
        return entry.matches()
                ? of(Path.of(entry.group(1)), Integer.parseInt(entry.group(2)))
                : of(Path.of(text));
    }

    /** The same place, where {@link #file} is relative to a folder; an absolute file stays. */
    public ImageLocation in(Path folder) {
        return new ImageLocation(folder.resolve(file), entry);
    }

    /** The file's name, with the entry's number. */
    public String name() {
        return file.getFileName() + suffix();
    }

    /** Folder and name, for a person. */
    public String shortName() {
        Path folder = file.getParent();
        return folder == null || folder.getFileName() == null
                ? name()
                : folder.getFileName() + "/" + name();
    }

    @Override
    public String toString() {
        return file + suffix();
    }

    private String suffix() {
        return entry.isPresent() ? "#" + entry.getAsInt() : "";
    }
}
