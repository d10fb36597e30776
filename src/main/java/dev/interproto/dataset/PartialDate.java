package dev.interproto.dataset;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date of which at least the year is known: when somebody was born, when a photograph was taken.
 *
 * @param year 1800 to 2200
 * @param month 1 to 12, or 0 where it is not known
 * @param day 1 to 31, or 0 where it is not known
 */
record PartialDate(int year, int month, int day) {
    private static final Pattern TEXT =
            Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?");

    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2200;

    /**
     * Where only the year of a photograph is known, it was taken in the middle of it: what
     * IMDB-WIKI's own {@code calc_age} takes for granted.
     */
    private static final int MIDDLE = 7;

    /**
     * Reads {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}; zeros stand for what is not known,
     * as in IMDB-WIKI.
     *
     * @return empty where the text is no date
     */
    static Optional<PartialDate> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(matcher.group(1));
        int month = number(matcher.group(2));
        int day = number(matcher.group(3));
        return year < FIRST_YEAR || year > LAST_YEAR || month > 12 || day > 31
                ? Optional.empty()
                : Optional.of(new PartialDate(year, month, month == 0 ? 0 : day));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Of a year alone. */
    static PartialDate ofYear(int year) {
        return new PartialDate(year, 0, 0);
    }

    /**
     * Whole years from this date to another: the difference of the years where this one is a year
     * alone, else one less where the birthday was still to come.
     *
     * @return empty where the result is no age of anybody
     */
    OptionalInt yearsUntil(PartialDate later) {
        int years = later.year - year;
        if (month > 0) {
            int laterMonth = later.month > 0 ? later.month : MIDDLE;
            boolean before =
                    laterMonth < month
                            || laterMonth == month && later.day > 0 && day > 0 && later.day < day;
            // With only the year of the photograph, born in July counts as not yet a year older.
            before |= later.month == 0 && month == MIDDLE;
            years -= before ? 1 : 0;
        }
        return AgeLabels.isPlausible(years) ? OptionalInt.of(years) : OptionalInt.empty();
    }
}
