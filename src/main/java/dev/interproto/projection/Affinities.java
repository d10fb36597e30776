package dev.interproto.projection;

import java.util.Arrays;

/**
 * How alike the vectors are: the symmetric joint probabilities of t-SNE (van der Maaten and Hinton
 * 2008), over nearest neighbours, as a sparse matrix in rows. They sum to 1.
 */
final class Affinities {
    private static final int MOST_SEARCH_STEPS = 100;
    private static final double ENTROPY_TOLERANCE = 1e-5;

    /** Row i's entries lie at [rowStart[i], rowStart[i + 1]). */
    final int[] rowStart;

    final int[] column;
    final float[] probability;

    private Affinities(int[] rowStart, int[] column, float[] probability) {
        this.rowStart = rowStart;
        this.column = column;
        this.probability = probability;
    }

    int size() {
        return rowStart.length - 1;
    }

    /**
     * @param neighbours of each vector
     * @param perplexity of the conditional distributions, at most the number of neighbours
     */
    static Affinities of(Neighbours neighbours, double perplexity, int n, Workers workers) {
        int k = neighbours.k;
        double[] conditional = new double[n * k];
        workers.run(n, i -> spread(neighbours.squaredDistance, conditional, i * k, k, perplexity));
        return symmetric(neighbours.index, conditional, n, k);
    }

    /** Finds the Gaussian whose distribution over the neighbours has the perplexity. */
    private static void spread(
            double[] squaredDistance, double[] p, int at, int k, double perplexity) {
        double wanted = Math.log(perplexity);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double mean = 0;
        for (int j = 0; j < k; j++) {
            mean += (squaredDistance[at + j] - squaredDistance[at]) / k;
        }
        double beta = mean > 0 ? 1 / mean : 1;
        for (int step = 0; step < MOST_SEARCH_STEPS; step++) {
            double sum = 0;
            double weighted = 0;
            for (int j = 0; j < k; j++) {
                // Relative to the nearest, so that the sum is at least 1.
                double distance = squaredDistance[at + j] - squaredDistance[at];
                p[at + j] = Math.exp(-beta * distance);
                sum += p[at + j];
                weighted += distance * p[at + j];
            }
            for (int j = 0; j < k; j++) {
                p[at + j] /= sum;
            }
            double excess = Math.log(sum) + beta * weighted / sum - wanted;
            if (Math.abs(excess) < ENTROPY_TOLERANCE) {
                return;
            }
            if (excess > 0) {
                low = beta;
                beta = high == Double.POSITIVE_INFINITY ? beta * 2 : (beta + high) / 2;
            } else {
                high = beta;
                beta = (beta + low) / 2;
            }
        }
    }

    /** (P + Pᵀ) / 2n, rows in ascending columns. */
    private static Affinities symmetric(int[] index, double[] conditional, int n, int k) {
        int[] count = new int[n + 1];
        for (int e = 0; e < n * k; e++) {
            count[e / k + 1]++;
            count[index[e] + 1]++;
        }
        for (int i = 0; i < n; i++) {
            count[i + 1] += count[i];
        }
        // Every entry once in its own row and once mirrored; equal columns are merged below.
        long[] entry = new long[2 * n * k];
        int[] next = Arrays.copyOf(count, n);
        for (int e = 0; e < n * k; e++) {
            int i = e / k;
            entry[next[i]++] = ((long) index[e] << 32) | e;
            entry[next[index[e]]++] = ((long) i << 32) | e;
        }
        int[] rowStart = new int[n + 1];
        int[] column = new int[2 * n * k];
        float[] probability = new float[2 * n * k];
        int size = 0;
        for (int i = 0; i < n; i++) {
            Arrays.sort(entry, count[i], count[i + 1]);
            for (int e = count[i]; e < count[i + 1]; ) {
                int c = (int) (entry[e] >>> 32);
                double sum = 0;
                for (; e < count[i + 1] && (int) (entry[e] >>> 32) == c; e++) {
                    sum += conditional[(int) entry[e]];
                }
                column[size] = c;
                probability[size++] = (float) (sum / (2.0 * n));
            }
            rowStart[i + 1] = size;
        }
        return new Affinities(
                rowStart, Arrays.copyOf(column, size), Arrays.copyOf(probability, size));
    }
}
