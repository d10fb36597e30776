package dev.interproto.verification.analysis;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.FaceDataset;
import java.util.OptionalInt;

/**
 * What of a dataset is looked at.
 *
 * @param rule which identities and images are children's
 * @param identities at most as many child identities, and as many others, are compared
 * @param images at most as many images of each group and each age are measured
 * @param seed of the samples
 */
public record AnalysisOptions(ChildRule rule, int identities, int images, long seed) {
    /** As the authors compare them. */
    public static final int IDENTITIES = 200;

    /** A mean's standard error is then the standard deviation over √2000 ≈ 45. */
    public static final int IMAGES = 2000;

    /** All pairs are compared: as many identities make 50 million pairs a group at the most. */
    public static final int MOST_IDENTITIES = 10_000;

    /** As many images tell the direction of an identity's mean; the paper's rule asks for ten. */
    static final int IMAGES_OF_MEAN = 50;

    /**
     * @throws UserFacingException where a number makes no sense
     */
    public AnalysisOptions {
        if (identities < 2 || identities > MOST_IDENTITIES || images < 1) {
            throw new UserFacingException(
                    "Samples of " + identities + " identities and " + images + " images.",
                    "Two identities make the first pair, and all pairs are compared.",
                    "Choose 2 to " + MOST_IDENTITIES + " identities and at least 1 image.");
        }
        if (rule.childAge() < 1 || rule.childFilter() < 1) {
            throw new UserFacingException(
                    "A child age of "
                            + rule.childAge()
                            + " with "
                            + rule.childFilter()
                            + " images.",
                    "No image would be a child's, or every identity a child identity.",
                    "Choose an age and a number of images of 1 or more; the paper's are 13 and"
                            + " 10.");
        }
    }

    /** Whether an image is a child's; one without an age is an adult's. */
    boolean isChildImage(FaceDataset dataset, int sample) {
        OptionalInt age = dataset.age(sample);
        return age.isPresent() && age.getAsInt() < rule.childAge();
    }
}
