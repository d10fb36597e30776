package dev.interproto.loss;

/**
 * The prototypes of all identities as plain numbers, for maps, neighbours and statistics.
 * Immutable.
 */
public final class PrototypeMatrix {
    private final int dimension;
    private final float[] values;

    /**
     * @param identities C
     * @param dimension D
     * @param values C · D numbers, row after row; not copied, so the caller lets go of them
     */
    public PrototypeMatrix(int identities, int dimension, float[] values) {
        if (dimension < 1 || (long) identities * dimension != values.length) {
            throw new IllegalArgumentException(
                    identities
                            + " prototypes of "
                            + dimension
                            + " numbers are not "
                            + values.length);
        }
        this.dimension = dimension;
        this.values = values;
    }

    public int identities() {
        return values.length / dimension;
    }

    public int dimension() {
        return dimension;
    }

    /** One prototype as the network holds it. */
    public float[] raw(int identity) {
        float[] row = new float[dimension];
        System.arraycopy(values, identity * dimension, row, 0, dimension);
        return row;
    }

    /** One prototype at unit length; zeros stay zeros. */
    public float[] normalised(int identity) {
        float[] row = raw(identity);
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; norm > 0 && i < row.length; i++) {
            row[i] = (float) (row[i] / norm);
        }
        return row;
    }

    /** All prototypes at unit length, [C][D]. */
    public float[][] normalised() {
        float[][] rows = new float[identities()][];
        for (int identity = 0; identity < rows.length; identity++) {
            rows[identity] = normalised(identity);
        }
        return rows;
    }
}
