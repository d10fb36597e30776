package dev.interproto.projection;

/** Rows of Euclidean length 1. */
final class UnitRows {
    private UnitRows() {}

    /** Copies of the rows scaled to length 1; a zero row stays zero. */
    static float[][] of(float[][] rows) {
        float[][] unit = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            double length = Math.sqrt(dot(rows[i], rows[i]));
            unit[i] = rows[i].clone();
            for (int j = 0; j < unit[i].length && length > 0; j++) {
                unit[i][j] = (float) (rows[i][j] / length);
            }
        }
        return unit;
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (double) a[j] * b[j];
        }
        return sum;
    }
}
