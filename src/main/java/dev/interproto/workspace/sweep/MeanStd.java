package dev.interproto.workspace.sweep;

import java.util.OptionalDouble;

/**
 * A figure over seeds.
 *
 * @param mean share, 0 to 1
 * @param std sample standard deviation (n − 1), a share; absent below two values
 * @param count values
 */
public record MeanStd(double mean, OptionalDouble std, int count) {

    /**
     * @param values at least one
     */
    static MeanStd of(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new MeanStd(
                mean,
                values.length < 2
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Math.sqrt(squares / (values.length - 1))),
                values.length);
    }
}
