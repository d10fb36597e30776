package dev.interproto.network.kernel;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.javacpp.Pointer;

/**
 * A oneDNN primitive with its arguments, made once and run with ever new addresses, so that a run
 * allocates nothing.
 */
final class OneDnnOperation {
    /** A pointer that is moved instead of made anew. */
    private static final class Movable extends Pointer {
        Movable to(long newAddress) {
            address = newAddress;
            return this;
        }
    }

    private final OneDnn oneDnn;
    private final primitive primitive;
    private final IntMemoryMap arguments;
    private final memory[] memories;
    private final memory scratch;
    private final Movable at = new Movable();

    /**
     * @param memories in the order in which {@link #run} takes addresses
     * @param scratch the scratch memory, moved along with the engine's; null where none is needed
     */
    OneDnnOperation(
            OneDnn oneDnn,
            primitive primitive,
            IntMemoryMap arguments,
            memory[] memories,
            memory scratch) {
        this.oneDnn = oneDnn;
        this.primitive = primitive;
        this.arguments = arguments;
        this.memories = memories;
        this.scratch = scratch;
    }

    /** How many addresses {@link #run} takes. */
    int arguments() {
        return memories.length;
    }

    /** Runs to the end on arrays at these addresses. */
    void run(long... addresses) {
        if (addresses.length != memories.length) {
            throw new IllegalArgumentException(
                    addresses.length + " addresses for " + memories.length + " arguments");
        }
        for (int i = 0; i < addresses.length; i++) {
            memories[i].set_data_handle(at.to(addresses[i]));
        }
        if (scratch != null) {
            scratch.set_data_handle(at.to(oneDnn.scratchAddress()));
        }
        oneDnn.execute(primitive, arguments);
    }
}
