package dev.interproto.verification;

import java.util.ArrayList;
import java.util.List;

/**
 * How the similarities of genuine and impostor pairs spread, over bars of equal width.
 *
 * @param from left edge of the first bar
 * @param to right edge of the last bar, which belongs to it
 * @param genuine genuine pairs a bar
 * @param impostor impostor pairs a bar
 */
public record SimilarityHistogram(
        double from, double to, List<Integer> genuine, List<Integer> impostor) {
    public SimilarityHistogram {
        genuine = List.copyOf(genuine);
        impostor = List.copyOf(impostor);
    }

    /** The width of a bar. */
    public double barWidth() {
        return (to - from) / genuine.size();
    }

    static SimilarityHistogram of(double[] genuine, double[] impostor, int bars) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (double[] part : new double[][] {genuine, impostor}) {
            for (double similarity : part) {
                from = Math.min(from, similarity);
                to = Math.max(to, similarity);
            }
        }
        if (from == to) { // all alike: one bar's worth of room around the value
            from -= 0.01;
            to += 0.01;
        }
        return new SimilarityHistogram(
                from, to, count(genuine, from, to, bars), count(impostor, from, to, bars));
    }

    private static List<Integer> count(double[] similarities, double from, double to, int bars) {
        int[] counts = new int[bars];
        for (double similarity : similarities) {
            int bar = (int) ((similarity - from) / (to - from) * bars);
            counts[Math.min(bar, bars - 1)]++;
        }
        List<Integer> list = new ArrayList<>(bars);
        for (int count : counts) {
            list.add(count);
        }
        return list;
    }
}
