package dev.interproto.network.kernel;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastSubOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The few ND4J operations that are fast on tall matrices (pixels by channels), from which the
 * kernels are built: reductions over pixels are products with a vector of ones because ND4J's own
 * ({@code sum}, {@code mean}, {@code var} over leading dimensions) are ten times slower.
 */
final class Nd4jOperations {
    private final TensorPool pool;
    private final DataType type;

    private record Constant(int value, long length) {}

    private final Map<Constant, INDArray> constants = new HashMap<>();

    Nd4jOperations(TensorPool pool, DataType type) {
        this.pool = pool;
        this.type = type;
    }

    INDArray take(long... shape) {
        return pool.take(type, shape);
    }

    INDArray takeLike(INDArray array) {
        return pool.take(type, array.shape());
    }

    void release(INDArray... arrays) {
        for (INDArray array : arrays) {
            pool.release(array);
        }
    }

    /** Runs a named operation. */
    static void run(String name, INDArray[] inputs, INDArray[] outputs, int... arguments) {
        var operation = DynamicCustomOp.builder(name).addInputs(inputs).addOutputs(outputs);
        if (arguments.length > 0) {
            operation.addIntegerArguments(arguments);
        }
        Nd4j.getExecutioner().exec(operation.build());
    }

    /** Activations as a matrix of pixels by channels, a view. */
    INDArray pixels(INDArray x) {
        return pool.matrix(x);
    }

    /** result = op(a) · op(b) in C order. */
    static void product(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray result) {
        run(
                "matmul",
                new INDArray[] {a, b},
                new INDArray[] {result},
                transposeA ? 1 : 0,
                transposeB ? 1 : 0,
                0);
    }

    /** A vector of equal values, not to be changed or given back. */
    INDArray constant(int value, long length) {
        return constants.computeIfAbsent(
                new Constant(value, length), key -> pool.keep(type, length).assign(value));
    }

    /** Sums of the columns of a matrix into a vector. */
    void columnSums(INDArray matrix, INDArray result) {
        long rows = matrix.size(0);
        long columns = matrix.size(1);
        long groups = divisorByRoot(rows);
        if (groups == 1) {
            product(constant(1, rows), false, matrix, false, result);
            return;
        }
        INDArray partial = take(rows / groups, columns);
        INDArray wide = matrix.reshape('c', groups, rows / groups * columns);
        INDArray flat = partial.reshape(rows / groups * columns);
        product(constant(1, groups), false, wide, false, flat);
        product(constant(1, rows / groups), false, partial, false, result);
        release(partial);
    }

    /** The largest divisor of a count that is at most its square root. */
    static long divisorByRoot(long count) {
        long divisor = (long) Math.sqrt(count);
        while (count % divisor != 0) {
            divisor--;
        }
        return divisor;
    }

    /** result = x + row, row by row; result may be x. */
    static void addRow(INDArray x, INDArray row, INDArray result) {
        Nd4j.getExecutioner().exec(new BroadcastAddOp(x, row, result, 1));
    }

    /** result = x − row, row by row; result may be x. */
    static void subtractRow(INDArray x, INDArray row, INDArray result) {
        Nd4j.getExecutioner().exec(new BroadcastSubOp(x, row, result, 1));
    }

    /** result = x · row, element by element in each row; result may be x. */
    static void multiplyRow(INDArray x, INDArray row, INDArray result) {
        Nd4j.getExecutioner().exec(new BroadcastMulOp(x, row, result, 1));
    }
}
