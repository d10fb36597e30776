package dev.interproto.loss;

/**
 * The sum of a group's vectors at unit length, from which the mean cosine within the group and
 * between two groups follows exactly: Σ_i≠j û_i·û_j = ‖Σû‖² − Σ‖û‖². It costs O(nD), not O(n²D).
 * Not thread-safe.
 */
public final class UnitVectorSum {
    private final double[] sum;
    private double ownSquares;
    private long count;

    /**
     * @param dimension D, length of each vector
     */
    public UnitVectorSum(int dimension) {
        this.sum = new double[dimension];
    }

    /** Adds a vector of any length; one of length 0 has the cosine 0 to every other. */
    public void add(float[] vector) {
        add(vector, 0);
    }

    /** Adds the vector that begins at {@code from}. */
    void add(float[] values, int from) {
        double squares = 0;
        for (int i = 0; i < sum.length; i++) {
            double value = values[from + i];
            squares += value * value;
        }
        count++;
        if (squares > 0) {
            double inverse = 1 / Math.sqrt(squares);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[from + i] * inverse;
            }
            ownSquares++;
        }
    }

    /** Adds what another sum holds. */
    void add(UnitVectorSum other) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.sum[i];
        }
        count += other.count;
        ownSquares += other.ownSquares;
    }

    /** Vectors added. */
    public long count() {
        return count;
    }

    /** Mean cosine between different vectors, −1 to 1; NaN with fewer than two. */
    public double meanCosine() {
        return count < 2
                ? Double.NaN
                : (dot(sum, sum) - ownSquares) / ((double) count * (count - 1));
    }

    /** Mean cosine between a vector of this group and one of another; NaN where one is empty. */
    public double meanCosine(UnitVectorSum other) {
        return count == 0 || other.count == 0
                ? Double.NaN
                : dot(sum, other.sum) / ((double) count * other.count);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
