package dev.interproto.network.kernel;

import org.bytedeco.javacpp.BytePointer;

/** Native memory that grows, aligned to cache lines; its content is lost when it grows. */
final class NativeBuffer implements AutoCloseable {
    /** Bytes in a cache line, and in the widest vector register. */
    static final long LINE = 64;

    private BytePointer memory;
    private long size;

    /** Makes room; the address may change. */
    void atLeast(long bytes) {
        if (bytes <= size) {
            return;
        }
        close();
        memory = new BytePointer(bytes + LINE);
        memory.retainReference(); // outlives the scope it may be made in
        size = bytes;
    }

    /** Where it begins; 0 while nothing was asked for. */
    long address() {
        return memory == null ? 0 : (memory.address() + LINE - 1) / LINE * LINE;
    }

    /** Bytes to be had. */
    long size() {
        return size;
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.releaseReference();
            memory.deallocate();
            memory = null;
            size = 0;
        }
    }
}
