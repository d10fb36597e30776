package dev.interproto.verification.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How numbers of one kind spread.
 *
 * @param count how many; the others are absent or zero without any
 * @param mean absent without any
 * @param std standard deviation, of n − 1; absent below two
 * @param from left edge of the first bar
 * @param to right edge of the last bar, which belongs to it
 * @param bars how many fall into each of as many intervals of equal width
 */
public record Spread(
        long count,
        OptionalDouble mean,
        OptionalDouble std,
        double from,
        double to,
        List<Long> bars) {
    /** Numbers of bars that may be joined: every histogram's bars come out even by them. */
    private static final int[] JOINS = {1, 2, 5, 10};

    public Spread {
        bars = List.copyOf(bars);
    }

    /** The width of a bar. */
    public double barWidth() {
        return (to - from) / bars.size();
    }

    /** Percent of the numbers a bar; zeros without any. */
    public double[] shares() {
        return bars.stream().mapToDouble(bar -> count == 0 ? 0 : 100.0 * bar / count).toArray();
    }

    /** The same with as many neighbouring bars joined to one; they must come out even. */
    Spread joined(int together) {
        List<Long> fewer = new ArrayList<>();
        for (int i = 0; i < bars.size(); i += together) {
            fewer.add(bars.subList(i, i + together).stream().mapToLong(Long::longValue).sum());
        }
        return new Spread(count, mean, std, from, to, fewer);
    }

    /**
     * Groups to be drawn over one another, their bars as wide as the best known of them asks for:
     * 3.49 · std · n^(−1/3) (Scott, Biometrika 1979), rounded down.
     */
    public static List<Spread> readable(List<Spread> groups) {
        double width =
                groups.stream()
                        .filter(group -> group.std().isPresent())
                        .mapToDouble(
                                group ->
                                        3.49 * group.std().getAsDouble() / Math.cbrt(group.count()))
                        .min()
                        .orElse(0);
        int together = 1;
        for (int join : JOINS) {
            if (join * groups.get(0).barWidth() <= width) {
                together = join;
            }
        }
        int chosen = together;
        return groups.stream().map(group -> group.joined(chosen)).toList();
    }

    /** Collects numbers one by one, in constant memory (Welford, Technometrics 1962). */
    static final class Sum {
        private final double from;
        private final double to;
        private final long[] bars;
        private long count;
        private double mean;
        private double squares;

        Sum(double from, double to, int bars) {
            this.from = from;
            this.to = to;
            this.bars = new long[bars];
        }

        /** Adds a number; one beyond an end counts in that end's bar, NaN not at all. */
        void add(double value) {
            if (Double.isNaN(value)) {
                return;
            }
            count++;
            double before = value - mean;
            mean += before / count;
            squares += before * (value - mean);
            int bar = (int) Math.floor((value - from) / (to - from) * bars.length);
            bars[Math.max(0, Math.min(bars.length - 1, bar))]++;
        }

        Spread spread() {
            List<Long> counts = new ArrayList<>(bars.length);
            for (long bar : bars) {
                counts.add(bar);
            }
            return new Spread(
                    count,
                    count == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean),
                    count < 2
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(Math.sqrt(squares / (count - 1))),
                    from,
                    to,
                    counts);
        }
    }
}
