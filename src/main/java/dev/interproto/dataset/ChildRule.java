package dev.interproto.dataset;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Which identities count as child identities: those with at least {@code childFilter} images of an
 * age below {@code childAge}; an image without an age counts as an adult's (Inter-Prototype, BMVC
 * 2021: 13 and 10).
 */
public record ChildRule(int childAge, int childFilter) {
    /** The paper's. */
    public static final ChildRule PAPER = new ChildRule(13, 10);

    /** The child identities, ascending. */
    public int[] childIdentities(FaceDataset dataset) {
        int[] childImages = new int[dataset.identityCount()];
        for (int i = 0; i < dataset.size(); i++) {
            OptionalInt age = dataset.age(i);
            if (age.isPresent() && age.getAsInt() < childAge) {
                childImages[dataset.identityOf(i)]++;
            }
        }
        int[] found = new int[childImages.length];
        int count = 0;
        for (int identity = 0; identity < childImages.length; identity++) {
            if (childImages[identity] >= childFilter) {
                found[count++] = identity;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
