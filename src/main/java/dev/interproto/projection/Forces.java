package dev.interproto.projection;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The two parts of t-SNE's gradient for every point: attraction along the affinities, and repulsion
 * from all points, exact or by Barnes and Hut. Each point's sums are formed by one task in a fixed
 * order, so that they do not depend on the number of threads.
 */
final class Forces {
    /** Below this a walk of the tree saves nothing (measured: equal at about 1,000 points). */
    static final int EXACT_LIMIT = 1000;

    private static final int ATTRACTION_ROWS = 128;
    private static final int FEWEST_EXACT_ROWS = 128;
    private static final int MOST_EXACT_ROWS = 512;
    private static final int LEAVES = 8;

    /** Keeps the forces of a single point finite. */
    private static final double SMALLEST_NORMALISER = 1e-30;

    private final Affinities affinities;
    private final Workers workers;
    private final double theta;
    private final int n;
    private final boolean exact;
    private final Quadtree tree;
    private final int exactRows;
    private final ConcurrentLinkedQueue<Interactions> spare = new ConcurrentLinkedQueue<>();
    private final float[] normaliserPart;

    /** What pushes the points of each leaf of the tree. */
    private int[][] chosen = new int[0][];

    final float[] attractionX;
    final float[] attractionY;

    /** Not yet divided by the normaliser. */
    final float[] repulsionX;

    final float[] repulsionY;

    Forces(Affinities affinities, double theta, Workers workers) {
        this.affinities = affinities;
        this.workers = workers;
        this.theta = theta;
        this.n = affinities.size();
        this.exact = theta == 0 || n <= EXACT_LIMIT;
        this.tree = new Quadtree(n);
        // Chosen by the number of points alone, never by that of the threads.
        this.exactRows = Math.max(FEWEST_EXACT_ROWS, Math.min(MOST_EXACT_ROWS, (n + 3) / 4));
        this.normaliserPart = new float[n];
        this.attractionX = new float[n];
        this.attractionY = new float[n];
        this.repulsionX = new float[n];
        this.repulsionY = new float[n];
    }

    /**
     * Computes all forces of a map.
     *
     * @param anew whether to build the tree anew; else it is moved along with the points, which is
     *     good enough for small steps
     * @return the normaliser Z: the sum over all pairs i ≠ j of 1/(1 + |yᵢ − yⱼ|²)
     */
    double compute(float[] x, float[] y, boolean anew) {
        int attractionTasks = (n + ATTRACTION_ROWS - 1) / ATTRACTION_ROWS;
        int repulsionTasks;
        if (exact) {
            repulsionTasks = (n + exactRows - 1) / exactRows;
        } else {
            follow(x, y, anew);
            repulsionTasks = (tree.leafCount() + LEAVES - 1) / LEAVES;
        }
        workers.run(
                attractionTasks + repulsionTasks,
                task -> {
                    if (task >= repulsionTasks) {
                        attract(x, y, (task - repulsionTasks) * ATTRACTION_ROWS);
                    } else if (exact) {
                        repelExactly(x, y, task * exactRows);
                    } else {
                        repelByCells(task * LEAVES);
                    }
                });
        double normaliser = 0;
        for (int i = 0; i < n; i++) {
            normaliser += normaliserPart[i];
        }
        return Math.max(normaliser, SMALLEST_NORMALISER);
    }

    private void follow(float[] x, float[] y, boolean anew) {
        if (!anew && chosen.length > 0) {
            tree.follow(x, y);
            return;
        }
        tree.build(x, y);
        chosen = new int[tree.leafCount()][];
        workers.run(
                (chosen.length + LEAVES - 1) / LEAVES,
                task -> {
                    int to = Math.min(chosen.length, (task + 1) * LEAVES);
                    for (int leaf = task * LEAVES; leaf < to; leaf++) {
                        chosen[leaf] = tree.chooseFor(leaf, theta);
                    }
                });
    }

    private void attract(float[] x, float[] y, int from) {
        int to = Math.min(n, from + ATTRACTION_ROWS);
        for (int i = from; i < to; i++) {
            float sumX = 0;
            float sumY = 0;
            float xi = x[i];
            float yi = y[i];
            for (int e = affinities.rowStart[i]; e < affinities.rowStart[i + 1]; e++) {
                int j = affinities.column[e];
                float dx = xi - x[j];
                float dy = yi - y[j];
                float pull = affinities.probability[e] / (1 + dx * dx + dy * dy);
                sumX += pull * dx;
                sumY += pull * dy;
            }
            attractionX[i] = sumX;
            attractionY[i] = sumY;
        }
    }

