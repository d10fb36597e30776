package dev.interproto.training;

import dev.interproto.common.SeededSubset;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many prototypes a training keeps of each epoch, so that their way can be replayed. It changes
 * nothing in the result. 2,000 prototypes of 512 numbers take 4 MB an epoch, where all of 85,742
 * would take 176 MB.
 *
 * @param most prototypes at most; 0 keeps none
 */
public record KeptPrototypes(int most) {
    /** As many as make a map that is not too crowded to be read. */
    public static final KeptPrototypes USUAL = new KeptPrototypes(2000);

    public static final KeptPrototypes NONE = new KeptPrototypes(0);

    /**
     * Which identities are kept: the child identities, of which a seeded sample where they would
     * leave the others less than half the room, and a seeded sample of the others. The same at
     * every epoch, also after a resume.
     *
     * @param identities how many there are
     * @param children child identities
     * @return ascending
     */
    int[] chosen(int identities, int[] children, long seed) {
        int[] adults = IntStream.range(0, identities).filter(i -> !has(children, i)).toArray();
        int childRoom = Math.max(most - most / 2, most - adults.length);
        IntStream ofChildren = drawn(children, childRoom, seed);
        int adultRoom = most - Math.min(childRoom, children.length);
        return IntStream.concat(ofChildren, drawn(adults, adultRoom, seed)).sorted().toArray();
    }

    private static boolean has(int[] ascending, int value) {
        return Arrays.binarySearch(ascending, value) >= 0;
    }

    private static IntStream drawn(int[] from, int most, long seed) {
        return Arrays.stream(SeededSubset.draw(from.length, most, seed)).map(i -> from[i]);
    }
}
