package dev.interproto.dataset.demo;

import dev.interproto.common.UserFacingException;

/**
 * What to draw.
 *
 * @param identities of the training set, 2 or more
 * @param imagesPerIdentity of the training set, 1 or more; {@value #CHILD_IMAGES} or more where
 *     there are child identities
 * @param childShare share of the training identities, 0 to 1, that are child identities by the
 *     paper's rule (at least {@value #CHILD_IMAGES} images under {@value #CHILD_AGE}); the others
 *     have adult images only
 * @param testIdentities other people, of all ages, for the pair lists; 2 or more
 * @param pairs genuine pairs of each pair list, and as many impostor pairs; at most nine a test
 *     identity
 * @param seed decides everything drawn
 * @param threads that draw; has no influence on what is drawn
 */
public record DemoFacesOptions(
        int identities,
        int imagesPerIdentity,
        double childShare,
        int testIdentities,
        int pairs,
        long seed,
        int threads) {

    /** The paper's child filter. */
    public static final int CHILD_IMAGES = 10;

    /** The paper's child age: those below it are children. */
    public static final int CHILD_AGE = 13;

    /** Genuine pairs with a small gap that every test identity is sure to have. */
    static final int SURE_PAIRS = 9;

    public DemoFacesOptions {
        check(identities >= 2, "identities", identities, "2 or more");
        check(imagesPerIdentity >= 1, "images per identity", imagesPerIdentity, "1 or more");
        check(childShare >= 0 && childShare <= 1, "share of children", childShare, "0 to 1");
        check(
                imagesPerIdentity >= CHILD_IMAGES || Math.round(identities * childShare) == 0,
                "images per identity",
                imagesPerIdentity,
                CHILD_IMAGES + " or more, so that there can be child identities");
        check(testIdentities >= 2, "test identities", testIdentities, "2 or more");
        check(
                pairs >= 1 && pairs <= SURE_PAIRS * testIdentities,
                "pairs",
                pairs,
                "1 to " + SURE_PAIRS + " for each of the " + testIdentities + " test identities");
        check(threads >= 1, "threads", threads, "1 or more");
    }

    private static void check(boolean fits, String name, Number value, String range) {
        if (!fits) {
            throw new UserFacingException(
                    "The demo faces were asked for with " + name + " = " + value + ".",
                    "Such a data set cannot be drawn.",
                    "Choose " + range + ".");
        }
    }

    /** 60 identities × 20 images, a third of them children; 40 test identities, 200 + 200 pairs. */
    public static DemoFacesOptions defaults() {
        return new DemoFacesOptions(
                60, 20, 1 / 3.0, 40, 200, 4885, Runtime.getRuntime().availableProcessors());
    }

    /** 24 identities × 16 images, a third of them children; 16 test identities, 100 + 100 pairs. */
    public static DemoFacesOptions quick() {
        return new DemoFacesOptions(
                24, 16, 1 / 3.0, 16, 100, 4885, Runtime.getRuntime().availableProcessors());
    }

    public DemoFacesOptions withSeed(long other) {
        return new DemoFacesOptions(
                identities, imagesPerIdentity, childShare, testIdentities, pairs, other, threads);
    }

    public DemoFacesOptions withThreads(int other) {
        return new DemoFacesOptions(
                identities, imagesPerIdentity, childShare, testIdentities, pairs, seed, other);
    }

    /** How many of the training identities are child identities. */
    public int childIdentities() {
        return (int) Math.round(identities * childShare);
    }
}
