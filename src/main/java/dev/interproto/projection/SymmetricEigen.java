package dev.interproto.projection;

import java.util.stream.IntStream;

/**
 * Eigenvalues and vectors of a small symmetric matrix by Jacobi rotations.
 *
 * @param values largest first
 * @param vectors one a value, of unit length
 */
record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int MOST_SWEEPS = 60;

    /** Of the leading {@code size} × {@code size} part of a tridiagonal matrix. */
    static SymmetricEigen ofTridiagonal(double[] diagonal, double[] beside, int size) {
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            matrix[i][i] = diagonal[i];
            if (i + 1 < size) {
                matrix[i][i + 1] = beside[i];
                matrix[i + 1][i] = beside[i];
            }
        }
        return of(matrix);
    }

    /** The matrix is overwritten. */
    static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            boolean turned = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    turned |= rotate(matrix, vectors, p, q);
                }
            }
            if (!turned) {
                break;
            }
        }
        int[] order =
                IntStream.range(0, n)
                        .boxed()
                        .sorted((a, b) -> Double.compare(matrix[b][b], matrix[a][a]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] values = new double[n];
        double[][] sorted = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = matrix[order[i]][order[i]];
            sorted[i] = vectors[order[i]];
        }
        return new SymmetricEigen(values, sorted);
    }

    /** Makes one off-diagonal pair zero; false where it was small enough already. */
    private static boolean rotate(double[][] a, double[][] vectors, int p, int q) {
        double apq = a[p][q];
        if (Math.abs(apq) <= 1e-15 * Math.sqrt(Math.abs(a[p][p] * a[q][q]))
                || Math.abs(apq) < Double.MIN_NORMAL) {
            return false;
        }
        double ratio = (a[q][q] - a[p][p]) / (2 * apq);
        double tangent = Math.copySign(1, ratio) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        int n = a.length;
        for (int i = 0; i < n; i++) {
            double aip = a[i][p];
            double aiq = a[i][q];
            a[i][p] = cosine * aip - sine * aiq;
            a[i][q] = sine * aip + cosine * aiq;
        }
        for (int i = 0; i < n; i++) {
            double api = a[p][i];
            double aqi = a[q][i];
            a[p][i] = cosine * api - sine * aqi;
            a[q][i] = sine * api + cosine * aqi;
            // Kept as rows, so that each vector is an array of its own.
            double vp = vectors[p][i];
            double vq = vectors[q][i];
            vectors[p][i] = cosine * vp - sine * vq;
            vectors[q][i] = sine * vp + cosine * vq;
        }
        return true;
    }
}
