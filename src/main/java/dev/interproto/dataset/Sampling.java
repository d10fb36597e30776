package dev.interproto.dataset;

import dev.interproto.common.UserFacingException;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How often images are shown. An epoch always has as many images as the dataset.
 *
 * @param kind of balance; {@code UNIFORM} where a file has none
 * @param childShare share of an epoch's images that show a child, above 0 and below 1; used by
 *     {@code CHILD_SHARE} alone
 */
public record Sampling(Kind kind, double childShare) {
    /** The paper's: every image once. */
    public static final Sampling UNIFORM = new Sampling(Kind.UNIFORM, 0);

    /** Kinds of balance. */
    public enum Kind {
        /** Every image once an epoch. */
        UNIFORM,
        /**
         * Every identity equally often, to within one image. The images of one take turns, so of a
         * large identity only some are seen in an epoch.
         */
        IDENTITY,
        /**
         * Images below the child age make up a share of the epoch, all others the rest; within
         * each, every image is shown before one is shown again. No age counts as adult.
         */
        CHILD_SHARE
    }

    public Sampling {
        kind = kind == null ? Kind.UNIFORM : kind;
    }

    /**
     * Looks whether a dataset has what is to be balanced.
     *
     * @param childAge an image below it shows a child
     * @throws UserFacingException where a share of children is asked for and there are none, or no
     *     others
     */
    public void requireFor(FaceDataset dataset, int childAge) {
        if (kind != Kind.CHILD_SHARE) {
            return;
        }
        long children =
                IntStream.range(0, dataset.size())
                        .filter(sample -> isChild(dataset, sample, childAge))
                        .count();
        if (children == 0 || children == dataset.size()) {
            throw new UserFacingException(
                    "The dataset "
                            + dataset.name()
                            + (children == 0 ? " has no image" : " has only images")
                            + " below age "
                            + childAge
                            + ".",
                    "A share of children's images cannot be balanced against others.",
                    "Add age labels, choose another child age, or another sampling.");
        }
    }

    static boolean isChild(FaceDataset dataset, int sample, int childAge) {
        OptionalInt age = dataset.age(sample);
        return age.isPresent() && age.getAsInt() < childAge;
    }
}
