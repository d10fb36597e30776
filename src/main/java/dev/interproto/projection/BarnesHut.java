package dev.interproto.projection;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The gradient of many points: attraction along the affinities, and repulsion by cells of a
 * quadtree, which stand for their points where these are far (Barnes and Hut 1986; van der Maaten
 * 2014).
 */
final class BarnesHut extends Gradient {
    /** A cell is taken as one point where its width is below this times its distance. */
    private static final double THETA = 0.5;

    /** A task's. */
    private static final int LEAVES = 8;

    /** A task's. */
    private static final int ROWS = 128;

    private final Quadtree tree;
    private final ConcurrentLinkedQueue<Interactions> spare = new ConcurrentLinkedQueue<>();

    /** What pushes the points of each leaf of the tree. */
    private int[][] chosen = new int[0][];

    private final float[] attractionX;
    private final float[] attractionY;

    /** Not yet divided by the normaliser. */
    private final float[] repulsionX;

    private final float[] repulsionY;

    /** For each point the sum of its tᵢⱼ. */
    private final float[] normaliserPart;

    BarnesHut(Affinities affinities, Workers workers) {
        super(affinities, workers);
        this.tree = new Quadtree(n);
        this.attractionX = new float[n];
        this.attractionY = new float[n];
        this.repulsionX = new float[n];
        this.repulsionY = new float[n];
        this.normaliserPart = new float[n];
    }

    @Override
    double compute(float[] x, float[] y, double exaggeration, boolean anew) {
        prepare(x, y, anew);
        int repulsionTasks = leafTasks();
        int attractionTasks = (n + ROWS - 1) / ROWS;
        workers.run(
                repulsionTasks + attractionTasks,
                task -> {
                    if (task < repulsionTasks) {
                        repel(task);
                    } else {
                        attract(x, y, (task - repulsionTasks) * ROWS);
                    }
                });
        double normaliser = normaliser(normaliserPart, 1);
        float pull = (float) (4 * exaggeration);
        float push = (float) (4 / normaliser);
        for (int i = 0; i < n; i++) {
            alongX[i] = pull * attractionX[i] - push * repulsionX[i];
            alongY[i] = pull * attractionY[i] - push * repulsionY[i];
        }
        return normaliser;
    }

    private void prepare(float[] x, float[] y, boolean anew) {
        if (anew || chosen.length == 0) {
            tree.build(x, y);
            chosen = new int[tree.leafCount()][];
            workers.run(leafTasks(), this::choose);
        } else {
            tree.follow(x, y);
        }
    }

    private int leafTasks() {
        return (tree.leafCount() + LEAVES - 1) / LEAVES;
    }

    private void choose(int task) {
        int to = Math.min(chosen.length, (task + 1) * LEAVES);
        for (int leaf = task * LEAVES; leaf < to; leaf++) {
            chosen[leaf] = tree.chooseFor(leaf, THETA);
        }
    }

    private void attract(float[] x, float[] y, int from) {
        int to = Math.min(n, from + ROWS);
        for (int i = from; i < to; i++) {
            attractOne(x, y, i, affinities.rowStart[i], affinities.rowStart[i + 1]);
        }
    }

    /** Two chains of sums side by side, so that one addition need not wait for the last. */
    private void attractOne(float[] x, float[] y, int i, int from, int to) {
        int[] column = affinities.column;
        float[] probability = affinities.probability;
        float xi = x[i];
        float yi = y[i];
        float x0 = 0;
        float x1 = 0;
        float y0 = 0;
        float y1 = 0;
        int e = from;
        for (; e + 1 < to; e += 2) {
            float dx = xi - x[column[e]];
            float dy = yi - y[column[e]];
            float ex = xi - x[column[e + 1]];
            float ey = yi - y[column[e + 1]];
            float p = probability[e] / Math.fma(dx, dx, Math.fma(dy, dy, 1f));
            float q = probability[e + 1] / Math.fma(ex, ex, Math.fma(ey, ey, 1f));
            x0 = Math.fma(p, dx, x0);
            y0 = Math.fma(p, dy, y0);
            x1 = Math.fma(q, ex, x1);
            y1 = Math.fma(q, ey, y1);
        }
        if (e < to) {
            float dx = xi - x[column[e]];
            float dy = yi - y[column[e]];
            float p = probability[e] / Math.fma(dx, dx, Math.fma(dy, dy, 1f));
            x0 = Math.fma(p, dx, x0);
            y0 = Math.fma(p, dy, y0);
        }
        attractionX[i] = x0 + x1;
        attractionY[i] = y0 + y1;
    }

    private void repel(int task) {
        int firstLeaf = task * LEAVES;
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
}
