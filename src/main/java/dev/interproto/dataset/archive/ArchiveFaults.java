package dev.interproto.dataset.archive;

import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What a person is told of an archive that is not unpacked. */
final class ArchiveFaults {
    private static final String NOTHING_KEPT = "Nothing of it was unpacked.";

    private ArchiveFaults() {}

    static UserFacingException truncated(Path archive, String reason) {
        return new UserFacingException(
                "The archive " + archive + " is damaged or not complete (" + reason + ").",
                NOTHING_KEPT + " A part of a dataset would pass for the whole.",
                "Download or copy it again, and compare its size with the original's.");
    }

    static UserFacingException unreadable(Path archive, IOException cause) {
        return new UserFacingException(
                "The archive " + archive + " cannot be read (" + reason(cause) + ").",
                NOTHING_KEPT,
                "Check that the file is there, that you may read it, and that it is complete.",
                cause);
    }

    static UserFacingException notThere(Path archive) {
        return new UserFacingException(
                archive + " is no zip, tar or tar.gz file, or is not there.",
                "There is nothing to unpack.",
                "Check the path, and that its drive is connected.");
    }

    static UserFacingException spanned(Path archive) {
        return new UserFacingException(
                "The zip file " + archive + " is one of several parts.",
                "The parts cannot be read one by one.",
                "Join them first (zip -s 0 parts.zip --out whole.zip), then open the whole.");
    }

    static UserFacingException tooManyForMemory(Path archive, long entries) {
        return new UserFacingException(
                "The zip file " + archive + " has " + entries + " entries.",
                "Its directory alone would fill this program's memory.",
                "Unpack it with another program and open the folder, or pack it as tar.gz.");
    }

    static UserFacingException tooManyEntries(Path archive, long most) {
        return new UserFacingException(
                "The archive " + archive + " has more than " + most + " entries.",
                NOTHING_KEPT + " No face dataset is as large; it may be made to fill the disk.",
                "If you trust it, unpack it with another program and open the folder.");
    }

    static UserFacingException bomb(Path archive, String why) {
        return new UserFacingException(
                "The archive " + archive + " would become far larger than images can: " + why + ".",
                NOTHING_KEPT + " It may be made to fill the disk.",
                "If you trust it, unpack it with another program and open the folder.");
    }

    static UserFacingException leadsOut(Path archive, String name, String why) {
        return new UserFacingException(
                "The archive "
                        + archive
                        + " holds an entry that would be written outside its folder: "
                        + shown(name)
                        + " ("
                        + why
                        + ").",
                NOTHING_KEPT + " Such an archive could overwrite files of yours.",
                "If you trust it, unpack it with another program and open the folder; else delete"
                        + " it.");
    }

    static UserFacingException encrypted(Path archive) {
        return new UserFacingException(
                "All files in " + archive + " are encrypted.",
                NOTHING_KEPT + " This program asks for no passwords.",
                "Unpack it with its password in another program and open the folder.");
    }

    static UserFacingException holdsNothing(Path archive, long entries) {
        return new UserFacingException(
                entries == 0
                        ? "The archive " + archive + " is empty."
                        : "None of the "
                                + entries
                                + " entries of "
                                + archive
                                + " is an image, a list or a container of faces.",
                NOTHING_KEPT,
                "Choose an archive of images (jpg, jpeg, png, bmp or webp).");
    }

    static UserFacingException noRoom(Path archive, long needed, long free, Path folder) {
        return new UserFacingException(
                "There is no room to unpack "
                        + archive
                        + ": it takes "
                        + size(needed)
                        + ", and "
                        + size(Math.max(0, free))
                        + " are free where "
                        + folder
                        + " lies.",
                NOTHING_KEPT,
                "Free some space, or choose a workspace on another disk.");
    }

    static UserFacingException cannotWrite(Path folder, IOException cause) {
        return new UserFacingException(
                "Nothing can be unpacked into " + folder + " (" + reason(cause) + ").",
                NOTHING_KEPT,
                "Check the rights of the workspace and the space on its disk.",
                cause);
    }

    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    /** A name that is safe and short enough to show. */
    static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 100 ? printable : printable.substring(0, 100) + "…";
    }

    /** Bytes for a person. */
    static String size(long bytes) {
        double value = bytes;
        String unit = "bytes";
        for (String next : new String[] {"kB", "MB", "GB", "TB"}) {
            if (value < 1000) {
                break;
            }
            value /= 1000;
            unit = next;
        }
        return unit.equals("bytes")
                ? bytes + " bytes"
                : String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, unit);
    }
}
