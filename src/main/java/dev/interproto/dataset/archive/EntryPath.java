package dev.interproto.dataset.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** The names in an archive: which of them lead where they should not. */
final class EntryPath {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}:*?\"<>|\uFFFD]");

    /** Deeper than any dataset; keeps paths below every system's limit. */
    private static final int DEEPEST = 20;

    /** File systems take 255 bytes a name. */
    private static final int LONGEST = 255;

    private EntryPath() {}

    /** What became of a name. */
    sealed interface Checked {
        /** It stays within the folder: its parts, at least one. */
        record Inside(List<String> parts) implements Checked {
            String joined() {
                return String.join("/", parts);
            }
        }

        /** It leads out of the folder. */
        record Outside(String why) implements Checked {}

        /** It stays within, but no file can have this name. */
        record Unusable(String why) implements Checked {}
    }

    static Checked check(String name) {
        String slashed = name.replace('\\', '/');
        if (slashed.startsWith("/")) {
            return new Checked.Outside("it begins at the root of the disk");
        }
        if (DRIVE.matcher(slashed).matches()) {
            return new Checked.Outside("it names a drive");
        }
        List<String> parts = new ArrayList<>();
        for (String part : slashed.split("/")) {
            if (part.equals("..")) {
                return new Checked.Outside("it leads upwards");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        if (parts.isEmpty()) {
            return new Checked.Unusable("it names no file");
        }
        if (parts.size() > DEEPEST) {
            return new Checked.Unusable("it lies more than " + DEEPEST + " folders deep");
        }
        for (String part : parts) {
            if (FORBIDDEN.matcher(part).find()) {
                return new Checked.Unusable("it holds characters that no file name may have");
            }
            if (part.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST) {
                return new Checked.Unusable("it is longer than a file name may be");
            }
        }
        return new Checked.Inside(List.copyOf(parts));
    }

    /**
     * Whether a link stays within the folder.
     *
     * @param parts of the link itself
     * @param target as the archive writes it, counted from the link's own folder; a hard link
     *     counts from the archive's root, and then leads upwards only if it is broken
     */
    static boolean staysInside(List<String> parts, String target) {
        String slashed = target.replace('\\', '/');
        if (slashed.startsWith("/") || DRIVE.matcher(slashed).matches()) {
            return false;
        }
        Deque<String> at = new ArrayDeque<>(parts.subList(0, parts.size() - 1));
        for (String part : slashed.split("/")) {
            if (part.equals("..")) {
                if (at.isEmpty()) {
                    return false;
                }
                at.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                at.addLast(part);
            }
        }
        return true;
    }
}
