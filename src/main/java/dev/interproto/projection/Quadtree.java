package dev.interproto.projection;

import java.util.Arrays;

/**
 * A quadtree over points of the plane, laid out in arrays in the order of a depth-first walk. The
 * points are sorted along the Z curve first, so that every node is a run of the sorted points. When
 * the points have moved a little, {@link #follow} keeps the nodes and moves their centres along.
 */
final class Quadtree {
    /** A node of so few points is a leaf, whose points share one walk of the tree. */
    static final int LEAF = 16;

    private static final int LEVELS = 16;
    private static final int FIRST_CHOICE = 256;

    private final int n;
    private final long[] key;
    private final int[] order;
    private final double[] sumX;
    private final double[] sumY;
    private final float[] sortedX;
    private final float[] sortedY;

    private int[] start = new int[64];
    private int[] end = new int[64];
    private int[] skip = new int[64];
    private float[] centreX = new float[64];
    private float[] centreY = new float[64];
    private float[] width = new float[64];
    private int nodes;
    private int[] leaves = new int[64];
    private int leafCount;
    private float originX;
    private float originY;

    Quadtree(int n) {
        this.n = n;
        key = new long[n];
        order = new int[n];
        Arrays.setAll(order, i -> i);
        sumX = new double[n + 1];
        sumY = new double[n + 1];
        sortedX = new float[n];
        sortedY = new float[n];
    }

    void build(float[] x, float[] y) {
        float side = measure(x, y);
        sort(x, y, side);
        nodes = 0;
        leafCount = 0;
        addNode(0, n, 0, side);
        follow(x, y);
    }

    /** Takes over the points' places: every point stays in its node. */
    void follow(float[] x, float[] y) {
        for (int p = 0; p < n; p++) {
            sortedX[p] = x[order[p]];
            sortedY[p] = y[order[p]];
            sumX[p + 1] = sumX[p] + sortedX[p];
            sumY[p + 1] = sumY[p] + sortedY[p];
        }
        for (int node = 0; node < nodes; node++) {
            int from = start[node];
            int to = end[node];
            centreX[node] = (float) ((sumX[to] - sumX[from]) / (to - from));
            centreY[node] = (float) ((sumY[to] - sumY[from]) / (to - from));
        }
    }

    int leafCount() {
        return leafCount;
    }

    int leafStart(int leaf) {
        return start[leaves[leaf]];
    }

    int leafEnd(int leaf) {
        return end[leaves[leaf]];
    }

    /** The point at a place of the sorted order. */
    int point(int place) {
        return order[place];
    }

    float x(int place) {
        return sortedX[place];
    }

    float y(int place) {
        return sortedY[place];
    }

