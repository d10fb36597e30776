package dev.interproto.projection;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A map as a table: {@code identity,x,y,child} with a header; child is 1 or 0. */
public final class PrototypeMapCsv {
    private static final String HEADER = "identity,x,y,child";

    private PrototypeMapCsv() {}

    /**
     * Writes a map.
     *
     * @throws IOException when the file cannot be written; an older one is then still whole
     */
    public static void write(Path file, PrototypeMap map) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (MappedPrototype point : map.points()) {
            // A line break in a folder's name would break the table's lines.
            String identity = point.identity().replace('\n', ' ').replace('\r', ' ');
            text.append(CsvRow.quoted(identity)).append(',');
            text.append(point.x()).append(',').append(point.y()).append(',');
            text.append(point.child() ? '1' : '0').append('\n');
        }
        AtomicFiles.writeText(file, text.toString());
    }

    /**
     * Reads a map back.
     *
     * @throws IOException when the file cannot be read
     * @throws UserFacingException where a line is not as written, with its number
     */
    public static PrototypeMap read(Path file) throws IOException {
        List<MappedPrototype> points = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw wrong(file, 1, "the header is not \"" + HEADER + "\"");
        }
        for (int i = 1; i < lines.size(); i++) {
            List<String> fields = CsvRow.split(lines.get(i));
            if (fields.size() != 4 || !fields.get(3).matches("[01]")) {
                throw wrong(file, i + 1, "\"" + lines.get(i) + "\" is not " + HEADER);
            }
            try {
                points.add(
                        new MappedPrototype(
                                fields.get(0),
                                Double.parseDouble(fields.get(1)),
                                Double.parseDouble(fields.get(2)),
                                fields.get(3).equals("1")));
            } catch (NumberFormatException e) {
                throw wrong(file, i + 1, "\"" + lines.get(i) + "\" has no numbers for x and y");
            }
        }
        return new PrototypeMap(points, OptionalDouble.empty());
    }

    private static UserFacingException wrong(Path file, int line, String how) {
        return new UserFacingException(
                file + ", line " + line + ": " + how + ".",
                "The map's table was changed or cut off.",
                "Draw the map again.");
    }
}
