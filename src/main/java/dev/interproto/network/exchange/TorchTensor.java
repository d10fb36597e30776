package dev.interproto.network.exchange;

import dev.interproto.common.pickle.PickleValue;
import java.util.Arrays;

/**
 * A tensor's place within a storage, not yet its values. Checked: it lies within the storage and
 * has no more elements than that.
 *
 * @param storage what it looks at
 * @param offset of its first element within the storage
 * @param shape its sizes; empty for a scalar
 * @param strides elements from one index to the next, by dimension
 */
record TorchTensor(TorchStorage storage, long offset, long[] shape, long[] strides)
        implements PickleValue.Rebuilt {
    /** PyTorch's convolutions have 4; nothing in a face network has more than 5. */
    static final int MAX_DIMENSIONS = 8;

    /**
     * The tensor, if it can be one.
     *
     * @throws dev.interproto.common.UserFacingException where sizes and storage contradict
     */
    static TorchTensor checked(
            TorchStorage storage,
            long offset,
            long[] shape,
            long[] strides,
            TorchRefusals refusals) {
        TorchTensor tensor = new TorchTensor(storage, offset, shape, strides);
        if (shape.length > MAX_DIMENSIONS || shape.length != strides.length) {
            throw refusals.damaged(
                    "a tensor has " + shape.length + " sizes and " + strides.length + " strides");
        }
        boolean negative =
                offset < 0
                        || Arrays.stream(shape).anyMatch(size -> size < 0)
                        || Arrays.stream(strides).anyMatch(stride -> stride < 0);
        if (negative) {
            throw refusals.damaged("a tensor has a negative size: " + tensor.text());
        }
        try {
            if (tensor.count() == 0) {
                return tensor;
            }
            long end = Math.addExact(offset, tensor.span());
            if (end > storage.length()) {
                throw refusals.damaged(
                        "a tensor "
                                + tensor.text()
                                + " needs "
                                + end
                                + " elements of a storage of "
                                + storage.length());
            }
            if (tensor.count() > storage.length()) {
                throw refusals.tooLarge(
                        "a tensor "
                                + tensor.text()
                                + " has more elements than its storage, "
                                + storage.length());
            }
        } catch (ArithmeticException e) {
            throw refusals.tooLarge("a tensor " + tensor.text());
        }
        return tensor;
    }

    /** Its elements; ArithmeticException where no long holds them. */
    long count() {
        if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
            return 0;
        }
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Elements of the storage from its first to its last, of a tensor that is not empty. */
    long span() {
        long last = 0;
        for (int i = 0; i < shape.length; i++) {
            last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
        }
        return Math.addExact(last, 1);
    }

    /** Whether its elements lie one after the other in C order. */
    boolean contiguous() {
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] != 1 && strides[i] != stride) {
                return false;
            }
            stride *= shape[i];
        }
        return true;
    }

    private String text() {
        return Arrays.toString(shape) + " with strides " + Arrays.toString(strides);
    }
}
