package dev.interproto.projection;

import dev.interproto.common.Progress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The exact nearest neighbours of every row by Euclidean distance, from blocks of the Gram matrix:
 * |a − b|² = |a|² + |b|² − 2ab, so that the work is a matrix product over arrays that stay in the
 * cache. Each pair of rows is multiplied once and offered to both. The distances of those found are
 * then computed anew from the rows, free of cancellation.
 */
final class ExactNeighbours {
    private static final int BLOCK = Gram.BLOCK;

    private final float[][] rows;
    private final Gram gram;
    private final float[] squaredLength;
    private final int n;
    private final int k;
    private final int blocks;
    private final Nearest[] nearest;

    /** What a neighbour must not exceed: |b|² − 2ab of the row's k-th. */
    private final float[] bound;

    /** One a block: guards the block's rows in {@link #nearest} and {@link #bound}. */
    private final Object[] locks;

    private final Neighbours found;

    private ExactNeighbours(float[][] rows, int k, Workers workers) {
        this.rows = rows;
        this.n = rows.length;
        this.k = k;
        this.blocks = (n + BLOCK - 1) / BLOCK;
        this.found = new Neighbours(n, k);
        this.gram = new Gram(rows, workers);
        this.squaredLength = gram.squaredLength;
        this.nearest = new Nearest[n];
        Arrays.setAll(nearest, i -> new Nearest(k));
        this.bound = new float[n];
        this.locks = new Object[blocks];
        Arrays.setAll(locks, block -> new Object());
        Arrays.fill(bound, Float.POSITIVE_INFINITY);
    }

    /**
     * @param rows n × d, best centred (distances lose less to rounding)
     * @param k neighbours each, 1 to n − 1
     */
    static Neighbours of(float[][] rows, int k, Workers workers, Progress progress) {
        ExactNeighbours search = new ExactNeighbours(rows, k, workers);
        // Pairs of blocks by their distance around a ring: those running side by side share no
        // block, so that no task waits for another's rows. Each pair comes once.
        int shifts = search.blocks / 2 + 1;
        AtomicInteger done = new AtomicInteger();
        workers.run(
                shifts * search.blocks,
                task -> {
                    int shift = task / search.blocks;
                    int block = task % search.blocks;
                    boolean twice = 2 * shift == search.blocks && block >= shift;
                    if (!twice && !progress.isCancelled()) {
                        search.offerPairs(block, (block + shift) % search.blocks);
                        progress.report(
                                (double) done.incrementAndGet() / (shifts * search.blocks),
                                "Finding neighbours");
                    }
                });
        progress.checkCancelled();
        workers.run(search.blocks, search::measure);
        return search.found;
    }

    private int end(int block) {
        return Math.min(n, (block + 1) * BLOCK);
    }

    /** Offers the rows of two blocks to each other. */
    private void offerPairs(int block, int other) {
        float[][] product = Gram.room();
        int column = other * BLOCK;
        int width = end(other) - column;
        for (int from = block * BLOCK; from < end(block); from += Gram.PANEL) {
            int to = Math.min(end(block), from + Gram.PANEL);
            gram.multiply(product, from, to, column, width);
            synchronized (locks[block]) {
                for (int i = from; i < to; i++) {
                    offerColumns(i, product[i - from], column, width);
                }
            }
            if (block != other) {
                synchronized (locks[other]) {
                    for (int i = from; i < to; i++) {
                        offerToColumns(i, product[i - from], column, width);
                    }
                }
            }
        }
    }

    private void offerColumns(int i, float[] product, int column, int width) {
        float most = bound[i];
        for (int j = 0; j < width; j++) {
            float value = squaredLength[column + j] - 2 * product[j];
            if (value <= most && column + j != i) {
                most = (float) nearest[i].offer(value, column + j);
            }
        }
        bound[i] = most;
    }

    private void offerToColumns(int i, float[] product, int column, int width) {
        float own = squaredLength[i];
        for (int j = 0; j < width; j++) {
            float value = own - 2 * product[j];
            if (value <= bound[column + j]) {
                bound[column + j] = (float) nearest[column + j].offer(value, i);
            }
        }
    }

    private void measure(int block) {
        Nearest exact = new Nearest(k);
        for (int i = block * BLOCK; i < end(block); i++) {
            for (int j : nearest[i].indices()) {
                exact.offer(Neighbours.squaredDistance(rows[i], rows[j]), j);
            }
            found.take(i, exact);
        }
    }
}
