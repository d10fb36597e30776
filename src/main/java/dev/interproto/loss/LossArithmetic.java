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
interface LossArithmetic {

    /** result = alpha · op(a) · op(b) + beta · result, in C order. */
    void product(
            INDArray a,
            boolean transposeA,
            INDArray b,
            boolean transposeB,
            INDArray result,
            double alpha,
            double beta);

    TensorPool pool();

    /** An array of undefined content, to be given back with {@link #release}. */
    default INDArray take(DataType type, long... shape) {
        return pool().take(type, shape);
    }

    default void release(INDArray array) {
        pool().release(array);
    }

    /** By ND4J, with lent arrays of its own. */
    static LossArithmetic nd4j() {
        TensorPool pool = new TensorPool();
        return new LossArithmetic() {
            @Override
            public void product(
                    INDArray a,
                    boolean transposeA,
                    INDArray b,
                    boolean transposeB,
                    INDArray result,
                    double alpha,
                    double beta) {
                Nd4j.gemm(a, b, result, transposeA, transposeB, alpha, beta);
            }

            @Override
            public TensorPool pool() {
                return pool;
            }
        };
    }

    /** By a network's kernels and from its pool. */
    static LossArithmetic of(Kernels kernels) {
        return new LossArithmetic() {
            @Override
            public void product(
                    INDArray a,
                    boolean transposeA,
                    INDArray b,
                    boolean transposeB,
                    INDArray result,
                    double alpha,
                    double beta) {
                kernels.gemm(a, transposeA, b, transposeB, result, alpha, beta);
            }

            @Override
            public TensorPool pool() {
                return kernels.pool();
            }
        };
    }
}
