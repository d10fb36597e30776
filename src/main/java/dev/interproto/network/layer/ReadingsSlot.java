package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Where a part leaves its readings and finds their gradient. */
final class ReadingsSlot implements AgeReadings {
    private final Kernels kernels;
    private INDArray values;
    private INDArray gradient;

    ReadingsSlot(Kernels kernels) {
        this.kernels = kernels;
    }

    /** Columns side by side; each array is given back to the pool. */
    void fill(INDArray... columns) {
        discard();
        long width = 0;
        for (INDArray some : columns) {
            width += some.size(1);
        }
        values = kernels.pool().take(columns[0].dataType(), columns[0].size(0), width);
        long from = 0;
        for (INDArray some : columns) {
            values.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + some.size(1)))
                    .assign(some);
            from += some.size(1);
            kernels.release(some);
        }
    }

    @Override
    public INDArray values() {
        return values;
    }

    @Override
    public void gradient(INDArray ofReadings) {
        gradient = ofReadings;
    }

    /**
     * The gradient of some columns; zero where nobody learns from the readings.
     *
     * @return the caller's to give back
     */
    INDArray gradient(long from, long count) {
        INDArray part = kernels.pool().take(values.dataType(), values.size(0), count);
        return gradient == null
                ? part.assign(0)
                : part.assign(
                        gradient.get(
                                NDArrayIndex.all(), NDArrayIndex.interval(from, from + count)));
    }

    void discard() {
        if (values != null) {
            kernels.release(values);
            values = null;
        }
        if (gradient != null) {
            kernels.release(gradient);
            gradient = null;
        }
    }
}
