package dev.interproto.desktop.control;

import dev.interproto.common.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table on its way to a file or the clipboard.
 *
 * @param header column names
 * @param rows cells, each row as long as the header
 */
public record CsvTable(List<String> header, List<List<String>> rows) {
    public CsvTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** Comma separated, quoted where needed (RFC 4180), a line feed after each line. */
    public String toCsv() {
        return line(header) + rows.stream().map(CsvTable::line).collect(Collectors.joining());
    }

    /** Tab separated, as spreadsheets paste it. */
    public String toTabs() {
        return String.join("\t", header)
                + "\n"
                + rows.stream()
                        .map(row -> String.join("\t", row))
                        .collect(Collectors.joining("\n"));
    }

    /** Writes the CSV form. */
    public void write(Path file) throws IOException {
        AtomicFiles.writeText(file, toCsv());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CsvTable::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\n\r].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
