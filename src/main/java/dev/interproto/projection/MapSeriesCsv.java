package dev.interproto.projection;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Maps of several epochs as one table: {@code epoch,identity,x,y,child} with a header. */
public final class MapSeriesCsv {
    private static final String HEADER = "epoch,identity,x,y,child";

    private MapSeriesCsv() {}

    /**
     * Writes all frames.
     *
     * @throws IOException when the file cannot be written; an older one is then still whole
     */
    public static void write(Path file, MapSeries series) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (MapSeries.Frame frame : series.frames()) {
            for (int i = 0; i < frame.points().length; i++) {
                String identity = series.identities().get(i).replaceAll("[\n\r]", " ");
                text.append(frame.epoch()).append(',').append(CsvRow.quoted(identity)).append(',');
                text.append(frame.points()[i][0]).append(',').append(frame.points()[i][1]);
                text.append(',').append(series.child()[i] ? '1' : '0').append('\n');
            }
        }
        AtomicFiles.writeText(file, text.toString());
    }

    /**
     * Reads the maps of a table by epoch, in the table's order.
     *
     * @throws IOException when the file cannot be read
     * @throws UserFacingException where a line is not as written, with its number
     */
    public static Map<Integer, PrototypeMap> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw wrong(file, 1, "the header is not \"" + HEADER + "\"");
        }
        Map<Integer, List<PrototypeMap.MappedPrototype>> points = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> fields = CsvRow.split(lines.get(i));
            if (fields.size() != 5 || !fields.get(4).matches("[01]")) {
                throw wrong(file, i + 1, "\"" + lines.get(i) + "\" is not " + HEADER);
            }
            try {
                points.computeIfAbsent(Integer.parseInt(fields.get(0)), epoch -> new ArrayList<>())
                        .add(
                                new PrototypeMap.MappedPrototype(
                                        fields.get(1),
                                        Double.parseDouble(fields.get(2)),
                                        Double.parseDouble(fields.get(3)),
                                        fields.get(4).equals("1")));
            } catch (NumberFormatException e) {
                throw wrong(file, i + 1, "\"" + lines.get(i) + "\" has no numbers");
            }
        }
        Map<Integer, PrototypeMap> maps = new LinkedHashMap<>();
        points.forEach(
                (epoch, all) -> maps.put(epoch, new PrototypeMap(all, OptionalDouble.empty())));
        return maps;
    }

    private static UserFacingException wrong(Path file, int line, String how) {
        return new UserFacingException(
                file + ", line " + line + ": " + how + ".",
                "The maps' table was changed or cut off.",
                "Draw the maps through the training again.");
    }
}
