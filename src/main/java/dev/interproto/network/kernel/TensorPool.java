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
 * Hands out arrays and takes them back, so that a training step allocates nothing once each size
 * has been seen. Arrays live outside DL4J's workspaces, in C order, and are not cleared: what is
 * taken holds whatever it held before.
 *
 * <p>Not for several threads at once.
 */
public final class TensorPool implements AutoCloseable {
    private record Size(DataType type, long length) {}

    private final Map<Size, Deque<INDArray>> free = new HashMap<>();
    private final Map<DataBuffer, INDArray> taken = new IdentityHashMap<>();
    private final List<INDArray> all = new ArrayList<>();
    private long bytes;

    /** An array of a type and shape, content undefined, to be given back. */
    public INDArray take(DataType type, long... shape) {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        Deque<INDArray> candidates = free.get(new Size(type, length));
        INDArray vector =
                candidates == null || candidates.isEmpty()
                        ? allocate(type, length)
                        : candidates.pop();
        taken.put(vector.data(), vector);
        return vector.reshape('c', shape);
    }

    /** Whether an array is one that was taken and not yet given back. */
    public boolean owns(INDArray array) {
        return taken.containsKey(array.data());
    }

    /** Takes an array (or a reshaped view of it) back; one that is not owned is left alone. */
    public void release(INDArray array) {
        INDArray vector = taken.remove(array.data());
        if (vector != null) {
            free.computeIfAbsent(
                            new Size(vector.dataType(), vector.length()), s -> new ArrayDeque<>())
                    .push(vector);
        }
    }

    /** Arrays taken and not given back. */
    public int outstanding() {
        return taken.size();
    }

    /** Native memory held, in bytes, in use or not. */
    public long bytes() {
        return bytes;
    }

    private INDArray allocate(DataType type, long length) {
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray vector = Nd4j.createUninitialized(type, length);
            all.add(vector);
            bytes += length * type.width();
            return vector;
        }
    }

    /** Frees the native memory of all arrays, those still taken included. */
    @Override
    public void close() {
        for (INDArray vector : all) {
            if (vector.closeable()) {
                vector.close();
            }
        }
        all.clear();
        free.clear();
        taken.clear();
        bytes = 0;
    }
}
