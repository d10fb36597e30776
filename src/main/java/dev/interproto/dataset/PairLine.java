package dev.interproto.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One pair of a list, its images not yet looked for.
 *
 * @param number line in the file, from 1
 * @param same genuine or impostor
 * @param readings the two paths; several possibilities where file names hold spaces, most likely
 *     first
 * @param fold 0 to {@code folds} − 1; 0 where the list defines none
 * @param folds as the list's header says; 0 where it says nothing
 * @param text the line
 */
record PairLine(int number, boolean same, List<Paths> readings, int fold, int folds, String text) {
    private static final Pattern LFW_HEADER = Pattern.compile("(\\d+)(?:\\s+(\\d+))?");
    private static final Pattern SPACE = Pattern.compile("[ \\t]+");

    /** Two images as the list names them. */
    record Paths(String first, String second) {
        private boolean areImages() {
            return ImageFormats.isImageName(ImageIndex.nameOf(first))
                    && ImageFormats.isImageName(ImageIndex.nameOf(second));
        }
    }

    /**
     * Whether no reading of the line names two image files: the official LAG list has 17 lines
     * whose file names once held spaces and of which only the beginnings are left.
     */
    boolean cutOff() {
        return readings.stream().noneMatch(Paths::areImages);
    }

    /** The same line in a fold. */
    PairLine inFold(int index, int count) {
        return new PairLine(number, same, readings, index, count, text);
    }

    /**
     * Reads all lines of a list.
     *
     * @throws dev.interproto.common.UserFacingException where lines are malformed or there are none
     */
    static List<PairLine> parse(Path list, List<String> lines) {
        List<PairLine> parsed = new ArrayList<>();
        List<Problem> faults = new ArrayList<>();
        Optional<LfwFolds> lfw = lines.isEmpty() ? Optional.empty() : LfwFolds.of(lines);
        int pairs = 0;
        for (int i = lfw.isPresent() ? 1 : 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            int number = i + 1;
            Optional<PairLine> pair =
                    lfw.isPresent()
                            ? lfw(line, number, lfw.get(), pairs++)
                            : official(line, number);
            if (pair.isPresent()) {
                parsed.add(pair.get());
            } else {
                faults.add(new Problem("line " + number, "'" + shortened(line) + "'"));
            }
        }
        if (parsed.isEmpty() && faults.isEmpty()) {
            faults.add(new Problem("line 1", "the file holds no pairs"));
        }
        if (!faults.isEmpty()) {
            throw PairLists.malformed(list, faults);
        }
        return parsed;
    }

    private static String shortened(String line) {
        String printable = line.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 80 ? printable : printable.substring(0, 80) + "…";
    }

    /** {@code label path1 path2}, or the label last as other projects have it. */
    private static Optional<PairLine> official(String line, int number) {
        Matcher space = SPACE.matcher(line);
        if (!space.find()) {
            return Optional.empty();
        }
        String label = line.substring(0, space.start());
        String rest = line.substring(space.end());
        if (!isLabel(label)) {
            int last = Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t'));
            label = line.substring(last + 1);
            rest = line.substring(0, last).strip();
        }
        List<Paths> readings = readings(rest);
        return isLabel(label) && !readings.isEmpty()
                ? Optional.of(new PairLine(number, label.equals("1"), readings, 0, 0, line))
                : Optional.empty();
    }

    private static boolean isLabel(String text) {
        return text.equals("0") || text.equals("1");
    }

    /** All ways to split the rest of a line in two; those that give two image names first. */
    private static List<Paths> readings(String rest) {
        List<Paths> likely = new ArrayList<>();
        List<Paths> others = new ArrayList<>();
        Matcher space = SPACE.matcher(rest);
        while (space.find()) {
            Paths paths = new Paths(rest.substring(0, space.start()), rest.substring(space.end()));
            (paths.areImages() ? likely : others).add(paths);
        }
        likely.addAll(others);
        return List.copyOf(likely);
    }

    /** {@code name i j} or {@code name i name j}; images are {@code name/name_0001.jpg}. */
    private static Optional<PairLine> lfw(String line, int number, LfwFolds folds, int index) {
        // Names with spaces are possible where tabs separate the fields.
        String[] fields = line.split(line.contains("\t") ? "\\t+" : " +");
        if (fields.length != 3 && fields.length != 4) {
            return Optional.empty();
        }
        boolean same = fields.length == 3;
        Optional<String> first = lfwPath(fields[0], fields[1]);
        Optional<String> second = lfwPath(same ? fields[0] : fields[2], fields[fields.length - 1]);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new PairLine(
                        number,
                        same,
                        List.of(new Paths(first.get(), second.get())),
                        folds.fold(index),
                        folds.count(),
                        line));
    }

    private static Optional<String> lfwPath(String name, String number) {
        if (!number.matches("\\d{1,6}")) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(Locale.ROOT, "%s/%s_%04d.jpg", name, name, Integer.parseInt(number)));
    }

    /**
     * LFW's header: {@code 10 300} stands for ten folds of 300 genuine and 300 impostor pairs each.
     *
     * @param count folds; 0 where the header names none or the list has another length
     * @param size pairs in a fold
     */
    private record LfwFolds(int count, int size) {
        static Optional<LfwFolds> of(List<String> lines) {
            Matcher header = LFW_HEADER.matcher(lines.get(0).strip());
            if (!header.matches() || lines.get(0).strip().length() > 18) {
                return Optional.empty();
            }
            if (header.group(2) == null) {
                return Optional.of(new LfwFolds(0, 1));
            }
            long count = Long.parseLong(header.group(1));
            long size = 2 * Long.parseLong(header.group(2));
            long pairs = lines.stream().skip(1).filter(line -> !line.isBlank()).count();
            return Optional.of(
                    count > 0 && count * size == pairs
                            ? new LfwFolds((int) count, (int) size)
                            : new LfwFolds(0, 1));
        }

        int fold(int index) {
            return count == 0 ? 0 : index / size;
        }
    }
}
