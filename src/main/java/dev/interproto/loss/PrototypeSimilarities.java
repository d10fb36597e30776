package dev.interproto.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * How alike the prototypes of child and adult identities are: mean cosines over all pairs of
 * different prototypes, −1 to 1. The first is what the Inter-Prototype loss lowers.
 *
 * @param childChild between two child identities; NaN with fewer than two
 * @param adultAdult between two others; NaN with fewer than two
 * @param childAdult between a child identity and another; NaN where there are none of either
 */
public record PrototypeSimilarities(double childChild, double adultAdult, double childAdult) {
    /** Numbers copied out of a device's memory at a time: 16 MiB. */
    private static final int BLOCK = 1 << 22;

    /**
     * Exact, in O(CD) time and O(D) memory.
     *
     * @param prototypes [C, D], rows of any length
     * @param children rows of child identities, each named once; the others are adults
     */
    public static PrototypeSimilarities of(INDArray prototypes, int[] children) {
        boolean[] isChild = new boolean[(int) prototypes.size(0)];
        for (int child : children) {
            isChild[child] = true;
        }
        Sums sums =
                HostRows.serves(prototypes)
                        ? inHostMemory(prototypes, isChild)
                        : byBlocks(prototypes, isChild);
        return new PrototypeSimilarities(
                sums.children.meanCosine(),
                sums.adults.meanCosine(),
                sums.children.meanCosine(sums.adults));
    }

    /** The slices at the same time, their sums added in order. */
    private static Sums inHostMemory(INDArray prototypes, boolean[] isChild) {
        HostRows rows = new HostRows(prototypes);
        int width = rows.columns();
        Sums[] slices = new Sums[HostRows.slices()];
        HostRows.each(
                rows.rows(),
                (number, from, to) -> {
                    Sums sums = new Sums(width);
                    HostRows.Window window = rows.window();
                    float[] values = new float[rows.chunk() * width];
                    for (long row = from; row < to; row += rows.chunk()) {
                        int count = (int) Math.min(rows.chunk(), to - row);
                        window.read(row, count, values);
                        sums.add(values, (int) row, count, isChild);
                    }
                    slices[number] = sums;
                });
        Sums total = new Sums(width);
        for (Sums slice : slices) {
            total.children.add(slice.children);
            total.adults.add(slice.adults);
        }
        return total;
    }

    private static Sums byBlocks(INDArray prototypes, boolean[] isChild) {
        int width = (int) prototypes.size(1);
        int rows = Math.max(1, BLOCK / width);
        Sums sums = new Sums(width);
        for (int from = 0; from < isChild.length; from += rows) {
            int to = Math.min(isChild.length, from + rows);
            INDArray block = prototypes.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
            sums.add(block.dup('c').data().asFloat(), from, to - from, isChild);
        }
        return sums;
    }

    private static final class Sums {
        private final int width;
        private final UnitVectorSum children;
        private final UnitVectorSum adults;

        Sums(int width) {
            this.width = width;
            this.children = new UnitVectorSum(width);
            this.adults = new UnitVectorSum(width);
        }

        void add(float[] values, int first, int count, boolean[] isChild) {
            for (int i = 0; i < count; i++) {
                (isChild[first + i] ? children : adults).add(values, i * width);
            }
        }
    }
}
