package dev.interproto.projection;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.SeededSubset;
import java.util.Arrays;
import java.util.Locale;

/**
 * How many of the nearest neighbours an approximate search found, by an exact search for a seeded
 * sample of the rows.
 *
 * @param value share found, 0 to 1
 * @param neighbours k, of each row
 * @param queries rows in the sample
 */
public record NeighbourRecall(double value, int neighbours, int queries) {
    private static final int QUERIES = 1000;

    /** Queries of a task: their products fill a vector register several times. */
    private static final int PANEL = 64;

    private static final int STEP = 4;

    /**
     * Measures with up to 1,000 rows, drawn with seed 0.
     *
     * @param rows n × d
     * @throws CancelledException when cancelled
     */
    static NeighbourRecall measure(
            float[][] rows, Neighbours found, Workers workers, Progress progress) {
        int[] queries = SeededSubset.draw(rows.length, QUERIES, 0);
        int tasks = (queries.length + PANEL - 1) / PANEL;
        long[] hits = new long[tasks];
        workers.run(
                tasks,
                task -> {
                    if (!progress.isCancelled()) {
                        int to = Math.min(queries.length, (task + 1) * PANEL);
                        int[] own = Arrays.copyOfRange(queries, task * PANEL, to);
                        hits[task] = hits(rows, found, own);
                        progress.report((double) task / tasks, "Measuring the recall");
                    }
                });
        progress.checkCancelled();
        long all = (long) queries.length * found.k;
        return new NeighbourRecall(
                (double) Arrays.stream(hits).sum() / all, found.k, queries.length);
    }

    /** How many of the queries' nearest rows were found. */
    private static long hits(float[][] rows, Neighbours found, int[] queries) {
        float[][] byDimension = byDimension(rows, queries);
        Nearest[] nearest = new Nearest[queries.length];
        Arrays.setAll(nearest, q -> new Nearest(found.k));
        float[] product = new float[queries.length];
        for (int j = 0; j < rows.length; j++) {
            float[] row = Arrays.copyOf(rows[j], byDimension.length);
            Arrays.fill(product, 0);
            float squares = 0;
            for (int d = 0; d < row.length; d += STEP) {
                Gram.addProducts(
                        product,
                        byDimension[d],
                        byDimension[d + 1],
                        byDimension[d + 2],
                        byDimension[d + 3],
                        row[d],
                        row[d + 1],
                        row[d + 2],
                        row[d + 3],
                        product.length);
            }
            for (float value : row) {
                squares += value * value;
            }
            for (int q = 0; q < queries.length; q++) {
                if (j != queries[q]) {
                    nearest[q].offer(squares - 2 * product[q], j);
                }
            }
        }
        long hits = 0;
        for (int q = 0; q < queries.length; q++) {
            int at = queries[q] * found.k;
            int[] own = Arrays.copyOfRange(found.index, at, at + found.k);
            Arrays.sort(own);
            for (int each : nearest[q].indices()) {
                hits += Arrays.binarySearch(own, each) >= 0 ? 1 : 0;
            }
        }
        return hits;
    }

    /** The queries' numbers, a row a dimension, as many as are added at a time. */
    private static float[][] byDimension(float[][] rows, int[] queries) {
        int dimensions = (rows[0].length + STEP - 1) / STEP * STEP;
        float[][] byDimension = new float[dimensions][queries.length];
        for (int q = 0; q < queries.length; q++) {
            for (int d = 0; d < rows[0].length; d++) {
                byDimension[d][q] = rows[queries[q]][d];
            }
        }
        return byDimension;
    }

    /** For a person, as in {@code recall 0.93 of 91 neighbours of 1000 sampled points}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "recall %.2f of %d neighbours of %d sampled points",
                value,
                neighbours,
                queries);
    }
}
