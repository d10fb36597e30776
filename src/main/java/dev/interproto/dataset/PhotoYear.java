package dev.interproto.dataset;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The year in which a photograph was taken, as file names tell it. */
public final class PhotoYear {
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)(1[89]\\d\\d|20\\d\\d)(?!\\d)");

    private PhotoYear() {}

    /**
     * The last number of four digits in a file name that can be a year: in {@code
     * nm0000001_rm124825600_1899-5-10_1968.jpg} the first is the birth's.
     *
     * @return 1800 to 2099; empty where there is none
     */
    public static OptionalInt of(String fileName) {
        OptionalInt last = OptionalInt.empty();
        Matcher matcher = YEAR.matcher(ImageFormats.stem(fileName));
        while (matcher.find()) {
            last = OptionalInt.of(Integer.parseInt(matcher.group(1)));
        }
        return last;
    }
}
