package dev.interproto.network.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * oneDNN on the processor: its engine, the operations made so far, and the native memory they
 * share. Everything made here lives until {@link #close()}, which frees it; nothing waits for the
 * garbage collector.
 */
final class OneDnn implements AutoCloseable {
    private final engine engine;
    private final stream stream;
    private final Deque<Pointer> owned = new ArrayDeque<>();
    private final Map<Object, OneDnnOperation> operations = new HashMap<>();
    private final NativeBuffer scratch = new NativeBuffer();

    OneDnn() {
        try (PointerScope temporary = new PointerScope()) {
            engine = keep(new engine(org.bytedeco.dnnl.engine.kind.cpu, 0));
            stream = keep(new stream(engine));
        }
    }

    engine engine() {
        return engine;
    }

    /** The operation of a key; made where there is none yet. */
    OneDnnOperation operation(Object key, Supplier<OneDnnOperation> maker) {
        OneDnnOperation known = operations.get(key);
        if (known != null) {
            return known;
        }
        try (PointerScope temporary = new PointerScope()) {
            OneDnnOperation made = maker.get();
            operations.put(key, made);
            return made;
        }
    }

    /** Lets an object of oneDNN outlive the scope it was made in. */
    <T extends Pointer> T keep(T pointer) {
        pointer.retainReference();
        owned.push(pointer);
        return pointer;
    }

    /** Attributes of every operation: scratch memory is ours. */
    static primitive_attr attributes() {
        primitive_attr attributes = new primitive_attr();
        attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
        return attributes;
    }

    /** Pairs arguments of a primitive with the shapes that they have. */
    record Argument(int index, memory.desc description) {}

    static Argument argument(int index, memory.desc description) {
        return new Argument(index, description);
    }

    OneDnnOperation bind(primitive_desc_base description, primitive made, Argument... arguments) {
        IntMemoryMap map = keep(new IntMemoryMap());
        memory[] memories = new memory[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            memories[i] = unplaced(arguments[i].description());
            map.put(arguments[i].index(), memories[i]);
        }
        memory.desc scratchDescription = description.scratchpad_desc();
        long bytes = scratchDescription.get_size();
        memory scratchMemory = null;
        if (bytes > 0) {
            scratch.atLeast(bytes);
            scratchMemory = unplaced(scratchDescription);
            map.put(DNNL_ARG_SCRATCHPAD, scratchMemory);
        }
        return new OneDnnOperation(this, keep(made), map, memories, scratchMemory);
    }

    /** A memory without an address (DNNL_MEMORY_NONE), to be placed before each run. */
    private memory unplaced(memory.desc description) {
        return keep(new memory(description, engine, new Pointer()));
    }

    long scratchAddress() {
        return scratch.address();
    }

    void execute(primitive primitive, IntMemoryMap arguments) {
        primitive.execute(stream, arguments);
        stream._wait();
    }

    /** Where the values of an array begin. */
    static long address(INDArray array) {
        // The address of a view's buffer is that of the whole buffer.
        return array.data().address() + array.offset() * array.data().getElementSize();
    }

    static memory.data_type type(DataType type) {
        return switch (type) {
            case FLOAT -> memory.data_type.f32;
            case BFLOAT16 -> memory.data_type.bf16;
            default -> throw new IllegalArgumentException("oneDNN has no " + type + " here");
        };
    }

    /** Activations {@code [B, H, W, C]} (or {@code [B, C]}) as oneDNN names them. */
    static memory.desc activations(DataType type, long b, long h, long w, long c) {
        return new memory.desc(new long[] {b, c, h, w}, type(type), memory.format_tag.nhwc);
    }

    static memory.desc activations(INDArray x) {
        return x.rank() == 2
                ? activations(x.dataType(), x.size(0), 1, 1, x.size(1))
                : activations(x.dataType(), x.size(0), x.size(1), x.size(2), x.size(3));
    }

    static memory.desc vector(long length) {
        return new memory.desc(new long[] {length}, memory.data_type.f32, memory.format_tag.a);
    }

    @Override
    public void close() {
        operations.clear();
        while (!owned.isEmpty()) {
            owned.pop().releaseReference();
        }
        scratch.close();
    }
}
