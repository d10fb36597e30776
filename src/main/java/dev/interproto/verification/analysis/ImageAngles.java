package dev.interproto.verification.analysis;

import java.util.List;

/**
 * Angles between images' embeddings and prototypes, degrees. A network that tells children apart
 * has child images far from other children's prototypes and near to their own.
 *
 * @param childPrototypes prototypes of child identities
 * @param adultPrototypes the others
 * @param child images of an age below the child rule's
 * @param adult the others, those without an age among them
 * @param ages images with an age, by age
 */
public record ImageAngles(
        int childPrototypes, int adultPrototypes, Group child, Group adult, List<OfAge> ages) {
    public ImageAngles {
        ages = List.copyOf(ages);
    }

    /**
     * A group's angles.
     *
     * @param images sampled ones that could be read
     * @param own to the prototype of the image's own identity
     * @param children for each image the mean angle to the prototypes of other child identities
     * @param adults for each image the mean angle to the prototypes of other identities that are no
     *     child identities
     */
    public record Group(Sampled images, Spread own, Spread children, Spread adults) {}

    /**
     * Angles to the own prototype at an age.
     *
     * @param images sampled ones that could be read
     */
    public record OfAge(AgeBin bin, Sampled images, Spread own) {}
}
