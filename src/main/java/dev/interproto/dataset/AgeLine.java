package dev.interproto.dataset;

import dev.interproto.common.CsvLine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What one line of an age file says. */
sealed interface AgeLine {

    /** How old somebody is in an image; empty where the file takes the age away. */
    record Aged(String path, OptionalInt years) implements AgeLine {}

    /** When an identity was born; the file names have to say when the photographs were taken. */
    record Born(String identity, PartialDate birth) implements AgeLine {}

    /** Nothing that can be used; a sentence says why. */
    record Fault(String what) implements AgeLine {}

    /** A piece of a line that is safe and short enough to show. */
    static String shown(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 60) + "…";
    }

    /** {@code id path age gender}; the path may hold spaces, the others cannot. */
    static AgeLine ofMtl(String line) {
        String[] fields = line.split("\\s+");
        return fields.length < 4
                ? new Fault("The line has too few fields.")
                : aged(
                        String.join(" ", List.of(fields).subList(1, fields.length - 2)),
                        fields[fields.length - 2]);
    }

    private static AgeLine aged(String path, String text) {
        OptionalInt years = years(text);
        if (years.isEmpty()) {
            return new Fault("The age '" + shown(text) + "' is not a number.");
        }
        return AgeLabels.isPlausible(years.getAsInt())
                ? new Aged(path, years)
                : new Fault("The age " + years.getAsInt() + " is not between 0 and 120.");
    }

    private static OptionalInt years(String text) {
        try {
            double years = Double.parseDouble(text);
            return Double.isFinite(years)
                    ? OptionalInt.of((int) Math.floor(years))
                    : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * Which columns of a CSV hold what; −1 for those it lacks.
     *
     * @param withSource whether a column {@code source} stands beside the ages, as in the files
     *     this program writes: there an empty age takes the age away
     */
    record Columns(int path, int identity, int age, int birth, int photo, boolean withSource) {
        private static final Set<String> PATH =
                Set.of("path", "file", "filename", "filepath", "image", "imagepath", "img");
        private static final Set<String> IDENTITY =
                Set.of("identity", "id", "name", "subject", "person");
        private static final Set<String> AGE = Set.of("age", "ageyears");
        private static final Set<String> BIRTH =
                Set.of(
                        "birthyear",
                        "yearofbirth",
                        "birthdate",
                        "dateofbirth",
                        "birthday",
                        "birth",
                        "born",
                        "dob",
                        "yob");
        private static final Set<String> PHOTO =
                Set.of(
                        "photoyear",
                        "photodate",
                        "year",
                        "date",
                        "taken",
                        "yeartaken",
                        "datetaken",
                        "phototaken");

        /** Empty where a line is no header of a CSV that tells ages. */
        static Optional<Columns> of(String header) {
            List<String> names =
                    Arrays.stream(CsvLine.split(header))
                            .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", ""))
                            .toList();
            Columns columns =
                    new Columns(
                            first(names, PATH),
                            first(names, IDENTITY),
                            first(names, AGE),
                            first(names, BIRTH),
                            first(names, PHOTO),
                            names.contains("source"));
            boolean known = columns.age >= 0 || columns.birth >= 0;
            boolean found = columns.path >= 0 || columns.identity >= 0 && columns.birth >= 0;
            return known && found ? Optional.of(columns) : Optional.empty();
        }

        private static int first(List<String> names, Set<String> wanted) {
            for (int i = 0; i < names.size(); i++) {
                if (wanted.contains(names.get(i))) {
                    return i;
                }
            }
            return -1;
        }

        AgeLine read(String line) {
            List<String> fields = List.of(CsvLine.split(line));
            int most = Math.max(path, Math.max(age, Math.max(birth, photo)));
            if (fields.size() <= (path < 0 ? Math.max(most, identity) : most)) {
                return new Fault("The line has too few fields.");
            }
            if (path < 0) {
                return born(fields);
            }
            String file = fields.get(path).strip();
            String years = age < 0 ? "" : fields.get(age).strip();
            if (years.isEmpty() && (birth < 0 || fields.get(birth).isBlank())) {
                return withSource
                        ? new Aged(file, OptionalInt.empty())
                        : new Fault("The age is missing.");
            }
            return years.isEmpty() ? ofDates(file, fields) : aged(file, years);
        }

        private AgeLine born(List<String> fields) {
            String name = fields.get(identity).strip();
            String text = fields.get(birth).strip();
            Optional<PartialDate> date = PartialDate.parse(text);
            if (name.isEmpty()) {
                return new Fault("The identity is missing.");
            }
            return date.<AgeLine>map(found -> new Born(name, found))
                    .orElseGet(() -> noDate("birth", text));
        }

        private AgeLine ofDates(String file, List<String> fields) {
            String born = fields.get(birth).strip();
            String taken = photo < 0 ? "" : fields.get(photo).strip();
            if (taken.isEmpty()) {
                OptionalInt year = PhotoYear.of(file.substring(file.lastIndexOf('/') + 1));
                if (year.isEmpty()) {
                    return new Fault(
                            "Neither a column nor the name of "
                                    + shown(file)
                                    + " says when the photograph was taken.");
                }
                taken = Integer.toString(year.getAsInt());
            }
            Optional<PartialDate> from = PartialDate.parse(born);
            Optional<PartialDate> to = PartialDate.parse(taken);
            if (from.isEmpty()) {
                return noDate("birth", born);
            }
            if (to.isEmpty()) {
                return noDate("photograph", taken);
            }
            OptionalInt years = from.get().yearsUntil(to.get());
            return years.isPresent()
                    ? new Aged(file, years)
                    : new Fault(
                            "From "
                                    + shown(born)
                                    + " to "
                                    + shown(taken)
                                    + " is no age between 0 and 120.");
        }

        private static AgeLine noDate(String what, String text) {
            return new Fault(
                    "The date of the "
                            + what
                            + " '"
                            + shown(text)
                            + "' is no year and no date as 1987-06-30.");
        }
    }
}
