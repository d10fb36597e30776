package dev.interproto.projection;

import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The largest eigenvalues of a large symmetric matrix, known by its products with vectors, and
 * their vectors: the Lanczos method with full reorthogonalisation (Golub and Van Loan, Matrix
 * Computations, 10.1–10.3).
 */
final class Lanczos {
    private static final int FIRST_CHECK = 20;
    private static final double SETTLED = 1e-6;
    private static final double BREAKDOWN = 1e-10;

    private final UnaryOperator<double[]> times;
    private final int d;
    private final int most;
    private final double[][] basis;
    private final double[] diagonal;
    private final double[] beside;
    private final Random random = new Random(1);
    private SymmetricEigen eigen;
    private int steps;

    private Lanczos(int size, int most, UnaryOperator<double[]> times) {
        this.times = times;
        this.d = size;
        this.most = most;
        this.basis = new double[most][];
        this.diagonal = new double[most];
        this.beside = new double[most];
    }

    /**
     * @param size of the matrix
     * @param most steps, at most the size: so many exhaust it
     * @param wanted eigenvalues, at most {@code most}: the work ends when they have settled
     * @param times gives the matrix's product with a vector, as a new array
     */
    static Lanczos run(int size, int most, int wanted, UnaryOperator<double[]> times) {
        Lanczos lanczos = new Lanczos(size, most, times);
        lanczos.run(wanted);
        return lanczos;
    }

    /** The eigenvalue of a rank, 0 the largest. */
    double value(int rank) {
        return eigen.values()[rank];
    }

    private void run(int wanted) {
        basis[0] = newDirection(0);
        int check = Math.max(FIRST_CHECK, wanted + 1);
        for (steps = 1; ; steps++) {
            int last = steps - 1;
            double[] next = times.apply(basis[last]);
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

    /** Its vector, of unit length; the value of largest magnitude is positive. */
    float[] vector(int rank) {
        double[] sum = new double[d];
        for (int s = 0; s < steps; s++) {
            double share = eigen.vectors()[rank][s];
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
        float[] vector = new float[d];
        double length = Math.sqrt(dot(sum, sum));
        for (int j = 0; j < d; j++) {
            vector[j] = (float) (sign * sum[j] / length);
        }
        return vector;
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
