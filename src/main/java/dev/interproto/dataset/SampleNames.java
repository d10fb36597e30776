package dev.interproto.dataset;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Finds images by their names within the dataset ({@link ImageStore#relativeName}). Four bytes an
 * entry and open addressing, made when a name is first looked for: 5.8 million strings would take
 * half a gigabyte. Not thread-safe.
 */
final class SampleNames {
    private static final int FREE = -1;

    private final ImageStore images;
    private final int size;
    private int[] slots = {};

    SampleNames(FaceDataset dataset) {
        this.images = dataset.images();
        this.size = dataset.size();
    }

    OptionalInt find(String name) {
        if (slots.length == 0) {
            fill();
        }
        int mask = slots.length - 1;
        for (int slot = slot(name, mask); slots[slot] != FREE; slot = (slot + 1) & mask) {
            if (images.relativeName(slots[slot]).equals(name)) {
                return OptionalInt.of(slots[slot]);
            }
        }
        return OptionalInt.empty();
    }

    private void fill() {
        // At most two thirds full, as probing needs it.
        slots = new int[Integer.highestOneBit(Math.max(4, size + size / 2)) * 2];
        Arrays.fill(slots, FREE);
        int mask = slots.length - 1;
        for (int sample = 0; sample < size; sample++) {
            int slot = slot(images.relativeName(sample), mask);
            while (slots[slot] != FREE) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = sample;
        }
    }

    private static int slot(String name, int mask) {
        return (int) SplitMix.mix(name.hashCode()) & mask;
    }
}
