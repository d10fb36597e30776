package dev.interproto.projection;

import java.util.Random;

/**
 * Principal components by the Lanczos method with full reorthogonalisation (Golub and Van Loan,
 * Matrix Computations, 10.1–10.3) on the covariance, which is never formed. Exact to rounding where
 * rows or columns are few; else until the components asked for have settled.
 *
 * @param components unit-length directions, most variance first; the value of largest magnitude in
 *     each is positive, so that signs do not depend on chance. Fewer than asked for where the
 *     vectors have fewer dimensions
 * @param variances along each, with division by n
 * @param scores n rows: each vector's coordinates along the components
 */
public record Pca(float[][] components, double[] variances, float[][] scores) {
    private static final int MOST_STEPS = 300;
    private static final int FIRST_CHECK = 20;
    private static final double SETTLED = 1e-6;
    private static final double BREAKDOWN = 1e-10;

    /**
     * @param vectors n rows of equal length
     * @param components how many, at least 1
     */
    public static Pca of(float[][] vectors, int components) {
        return ofCentred(centred(vectors), components);
    }

    /** A copy with each column's mean taken off. */
    static float[][] centred(float[][] vectors) {
        int n = vectors.length;
        int d = vectors[0].length;
        double[] mean = new double[d];
        for (float[] row : vectors) {
            for (int j = 0; j < d; j++) {
                mean[j] += row[j];
            }
        }
        float[][] centred = new float[n][d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                centred[i][j] = (float) (vectors[i][j] - mean[j] / n);
            }
        }
        return centred;
    }

    static Pca ofCentred(float[][] rows, int components) {
        int d = rows[0].length;
        // Centred rows span at most n − 1 dimensions: n steps exhaust them.
        int dimensions = Math.min(d, rows.length);
        int wanted = Math.min(components, dimensions);
        Lanczos lanczos = new Lanczos(rows, Math.min(dimensions, MOST_STEPS));
        lanczos.run(wanted);
        float[][] directions = new float[wanted][];
        double[] variances = new double[wanted];
        for (int c = 0; c < wanted; c++) {
            directions[c] = lanczos.direction(c);
            variances[c] = Math.max(0, lanczos.eigen.values()[c]);
        }
        float[][] scores = new float[rows.length][wanted];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < wanted; c++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += (double) rows[i][j] * directions[c][j];
                }
                scores[i][c] = (float) sum;
            }
        }
        return new Pca(directions, variances, scores);
    }

    /** The Krylov basis with its tridiagonal matrix. */
    private static final class Lanczos {
        private final float[][] rows;
        private final int d;
        private final int most;
        private final double[][] basis;
        private final double[] diagonal;
        private final double[] beside;
        private final Random random = new Random(1);
        private SymmetricEigen eigen;
        private int steps;

        Lanczos(float[][] rows, int most) {
            this.rows = rows;
            this.d = rows[0].length;
            this.most = most;
            this.basis = new double[most][];
            this.diagonal = new double[most];
            this.beside = new double[most];
        }

        void run(int wanted) {
            basis[0] = newDirection(0);
            int check = Math.max(FIRST_CHECK, wanted + 1);
            for (steps = 1; ; steps++) {
                int last = steps - 1;
                double[] next = covarianceTimes(basis[last]);
                diagonal[last] = dot(next, basis[last]);
                orthogonalise(next, steps);
                beside[last] = Math.sqrt(dot(next, next));
                boolean end = steps == most;
                if (end || steps == check) {
                    check *= 2;
                    eigen = SymmetricEigen.ofTridiagonal(diagonal, beside, steps);
                    if (end || settled(wanted)) {
                        return;
                    }
                }
                if (beside[last] <= BREAKDOWN * Math.max(diagonal[0], Double.MIN_NORMAL)) {
                    // An invariant subspace is exhausted: go on in what is left.
                    beside[last] = 0;
                    basis[steps] = newDirection(steps);
                } else {
                    scale(next, 1 / beside[last]);
                    basis[steps] = next;
                }
            }
        }

        /** The residual of a Ritz pair is the last off-diagonal times its vector's last entry. */
        private boolean settled(int wanted) {
            for (int c = 0; c < wanted; c++) {
                double residual = beside[steps - 1] * Math.abs(eigen.vectors()[c][steps - 1]);
                if (residual > SETTLED * Math.max(eigen.values()[0], Double.MIN_NORMAL)) {
                    return false;
                }
            }
            // Zero residuals come at once after a breakdown; the spaces not yet seen may hold more.
            return beside[steps - 1] > 0;
        }

        float[] direction(int c) {
            double[] sum = new double[d];
            for (int s = 0; s < steps; s++) {
                double share = eigen.vectors()[c][s];
                for (int j = 0; j < d; j++) {
                    sum[j] += share * basis[s][j];
                }
            }
            int largest = 0;
            for (int j = 1; j < d; j++) {
                // The margin keeps near ties from being decided by rounding.
                if (Math.abs(sum[j]) > Math.abs(sum[largest]) * (1 + 1e-6)) {
                    largest = j;
                }
            }
            double sign = sum[largest] < 0 ? -1 : 1;
            float[] direction = new float[d];
            double length = Math.sqrt(dot(sum, sum));
            for (int j = 0; j < d; j++) {
                direction[j] = (float) (sign * sum[j] / length);
            }
            return direction;
        }

        private double[] newDirection(int orthogonalTo) {
            double[] direction = new double[d];
            double length;
            do {
                for (int j = 0; j < d; j++) {
                    direction[j] = random.nextGaussian();
                }
                orthogonalise(direction, orthogonalTo);
                length = Math.sqrt(dot(direction, direction));
            } while (length < BREAKDOWN);
            scale(direction, 1 / length);
            return direction;
        }

        /** Twice is enough (Parlett). */
        private void orthogonalise(double[] vector, int against) {
            for (int pass = 0; pass < 2; pass++) {
                for (int s = 0; s < against; s++) {
                    double share = dot(vector, basis[s]);
                    double[] direction = basis[s];
                    for (int j = 0; j < d; j++) {
                        vector[j] -= share * direction[j];
                    }
                }
            }
        }

        private double[] covarianceTimes(double[] vector) {
            double[] product = new double[d];
            for (float[] row : rows) {
                double along = 0;
                for (int j = 0; j < d; j++) {
                    along += row[j] * vector[j];
                }
                along /= rows.length;
                for (int j = 0; j < d; j++) {
                    product[j] += along * row[j];
                }
            }
            return product;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int j = 0; j < a.length; j++) {
                sum += a[j] * b[j];
            }
            return sum;
        }

        private static void scale(double[] vector, double by) {
            for (int j = 0; j < vector.length; j++) {
                vector[j] *= by;
            }
        }
    }
}
