package dev.interproto.projection;

/** For every row k others, by their squared Euclidean distance. */
final class Neighbours {
    final int k;

    /** Row i's neighbours at [i · k, (i + 1) · k), nearest first; ties by index. */
    final int[] index;

    /** Their squared distances. */
    final double[] squaredDistance;

    /** None found yet. */
    Neighbours(int n, int k) {
        this.k = k;
        this.index = new int[n * k];
        this.squaredDistance = new double[n * k];
    }

    /** Takes over a row's k neighbours; empties their heap. */
    void take(int row, Nearest neighbours) {
        neighbours.sorted(index, squaredDistance, row * k);
    }

    /** Four sums side by side, so that one addition need not wait for the last. */
    static double squaredDistance(float[] a, float[] b) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int d = 0;
        for (; d + 3 < a.length; d += 4) {
            float d0 = a[d] - b[d];
            float d1 = a[d + 1] - b[d + 1];
            float d2 = a[d + 2] - b[d + 2];
            float d3 = a[d + 3] - b[d + 3];
            sum0 += d0 * d0;
            sum1 += d1 * d1;
            sum2 += d2 * d2;
            sum3 += d3 * d3;
        }
        for (; d < a.length; d++) {
            sum0 += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return (double) sum0 + sum1 + sum2 + sum3;
    }
}
