package dev.interproto.dataset;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which published datasets write the age into the file name. */
public enum FileNamePattern {
    /** {@code 001A02.JPG}: identity 001 at age 2; a letter may follow ({@code 001A43a}). */
    FG_NET("FG-NET (001A02)", "\\d{3}[Aa](\\d{2})[A-Za-z]?"),
    /** {@code 012345_1M54.jpg}: subject, photograph number, sex, age 54. */
    MORPH("MORPH (012345_1M54)", "\\d+_\\d+[MFmf](\\d{2,3})"),
    /** {@code 25_0_2_20170116174525125.jpg}: age, sex, ethnicity, date. */
    UTKFACE(
            "UTKFace (age_gender_race_date)",
            "(\\d{1,3})_[01]_[0-4]_\\d{8,}(?:\\.jpg)?(?:\\.chip)?"),
    /** {@code 6472_JohnnyCash_10.jpg}, also with the sex at the end ({@code _10_m}). */
    AGEDB("AgeDB (6472_JohnnyCash_10)", "\\d+_.*\\p{L}.*_(\\d{1,3})(?:_[mf])?"),
    /** {@code 14_Aaron_Johnson_0001.jpg}: age, name, number of the photograph. */
    CACD("CACD (14_Aaron_Johnson_0001)", "(\\d{1,2})_\\p{L}.*_\\d{4}"),
    /** {@code nm0000001_rm124825600_1899-5-10_1968.jpg}: date of birth, year of the photograph. */
    IMDB_WIKI("IMDB-WIKI (nm0000001_rm124825600_1899-5-10_1968)", "") {
        private final Pattern dates = Pattern.compile(".+_(\\d{4}-\\d{1,2}-\\d{1,2})_(\\d{4})");

        @Override
        public OptionalInt age(String fileName) {
            Matcher matcher = dates.matcher(ImageFormats.stem(fileName));
            if (!matcher.matches()) {
                return OptionalInt.empty();
            }
            Optional<PartialDate> birth = PartialDate.parse(matcher.group(1));
            Optional<PartialDate> taken = PartialDate.parse(matcher.group(2));
            return birth.isEmpty() || taken.isEmpty()
                    ? OptionalInt.empty()
                    : birth.get().yearsUntil(taken.get());
        }
    };

    private final String label;
    private final Pattern pattern;

    FileNamePattern(String label, String stem) {
        this.label = label;
        this.pattern = Pattern.compile(stem);
    }

    /** The dataset's name and an example, for a person. */
    public String label() {
        return label;
    }

    /** The age in years in a file name; empty where the name is not of this kind. */
    public OptionalInt age(String fileName) {
        Matcher matcher = pattern.matcher(ImageFormats.stem(fileName));
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        int age = Integer.parseInt(matcher.group(1));
        return AgeLabels.isPlausible(age) ? OptionalInt.of(age) : OptionalInt.empty();
    }
}
