package dev.interproto.loss;

import java.util.Arrays;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Passes over chosen rows of matrices: by loops of our own where {@link HostRows} serves, each row
 * read and written once, else by ND4J's operations.
 */
final class IndexedRows {
    private IndexedRows() {}

    /** result[i] = matrix[indices[i]]. */
    static void gather(INDArray matrix, int[] indices, INDArray result) {
        if (HostRows.serves(matrix, result)) {
            gather(matrix, indices, 0, result, row -> {});
        } else {
            result.assign(Nd4j.pullRows(matrix, 1, indices));
        }
    }

    /** result[i] = matrix[indices[from + i]] at unit length; one of length 0 stays. */
    static void gatherUnit(INDArray matrix, int[] indices, int from, INDArray result) {
        if (HostRows.serves(matrix, result)) {
            gather(matrix, indices, from, result, IndexedRows::toUnitLength);
        } else {
            int to = from + (int) result.size(0);
            gather(matrix, Arrays.copyOfRange(indices, from, to), result);
            result.muliColumnVector(ArrayPasses.inverseNorms(result));
        }
    }

    private static void gather(
            INDArray matrix, int[] indices, int from, INDArray result, Consumer<float[]> change) {
        HostRows source = new HostRows(matrix);
        HostRows target = new HostRows(result);
        HostRows.each(
                target.rows(),
                (number, first, to) -> {
                    HostRows.Window reader = source.window();
                    HostRows.Window writer = target.window();
                    float[] row = new float[source.columns()];
                    for (long i = first; i < to; i++) {
                        reader.read(indices[from + (int) i], 1, row);
                        change.accept(row);
                        writer.write(i, 1, row);
                    }
                });
    }

    private static void toUnitLength(float[] row) {
        float inverse = HostPasses.inverseNorm(row, 0, row.length);
        for (int k = 0; k < row.length; k++) {
            row[k] *= inverse;
        }
    }

    /** matrix[indices[from + i]] += rows[i]; no index twice. */
    static void scatterAdd(INDArray rows, int[] indices, int from, INDArray matrix) {
        if (!HostRows.serves(rows, matrix)) {
            for (int i = 0; i < rows.size(0); i++) {
                matrix.getRow(indices[from + i]).addi(rows.getRow(i));
            }
            return;
        }
        HostRows source = new HostRows(rows);
        HostRows target = new HostRows(matrix);
        HostRows.each(
                source.rows(),
                (number, first, to) -> {
                    HostRows.Window reader = source.window();
                    HostRows.Window sum = target.window();
                    float[] row = new float[source.columns()];
                    float[] before = new float[source.columns()];
                    for (long i = first; i < to; i++) {
                        int index = indices[from + (int) i];
                        reader.read(i, 1, row);
                        sum.read(index, 1, before);
                        for (int k = 0; k < row.length; k++) {
                            before[k] += row[k];
                        }
                        sum.write(index, 1, before);
                    }
                });
    }
}
