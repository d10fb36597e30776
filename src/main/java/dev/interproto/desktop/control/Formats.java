package dev.interproto.desktop.control;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them: the same on every page. */
public final class Formats {
    private static final char THIN_SPACE = '\u2009';
    private static final String NOT_A_NUMBER = "–";

    private Formats() {}

    /** {@code 494 414} with thin spaces. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', THIN_SPACE);
    }

    /** A fraction, 0 to 1, as {@code 98.70 %}; a dash for NaN. */
    public static String percent(double fraction) {
        return Double.isNaN(fraction)
                ? NOT_A_NUMBER
                : String.format(Locale.ROOT, "%.2f", 100 * fraction) + THIN_SPACE + "%";
    }

    /** A number with that many decimals; a dash for NaN. */
    public static String decimal(double value, int decimals) {
        return Double.isNaN(value)
                ? NOT_A_NUMBER
                : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** {@code 2 h 04 min}, {@code 4 min 12 s}, {@code 8 s}; rounded down to what is shown. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds >= 86_400) {
            return unit(seconds / 86_400, "d") + " " + unit(seconds / 3600 % 24, "h");
        }
        if (seconds >= 3600) {
            return unit(seconds / 3600, "h") + " " + padded(seconds / 60 % 60, "min");
        }
        if (seconds >= 60) {
            return unit(seconds / 60, "min") + " " + padded(seconds % 60, "s");
        }
        return unit(seconds, "s");
    }

    /** {@code 1.3 GB} with decimal prefixes. */
    public static String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        String number =
                unit == 0 || value >= 99.95
                        ? String.format(Locale.ROOT, "%.0f", value)
                        : String.format(Locale.ROOT, "%.1f", value);
        return number + THIN_SPACE + units[unit];
    }

    private static String unit(long value, String unit) {
        return value + "" + THIN_SPACE + unit;
    }

    private static String padded(long value, String unit) {
        return String.format(Locale.ROOT, "%02d", value) + THIN_SPACE + unit;
    }
}
