package dev.interproto.dataset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Finds images by their names within the dataset ({@link ImageStore#relativeName}). Names mostly
 * begin with the identity's: then only that identity's images are looked at, and those of the last
 * one are kept, since lists go identity by identity. Failing that, all images are entered into a
 * table of four bytes each: 5.8 million strings would take half a gigabyte. Not thread-safe.
 */
final class SampleNames {
    private static final int FREE = -1;

    private final FaceDataset dataset;
    private final ImageStore images;
    private final int size;
    private final Map<String, Integer> identities = new HashMap<>();
    private final Map<String, Integer> lastImages = new HashMap<>();
    private int last = -1;
    private int[] slots = {};

    SampleNames(FaceDataset dataset) {
        this.dataset = dataset;
        this.images = dataset.images();
        this.size = dataset.size();
    }

    OptionalInt find(String name) {
        OptionalInt near = findInIdentity(name);
        return near.isPresent() ? near : findAnywhere(name);
    }

    private OptionalInt findInIdentity(String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return OptionalInt.empty();
        }
        if (identities.isEmpty()) {
            for (int i = 0; i < dataset.identityCount(); i++) {
                identities.put(dataset.identityName(i), i);
            }
        }
        Integer identity = identities.get(name.substring(0, slash));
        if (identity == null) {
            return OptionalInt.empty();
        }
        if (identity != last) {
            last = identity;
            lastImages.clear();
            int end = dataset.firstSample(last) + dataset.sampleCount(last);
            for (int sample = dataset.firstSample(last); sample < end; sample++) {
                lastImages.put(images.relativeName(sample), sample);
            }
        }
        Integer sample = lastImages.get(name);
        return sample == null ? OptionalInt.empty() : OptionalInt.of(sample);
    }

    private OptionalInt findAnywhere(String name) {
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
