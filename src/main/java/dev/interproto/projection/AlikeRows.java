package dev.interproto.projection;

import dev.interproto.common.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All pairs of rows with a cosine above a threshold, from blocks of the Gram matrix as {@link
 * ExactNeighbours} makes them; above the diagonal only. Holds a second copy of the rows and a few
 * tens of megabytes: 85,742 rows of 512 numbers take 350 MB and, on two cores, some minutes.
 */
public final class AlikeRows {
    private static final int ROWS = 64;
    private static final int COLUMNS = 512;
    private static final int DIMENSIONS = 16;
    private static final Comparator<Pair> WORST_FIRST =
            Comparator.comparingDouble(Pair::cosine)
                    .thenComparing(Pair::first, Comparator.reverseOrder())
                    .thenComparing(Pair::second, Comparator.reverseOrder());

    private final float[][] byDimension;
    private final int n;
    private final double threshold;
    private final int most;
    private final PriorityQueue<Pair> best = new PriorityQueue<>(WORST_FIRST);
    private long count;

    private AlikeRows(float[][] rows, double threshold, int most) {
        this.n = rows.length;
        this.threshold = threshold;
        this.most = most;
        int dimensions = n == 0 ? 0 : rows[0].length;
        this.byDimension = new float[dimensions][n];
        float[][] unit = UnitRows.of(rows);
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < dimensions; d++) {
                byDimension[d][i] = unit[i][d];
            }
        }
    }

    /**
     * Two rows.
     *
     * @param first the lower index
     * @param second the higher index
     * @param cosine −1 to 1
     */
    public record Pair(int first, int second, double cosine) {}

    /**
     * What was found.
     *
     * @param pairs most alike first, at most as many as asked for
     * @param count of all pairs at or above the threshold
     */
    public record Found(List<Pair> pairs, long count) {}

    /**
     * Searches on all cores.
     *
     * @param rows of any length but zero
     * @param most pairs kept, those most alike
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public static Found above(float[][] rows, double threshold, int most, Progress progress) {
        AlikeRows search = new AlikeRows(rows, threshold, most);
        int tasks = (search.n + ROWS - 1) / ROWS;
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            workers.run(
                    tasks,
                    task -> {
                        if (!progress.isCancelled()) {
                            search.searchFrom(task * ROWS);
                            progress.report(
                                    (double) done.incrementAndGet() / tasks,
                                    "Comparing identities");
                        }
                    });
        }
        progress.checkCancelled();
        List<Pair> pairs = new ArrayList<>(search.best);
        pairs.sort(WORST_FIRST.reversed());
        return new Found(pairs, search.count);
    }

    private void searchFrom(int from) {
        int to = Math.min(n, from + ROWS);
        float[][] product = new float[to - from][n];
        for (int column = from; column < n; column += COLUMNS) {
            int columnEnd = Math.min(n, column + COLUMNS);
            for (int d = 0; d < byDimension.length; d += DIMENSIONS) {
                int dEnd = Math.min(byDimension.length, d + DIMENSIONS);
                for (int i = from; i < to; i++) {
                    for (int e = d; e < dEnd; e++) {
                        add(
                                product[i - from],
                                byDimension[e],
                                byDimension[e][i],
                                column,
                                columnEnd);
                    }
                }
            }
        }
        List<Pair> found = new ArrayList<>();
        long foundCount = 0;
        for (int i = from; i < to; i++) {
            for (int j = i + 1; j < n; j++) {
                if (product[i - from][j] >= threshold) {
                    foundCount++;
                    found.add(new Pair(i, j, Math.min(1, product[i - from][j])));
                }
            }
        }
        keep(found, foundCount);
    }

    /** Small enough a body for the compiler to turn into vector instructions. */
    private static void add(float[] sum, float[] column, float factor, int from, int to) {
        for (int j = from; j < to; j++) {
            sum[j] = Math.fma(factor, column[j], sum[j]);
        }
    }

    private synchronized void keep(List<Pair> found, long foundCount) {
        count += foundCount;
        for (Pair pair : found) {
            best.add(pair);
            if (best.size() > most) {
                best.remove();
            }
        }
    }
}
