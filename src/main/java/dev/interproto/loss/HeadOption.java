package dev.interproto.loss;

import java.math.BigDecimal;

/**
 * A number that a head may be given.
 *
 * @param name in files and on the command line, such as {@code margin}
 * @param published the value of the paper or of its reference implementation
 * @param least smallest value
 * @param most largest value
 * @param whole whether only whole numbers are meant
 */
public record HeadOption(String name, double published, double least, double most, boolean whole) {

    /** Factor s of the logits. */
    static HeadOption scale(double published) {
        return new HeadOption("scale", published, 1e-3, 1e4, false);
    }

    static HeadOption of(String name, double published, double least, double most) {
        return new HeadOption(name, published, least, most, false);
    }

    static HeadOption whole(String name, double published, double least, double most) {
        return new HeadOption(name, published, least, most, true);
    }

    /** A margin as a difference of cosines. */
    static HeadOption cosineMargin(String name, double published) {
        return of(name, published, 0, 1);
    }

    /** A margin in radians, up to a right angle. */
    static HeadOption angularMargin(String name, double published) {
        return of(name, published, 0, Math.PI / 2);
    }

    /** Whether a value may be used. */
    public boolean allows(double value) {
        return value >= least && value <= most && (!whole || value == Math.rint(value));
    }

    /** Such as {@code 0 to 1}; what is not short is rounded down. */
    public String range() {
        return text(least) + " to " + text(Math.floor(most * 1e3) / 1e3);
    }

    /** Without needless zeros, such as {@code 64} and {@code 0.35}. */
    public static String text(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }
}
