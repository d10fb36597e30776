package dev.interproto.projection;

import dev.interproto.common.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All pairs of rows with a cosine above a threshold, from blocks of the Gram matrix as {@link
 * ExactNeighbours} makes them; above the diagonal only. Holds two more copies of the rows: of
 * 85,742 rows of 512 numbers 350 MB. On two cores these take some minutes.
 */
public final class AlikeRows {
    private static final Comparator<Pair> WORST_FIRST =
            Comparator.comparingDouble(Pair::cosine)
                    .thenComparing(Pair::first, Comparator.reverseOrder())
                    .thenComparing(Pair::second, Comparator.reverseOrder());

    private final Gram gram;
    private final int n;
    private final double threshold;
    private final int most;
    private final PriorityQueue<Pair> best = new PriorityQueue<>(WORST_FIRST);
    private long count;

    private AlikeRows(float[][] rows, double threshold, int most, Workers workers) {
        this.gram = new Gram(UnitRows.of(rows), workers);
        this.n = rows.length;
        this.threshold = threshold;
        this.most = most;
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
        if (rows.length == 0) {
            return new Found(List.of(), 0);
        }
        int tasks = (rows.length + Gram.PANEL - 1) / Gram.PANEL;
        AtomicInteger done = new AtomicInteger();
        AlikeRows search;
        try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            search = new AlikeRows(rows, threshold, most, workers);
            workers.run(
                    tasks,
                    task -> {
                        if (!progress.isCancelled()) {
                            search.searchFrom(task * Gram.PANEL);
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
        int to = Math.min(n, from + Gram.PANEL);
        float[][] product = Gram.room();
        List<Pair> found = new ArrayList<>();
        long foundCount = 0;
        for (int column = from; column < n; column += Gram.BLOCK) {
            int width = Math.min(Gram.BLOCK, n - column);
            gram.multiply(product, from, to, column, width);
            for (int i = from; i < to; i++) {
                float[] row = product[i - from];
                for (int j = Math.max(column, i + 1); j < column + width; j++) {
                    if (row[j - column] >= threshold) {
                        foundCount++;
                        found.add(new Pair(i, j, Math.min(1, row[j - column])));
                    }
                }
            }
        }
        keep(found, foundCount);
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
