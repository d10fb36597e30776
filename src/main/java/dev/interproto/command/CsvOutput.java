package dev.interproto.command;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a table where the person asked for it. */
final class CsvOutput {
    private CsvOutput() {}

    static void write(Path file, String text) {
        try {
            AtomicFiles.writeText(file, text);
        } catch (IOException e) {
            throw new UserFacingException(
                    file + " cannot be written (" + e.getMessage() + ").",
                    "The table is lost.",
                    "Check the rights of the folder and the space on its disk.",
                    e);
        }
    }
}
