package dev.interproto.desktop.control;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a file's name says of its content; the file is not looked at. */
public final class FileNames {
    /** A word of its own: neither {@code images.txt} nor {@code agedb20_child.txt} is of ages. */
    private static final Pattern AGES =
            Pattern.compile("(?<![a-z])ages?([-_ ]?(labels?|list))?(?![a-z])");

    private FileNames() {}

    /**
     * Whether a file's name ends so, in capitals or not.
     *
     * @param endings in small letters, each with its dot
     */
    public static boolean endsWith(Path file, String... endings) {
        String name = lower(file);
        return Stream.of(endings).anyMatch(name::endsWith);
    }

    /** Whether a file's name speaks of ages, as {@code casia_age_label.txt} does. */
    public static boolean namesAges(Path file) {
        return AGES.matcher(lower(file)).find();
    }

    /** Whether a file may be a list of pairs: a text that does not speak of ages. */
    public static boolean isPairList(Path file) {
        return endsWith(file, ".txt") && !namesAges(file);
    }

    private static String lower(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    }
}