    /**
     * All points upon a block of them: the inner loop goes along the block, which the compiler
     * turns into vector instructions (measured: 0.4 ns a pair).
     */
    private void repelExactly(float[] x, float[] y, int from) {
        int to = Math.min(n, from + exactRows);
        Arrays.fill(normaliserPart, from, to, 0);
        Arrays.fill(repulsionX, from, to, 0);
        Arrays.fill(repulsionY, from, to, 0);
        for (int j = 0; j < n; j++) {
            // The point itself is left out instead of its 1 being taken off afterwards: in a wide
            // map the rest of the sum is smaller than the 1's rounding.
            int before = j < from ? from : Math.min(j, to);
            int after = j < from ? from : Math.min(j + 1, to);
            repel(x, y, x[j], y[j], normaliserPart, repulsionX, repulsionY, from, before);
            repel(x, y, x[j], y[j], normaliserPart, repulsionX, repulsionY, after, to);
        }
    }

    private static void repel(
            float[] x,
            float[] y,
            float atX,
            float atY,
            float[] sum,
            float[] pushX,
            float[] pushY,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float dx = x[i] - atX;
            float dy = y[i] - atY;
            float t = 1 / (1 + dx * dx + dy * dy);
            sum[i] += t;
            pushX[i] += t * t * dx;
            pushY[i] += t * t * dy;
        }
    }

    private void repelByCells(int firstLeaf) {
        Interactions list = spare.poll();
        list = list == null ? new Interactions(n) : list;
        for (int leaf = firstLeaf; leaf < Math.min(tree.leafCount(), firstLeaf + LEAVES); leaf++) {
            tree.interactions(leaf, chosen[leaf], list);
            for (int p = tree.leafStart(leaf); p < tree.leafEnd(leaf); p++) {
                repel(
                        tree.point(p),
                        tree.x(p),
                        tree.y(p),
                        list,
                        list.own + p - tree.leafStart(leaf));
            }
        }
        spare.add(list);
    }

    /**
     * All listed points upon one; itself is left out, as in the exact sums.
     *
     * @param self the point's own place in the list
     */
    private void repel(int i, float xi, float yi, Interactions list, int self) {
        normaliserPart[i] = 0;
        repulsionX[i] = 0;
        repulsionY[i] = 0;
        addRepulsion(i, xi, yi, list, 0, self);
        addRepulsion(i, xi, yi, list, self + 1, list.size);
    }

    /** Two chains of sums side by side, so that one addition need not wait for the last. */
    private void addRepulsion(int i, float xi, float yi, Interactions list, int from, int to) {
        float[] xs = list.x;
        float[] ys = list.y;
        float[] weights = list.weight;
        float sum0 = 0;
        float sum1 = 0;
        float x0 = 0;
        float x1 = 0;
        float y0 = 0;
        float y1 = 0;
        int k = from;
        for (; k + 1 < to; k += 2) {
            float dx = xi - xs[k];
            float dy = yi - ys[k];
            float ex = xi - xs[k + 1];
            float ey = yi - ys[k + 1];
            float t = 1 / Math.fma(dx, dx, Math.fma(dy, dy, 1f));
            float u = 1 / Math.fma(ex, ex, Math.fma(ey, ey, 1f));
            float wt = weights[k] * t;
            float wu = weights[k + 1] * u;
            sum0 += wt;
            sum1 += wu;
            x0 = Math.fma(wt * t, dx, x0);
            x1 = Math.fma(wu * u, ex, x1);
            y0 = Math.fma(wt * t, dy, y0);
            y1 = Math.fma(wu * u, ey, y1);
        }
        if (k < to) {
            float dx = xi - xs[k];
            float dy = yi - ys[k];
            float t = 1 / (1 + dx * dx + dy * dy);
            float wt = weights[k] * t;
            sum0 += wt;
            x0 += wt * t * dx;
            y0 += wt * t * dy;
        }
        normaliserPart[i] += sum0 + sum1;
        repulsionX[i] += x0 + x1;
        repulsionY[i] += y0 + y1;
    }

    /** KL divergence of the map, given its normaliser. */
    double klDivergence(float[] x, float[] y, double normaliser) {
        double[] part = new double[(n + ATTRACTION_ROWS - 1) / ATTRACTION_ROWS];
        workers.run(
                part.length, task -> part[task] = klPart(x, y, normaliser, task * ATTRACTION_ROWS));
        double sum = 0;
        for (double each : part) {
            sum += each;
        }
        return sum;
    }

    private double klPart(float[] x, float[] y, double normaliser, int from) {
        double sum = 0;
        int end = affinities.rowStart[Math.min(n, from + ATTRACTION_ROWS)];
        int i = from;
        for (int e = affinities.rowStart[from]; e < end; e++) {
            while (e >= affinities.rowStart[i + 1]) {
                i++;
            }
            double p = affinities.probability[e];
            if (p > 0) {
                double dx = x[i] - x[affinities.column[e]];
                double dy = y[i] - y[affinities.column[e]];
                sum += p * Math.log(p * normaliser * (1 + dx * dx + dy * dy));
            }
        }
        return sum;
    }
}