    /**
     * Chooses what pushes the points of a leaf: far cells as one heavy point in their centre of
     * mass, near leaves point by point, its own included. A cell is far where its width is below
     * theta times the distance from its centre to the leaf's bounding box, so that each point gets
     * at least the accuracy of a walk of its own.
     *
     * @return nodes; those to be taken as one point as they are, near leaves as their complement
     */
    int[] chooseFor(int leaf, double theta) {
        float left = Float.POSITIVE_INFINITY;
        float right = Float.NEGATIVE_INFINITY;
        float top = Float.POSITIVE_INFINITY;
        float bottom = Float.NEGATIVE_INFINITY;
        for (int p = leafStart(leaf); p < leafEnd(leaf); p++) {
            left = Math.min(left, sortedX[p]);
            right = Math.max(right, sortedX[p]);
            top = Math.min(top, sortedY[p]);
            bottom = Math.max(bottom, sortedY[p]);
        }
        float squaredTheta = (float) (theta * theta);
        int[] chosen = new int[FIRST_CHOICE];
        int count = 0;
        int node = 0;
        while (node < nodes) {
            float dx = Math.max(0, Math.max(left - centreX[node], centreX[node] - right));
            float dy = Math.max(0, Math.max(top - centreY[node], centreY[node] - bottom));
            boolean far = width[node] * width[node] < squaredTheta * (dx * dx + dy * dy);
            if (far || skip[node] == node + 1) {
                if (count == chosen.length) {
                    chosen = Arrays.copyOf(chosen, 2 * count);
                }
                chosen[count++] = far ? node : ~node;
                node = skip[node];
            } else {
                node++;
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    /** Lists the points that {@link #chooseFor} chose for a leaf, where they are now. */
    void interactions(int leaf, int[] chosen, Interactions into) {
        into.clear();
        for (int each : chosen) {
            if (each >= 0) {
                into.add(centreX[each], centreY[each], end[each] - start[each]);
            } else {
                int near = ~each;
                if (near == leaves[leaf]) {
                    into.own = into.size;
                }
                for (int p = start[near]; p < end[near]; p++) {
                    into.add(sortedX[p], sortedY[p], 1);
                }
            }
        }
    }

    /** Finds the square around all points; gives its side. */
    private float measure(float[] x, float[] y) {
        float minX = Float.POSITIVE_INFINITY;
        float maxX = Float.NEGATIVE_INFINITY;
        float minY = Float.POSITIVE_INFINITY;
        float maxY = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            minX = Math.min(minX, x[i]);
            maxX = Math.max(maxX, x[i]);
            minY = Math.min(minY, y[i]);
            maxY = Math.max(maxY, y[i]);
        }
        originX = minX;
        originY = minY;
        return Math.max(maxX - minX, maxY - minY);
    }

    private void sort(float[] x, float[] y, float side) {
        double scale = side > 0 ? ((1 << LEVELS) - 1) / (double) side : 0;
        for (int p = 0; p < n; p++) {
            // The last order is nearly the new one, which is sooner sorted.
            int i = order[p];
            long column = (long) ((x[i] - originX) * scale);
            long row = (long) ((y[i] - originY) * scale);
            key[p] = (interleave(column) | interleave(row) << 1) << 31 | i;
        }
        Arrays.sort(key);
        for (int p = 0; p < n; p++) {
            order[p] = (int) (key[p] & 0x7fffffff);
        }
    }

    /** Spreads 16 bits to the even places. */
    private static long interleave(long bits) {
        long v = bits;
        v = (v | v << 8) & 0x00ff00ffL;
        v = (v | v << 4) & 0x0f0f0f0fL;
        v = (v | v << 2) & 0x33333333L;
        return (v | v << 1) & 0x55555555L;
    }

    private void addNode(int from, int to, int level, float cellWidth) {
        int node = nodes++;
        if (node == start.length) {
            grow(2 * node);
        }
        start[node] = from;
        end[node] = to;
        width[node] = cellWidth;
        if (to - from <= LEAF || level == LEVELS) {
            if (leafCount == leaves.length) {
                leaves = Arrays.copyOf(leaves, 2 * leafCount);
            }
            leaves[leafCount++] = node;
        } else {
            int shift = 31 + 2 * (LEVELS - 1 - level);
            int at = from;
            for (int quarter = 0; quarter < 4; quarter++) {
                int next = quarter == 3 ? to : firstBeyond(at, to, shift, quarter);
                if (next > at) {
                    addNode(at, next, level + 1, cellWidth / 2);
                }
                at = next;
            }
        }
        skip[node] = nodes;
    }

    /** The first place of a run whose two bits at {@code shift} are above {@code quarter}. */
    private int firstBeyond(int from, int to, int shift, int quarter) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if ((key[middle] >>> shift & 3) > quarter) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void grow(int capacity) {
        start = Arrays.copyOf(start, capacity);
        end = Arrays.copyOf(end, capacity);
        skip = Arrays.copyOf(skip, capacity);
        centreX = Arrays.copyOf(centreX, capacity);
        centreY = Arrays.copyOf(centreY, capacity);
        width = Arrays.copyOf(width, capacity);
    }
}
