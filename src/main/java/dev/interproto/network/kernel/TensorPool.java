package dev.interproto.network.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Hands out arrays and takes them back, so that a training step allocates nothing once each shape
 * has been seen. Arrays live outside DL4J's workspaces, in C order, and are not cleared: what is
 * taken holds whatever it held before.
 *
 * <p>Not for several threads at once.
 */
public final class TensorPool implements AutoCloseable {
    private record Form(DataType type, List<Long> shape) {
        static Form of(DataType type, long[] shape) {
            List<Long> sizes = new ArrayList<>(shape.length);
            for (long size : shape) {
                sizes.add(size);
            }
            return new Form(type, sizes);
        }
    }

    /** An array and, once asked for, the same memory as a matrix. */
    private static final class Slot {
        private final INDArray array;
        private final Form form;
        private INDArray matrix;

        Slot(INDArray array, Form form) {
            this.array = array;
            this.form = form;
        }
    }

    private final Map<Form, Deque<Slot>> free = new HashMap<>();
    private final Map<DataBuffer, Slot> taken = new IdentityHashMap<>();
    private final List<INDArray> all = new ArrayList<>();
    private long bytes;

    /** An array of a type and shape, content undefined, to be given back. */
    public INDArray take(DataType type, long... shape) {
        Form form = Form.of(type, shape);
        Deque<Slot> candidates = free.get(form);
        Slot slot =
                candidates == null || candidates.isEmpty()
                        ? new Slot(allocate(type, shape), form)
                        : candidates.pop();
        taken.put(slot.array.data(), slot);
        return slot.array;
    }

    /**
     * An array of its own for as long as the pool lives, never lent from or to the others; not
     * counted as taken.
     */
    public INDArray keep(DataType type, long... shape) {
        return allocate(type, shape);
    }

    /** Whether an array, or what it is a view of, was taken and is not yet given back. */
    public boolean owns(INDArray array) {
        return taken.containsKey(root(array));
    }

    /** Takes an array (or a reshaped view of it) back; one that is not owned is left alone. */
    public void release(INDArray array) {
        Slot slot = taken.remove(root(array));
        if (slot != null) {
            free.computeIfAbsent(slot.form, form -> new ArrayDeque<>()).push(slot);
        }
    }

    /**
     * A view as {@code [length / C, C]}, C being the last size; remembered for owned arrays, since
     * ND4J takes longer over a reshape than over a small operation.
     */
    public INDArray matrix(INDArray array) {
        if (array.rank() == 2) {
            return array;
        }
        Slot slot = taken.get(array.data());
        if (slot == null) {
            return reshaped(array);
        }
        if (slot.matrix == null) {
            slot.matrix = reshaped(array);
        }
        return slot.matrix;
    }

    private static INDArray reshaped(INDArray array) {
        long columns = array.size(-1);
        return array.reshape('c', array.length() / columns, columns);
    }

    private static DataBuffer root(INDArray array) {
        DataBuffer original = array.data().originalDataBuffer();
        return original == null ? array.data() : original;
    }

    /** Arrays taken and not given back. */
    public int outstanding() {
        return taken.size();
    }

    /** Native memory held, in bytes, in use or not. */
    public long bytes() {
        return bytes;
    }

    private INDArray allocate(DataType type, long[] shape) {
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray array = Nd4j.createUninitialized(type, shape, 'c');
            all.add(array);
            bytes += array.length() * type.width();
            return array;
        }
    }

    /** Frees the native memory of all arrays, those still taken included. */
    @Override
    public void close() {
        for (INDArray array : all) {
            if (array.closeable()) {
                array.close();
            }
        }
        all.clear();
        free.clear();
        taken.clear();
        bytes = 0;
    }
}
