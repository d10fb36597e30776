package dev.interproto.dataset.duplicate;

import java.util.List;

/**
 * Images that show one photograph.
 *
 * @param images two or more; the first is the one to keep (the largest file, of equal ones the
 *     first), the others follow in the dataset's order
 * @param acrossIdentities whether they are filed under more than one identity, so that at least one
 *     label is wrong
 */
public record DuplicateGroup(List<Copy> images, boolean acrossIdentities) {
    public DuplicateGroup {
        images = List.copyOf(images);
    }

    /** How one image of a group agrees with the one to keep. */
    public enum Kind {
        /** The same bytes (also the one to keep itself). */
        EXACT,
        /** The same picture, encoded, sized, cropped or lit otherwise. */
        NEAR,
        /** The same picture seen in a mirror, which is what training's flips make of it anyway. */
        MIRRORED
    }

    /**
     * One image of a group.
     *
     * @param sample in the dataset
     * @param kind against the one to keep
     * @param distance bits by which the hashes differ
     * @param correlation of the pictures, to 1
     */
    public record Copy(int sample, Kind kind, int distance, double correlation) {}

    /** The image to keep. */
    public Copy kept() {
        return images.get(0);
    }

    /** All but the one to keep. */
    public List<Copy> others() {
        return images.subList(1, images.size());
    }

    /** The loosest agreement in the group. */
    public Kind kind() {
        return images.stream().map(Copy::kind).max(Kind::compareTo).orElseThrow();
    }
}
