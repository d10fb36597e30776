package dev.interproto.network.exchange;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a node of an MXNet graph gives, in the ONNX graph.
 *
 * @param name there
 * @param shape with {@link OnnxBuilder#BATCH} for the batch
 */
record SymbolValue(String name, long[] shape) {
    int rank() {
        return shape.length;
    }

    /** Another value of the same shape. */
    SymbolValue as(String other) {
        return new SymbolValue(other, shape);
    }

    /** Numbers in one element of the batch. */
    long features() {
        long product = 1;
        for (int i = 1; i < shape.length; i++) {
            product = Math.multiplyExact(product, shape[i]);
        }
        return product;
    }

    String size() {
        return Arrays.toString(shape);
    }

    /** The shape of an operation on both, element by element; empty where they do not fit. */
    Optional<long[]> broadcast(SymbolValue other) {
        long[] result = new long[Math.max(rank(), other.rank())];
        for (int i = 1; i <= result.length; i++) {
            long a = i <= rank() ? shape[rank() - i] : 1;
            long b = i <= other.rank() ? other.shape[other.rank() - i] : 1;
            if (a != b && a != 1 && b != 1) {
                return Optional.empty();
            }
            result[result.length - i] = a == 1 ? b : a;
        }
        return Optional.of(result);
    }
}
