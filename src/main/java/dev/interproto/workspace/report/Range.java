package dev.interproto.workspace.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A stretch of an axis.
 *
 * @param whole only whole numbers mean something on it
 */
record Range(double from, double to, boolean whole) {

    /** Of real numbers. */
    Range(double from, double to) {
        this(from, to, false);
    }

    /** The same of whole numbers, such as epochs: ticks stand on these only. */
    Range ofWhole() {
        return new Range(from, to, true);
    }

    /** The range of all finite values, opened where they are all alike; 0 to 1 where none is. */
    static Range of(Iterable<double[]> columns) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (double[] column : columns) {
            for (double value : column) {
                if (Double.isFinite(value)) {
                    from = Math.min(from, value);
                    to = Math.max(to, value);
                }
            }
        }
        if (from > to) {
            return new Range(0, 1);
        }
        return from == to ? new Range(from - 0.5, to + 0.5) : new Range(from, to);
    }

    /** Widened by a share of its length on both sides. */
    Range padded(double share) {
        double pad = share * (to - from);
        return new Range(from - pad, to + pad);
    }

    double share(double value) {
        return (value - from) / (to - from);
    }

    /** About {@code wanted} round numbers within the range. */
    List<Double> ticks(int wanted) {
        double step = step(wanted);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private double step(int wanted) {
        double rough = (to - from) / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double lead = rough / power;
        double step = power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
        return whole ? Math.max(1, step) : step;
    }

    /** A tick's value with just the digits that tell it from its neighbours. */
    String label(double tick, int wanted) {
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step(wanted)) + 1e-9));
        return String.format(Locale.ROOT, "%." + Math.min(6, digits) + "f", tick + 0.0);
    }
}
