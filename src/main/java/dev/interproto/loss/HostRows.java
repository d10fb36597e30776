package dev.interproto.loss;

import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The rows of a float32 matrix in the processor's memory, for loops of our own: several of ND4J's
 * element operations fused into one, each row read from memory once. Rows are divided into slices
 * that depend on their number and the number of cores alone, so sums come out the same every time.
 */
final class HostRows {
    /** Rows copied at a time hold about this many numbers: 32 KiB. */
    private static final int CHUNK = 8192;

    private final long address;
    private final long rows;
    private final int columns;

    /**
     * @param matrix [rows, columns] or [rows] (one column), as {@link #serves} wants it
     */
    HostRows(INDArray matrix) {
        // The address of a view's buffer is that of the whole buffer.
        this.address = matrix.data().address() + matrix.offset() * Float.BYTES;
        this.rows = matrix.size(0);
        this.columns = matrix.rank() == 1 ? 1 : (int) matrix.size(1);
    }

    /** Whether all arrays are float32, dense in C order and in the processor's memory. */
    static boolean serves(INDArray... arrays) {
        for (INDArray array : arrays) {
            boolean dense =
                    array.rank() == 1
                            ? array.stride(0) == 1
                            : array.rank() == 2
                                    && array.stride(1) == 1
                                    && array.stride(0) == array.size(1);
            if (array.dataType() != DataType.FLOAT || !dense) {
                return false;
            }
        }
        return !Nd4j.getBackend().getClass().getName().contains("jcublas");
    }

    /** Part of a loop over rows. */
    @FunctionalInterface
    interface Slice {
        /**
         * @param number of the slice, from 0
         * @param from first row
         * @param to row after the last
         */
        void run(int number, long from, long to);
    }

    /** How many slices a loop is divided into: as many as cores, at least 1. */
    static int slices() {
        return ForkJoinPool.getCommonPoolParallelism() + 1;
    }

    /** Runs a loop over rows, its slices at the same time. */
    static void each(long rows, Slice slice) {
        int slices = slices();
        IntStream.range(0, slices)
                .parallel()
                .forEach(
                        number ->
                                slice.run(
                                        number,
                                        rows * number / slices,
                                        rows * (number + 1) / slices));
    }

    /** Rows fitting one chunk, at least 1. */
    int chunk() {
        return Math.max(1, CHUNK / columns);
    }

    long rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** A window for one thread. */
    Window window() {
        return new Window();
    }

    /** Copies rows out and in. One thread's. */
    final class Window {
        private final Movable pointer = new Movable();

        void read(long row, int count, float[] target) {
            pointer.to(address + row * columns * Float.BYTES, (long) count * columns)
                    .get(target, 0, count * columns);
        }

        void write(long row, int count, float[] source) {
            pointer.to(address + row * columns * Float.BYTES, (long) count * columns)
                    .put(source, 0, count * columns);
        }
    }

    private static final class Movable extends FloatPointer {
        Movable to(long newAddress, long length) {
            address = newAddress;
            limit = length;
            capacity = length;
            return this;
        }
    }

    /** Σ a·b over {@code count} numbers, in eight partial sums. */
    static float dot(float[] a, int fromA, float[] b, int fromB, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i + 8 <= count; i += 8) {
            s0 += a[fromA + i] * b[fromB + i];
            s1 += a[fromA + i + 1] * b[fromB + i + 1];
            s2 += a[fromA + i + 2] * b[fromB + i + 2];
            s3 += a[fromA + i + 3] * b[fromB + i + 3];
            s4 += a[fromA + i + 4] * b[fromB + i + 4];
            s5 += a[fromA + i + 5] * b[fromB + i + 5];
            s6 += a[fromA + i + 6] * b[fromB + i + 6];
            s7 += a[fromA + i + 7] * b[fromB + i + 7];
        }
        for (; i < count; i++) {
            s0 += a[fromA + i] * b[fromB + i];
        }
        return (s0 + s1) + (s2 + s3) + ((s4 + s5) + (s6 + s7));
    }
}
