package dev.interproto.network.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.PointerScope;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies of weights in the layouts (and precision) that oneDNN asks for, renewed when the weights
 * changed: once a step in training, never in evaluation.
 */
final class OneDnnWeights implements AutoCloseable {
    private static final class Copy {
        private final memory.desc layout;
        private final OneDnnOperation reorder;
        private final NativeBuffer buffer = new NativeBuffer();
        private long version = -1;

        Copy(memory.desc layout, OneDnnOperation reorder) {
            this.layout = layout;
            this.reorder = reorder;
        }
    }

    /** A reorder between two layouts, or none where they are the same. */
    static final class Layout {
        private final memory.desc plain;
        private final memory.desc wanted;
        private final boolean same;

        private Layout(memory.desc plain, memory.desc wanted) {
            this.plain = plain;
            this.wanted = wanted;
            this.same = plain.equals(wanted);
        }
    }

    private record MatrixKey(DataType type, long rows, long columns) {}

    private final OneDnn oneDnn;
    private final Map<MatrixKey, Layout> matrices = new HashMap<>();
    private final Map<Long, List<Copy>> copies = new HashMap<>();
    private final NativeBuffer spare = new NativeBuffer();
    private long version;

    OneDnnWeights(OneDnn oneDnn) {
        this.oneDnn = oneDnn;
    }

    /** All copies are out of date. */
    void changed() {
        version++;
    }

    long version() {
        return version;
    }

    /**
     * @param plain the weights as the network holds them, float32
     * @param wanted as a primitive asks for them
     */
    Layout layout(memory.desc plain, memory.desc wanted) {
        return new Layout(oneDnn.keep(plain), oneDnn.keep(wanted));
    }

    /** Where the weights at an address lie in the wanted layout. */
    long in(Layout layout, long weights) {
        if (layout.same) {
            return weights;
        }
        Copy copy = copy(layout, weights);
        if (copy.version != version) {
            copy.reorder.run(weights, copy.buffer.address());
            copy.version = version;
        }
        return copy.buffer.address();
    }

    private Copy copy(Layout layout, long weights) {
        List<Copy> known = copies.computeIfAbsent(weights, address -> new ArrayList<>(2));
        for (Copy copy : known) {
            if (copy.layout == layout.wanted || copy.layout.equals(layout.wanted)) {
                return copy;
            }
        }
        try (PointerScope temporary = new PointerScope()) {
            Copy copy = new Copy(layout.wanted, reorder(layout.plain, layout.wanted));
            copy.buffer.atLeast(layout.wanted.get_size());
            known.add(copy);
            return copy;
        }
    }

    /** A weight matrix in a type, in plain layout. */
    OneDnnProducts.Matrix matrix(INDArray weights, DataType type) {
        OneDnnProducts.Matrix plain = OneDnnProducts.Matrix.of(weights);
        if (type == plain.type()) {
            return plain;
        }
        MatrixKey key = new MatrixKey(type, plain.rows(), plain.columns());
        Layout layout = matrices.get(key);
        if (layout == null) {
            try (PointerScope temporary = new PointerScope()) {
                layout = layout(rows(plain.type(), key), rows(type, key));
                matrices.put(key, layout);
            }
        }
        return new OneDnnProducts.Matrix(
                type,
                in(layout, plain.address()),
                plain.rows(),
                plain.columns(),
                plain.columns(),
                1);
    }

    private static memory.desc rows(DataType type, MatrixKey key) {
        return new memory.desc(
                new long[] {key.rows(), key.columns()}, OneDnn.type(type), memory.format_tag.ab);
    }

    private OneDnnOperation reorder(memory.desc from, memory.desc to) {
        var description =
                new reorder.primitive_desc(
                        oneDnn.engine(), from, oneDnn.engine(), to, OneDnn.attributes(), false);
        return oneDnn.bind(
                description,
                new reorder(description),
                OneDnn.argument(DNNL_ARG_SRC, from),
                OneDnn.argument(DNNL_ARG_DST, to));
    }

    /** Where a primitive may write a gradient that is to arrive at an address in plain layout. */
    long gradientTarget(Layout layout, long gradient) {
        if (layout.same) {
            return gradient;
        }
        spare.atLeast(layout.wanted.get_size());
        return spare.address();
    }

    /** Brings a gradient from {@link #gradientTarget} to its address. */
    void deliver(Layout layout, long gradient) {
        if (!layout.same) {
            oneDnn.operation(layout, () -> reorder(layout.wanted, layout.plain))
                    .run(spare.address(), gradient);
        }
    }

    @Override
    public void close() {
        copies.values().forEach(list -> list.forEach(copy -> copy.buffer.close()));
        copies.clear();
        spare.close();
    }
}
