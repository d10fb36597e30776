package dev.interproto.loss;

import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.TensorPool;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrix products and lent arrays for the losses: a network's {@link Kernels}, or ND4J where no
 * network stands behind them.
 */
record LossArithmetic(Products products, TensorPool pool) {

    /** result = alpha · op(a) · op(b) + beta · result, in C order. */
    @FunctionalInterface
    interface Products {
        void product(
                INDArray a,
                boolean transposeA,
                INDArray b,
                boolean transposeB,
                INDArray result,
                double alpha,
                double beta);
    }

    /** By ND4J, with lent arrays of its own. */
    static LossArithmetic nd4j() {
        return new LossArithmetic(
                (a, transposeA, b, transposeB, result, alpha, beta) ->
                        Nd4j.gemm(a, b, result, transposeA, transposeB, alpha, beta),
                new TensorPool());
    }

    /** By a network's kernels and from its pool. */
    static LossArithmetic of(Kernels kernels) {
        return new LossArithmetic(kernels::gemm, kernels.pool());
    }

    /** As {@link Products#product}. */
    void product(
            INDArray a,
            boolean transposeA,
            INDArray b,
            boolean transposeB,
            INDArray result,
            double alpha,
            double beta) {
        products.product(a, transposeA, b, transposeB, result, alpha, beta);
    }

    /** An array of undefined content, to be given back with {@link #release}. */
    INDArray take(DataType type, long... shape) {
        return pool.take(type, shape);
    }

    void release(INDArray array) {
        pool.release(array);
    }
}
