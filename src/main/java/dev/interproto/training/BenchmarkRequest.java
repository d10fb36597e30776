package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import java.util.Locale;

/**
 * What is to be measured.
 *
 * @param kind of work
 * @param backbone id; not used by {@code HEAD} but for the size of an embedding, nor by {@code
 *     LOADER}
 * @param batchSize images a step
 * @param device {@code auto}, {@code cpu} or {@code cuda}
 * @param precision {@code auto}, {@code float32} or {@code bfloat16}
 * @param identities prototypes of {@code TRAIN} and {@code HEAD}
 * @param head margin head of {@code TRAIN} and {@code HEAD}
 * @param partialFc share of the identities that a step of {@code TRAIN} and {@code HEAD} uses,
 *     above 0 to 1
 * @param steps measured, after the warm-up
 */
public record BenchmarkRequest(
        Kind kind,
        String backbone,
        int batchSize,
        String device,
        String precision,
        int identities,
        HeadConfiguration head,
        double partialFc,
        int steps) {

    /** The kinds of work. */
    public enum Kind {
        /** The whole training step on synthetic images in memory. */
        TRAIN,
        /** Embedding of synthetic images in memory. */
        INFER,
        /** Loss, its gradients and the update of the prototypes alone. */
        HEAD,
        /** Reading, decoding, mirroring and normalising drawn JPEG faces from disk. */
        LOADER;

        /** As on the command line. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @throws UserFacingException for a count that makes no sense
     */
    public BenchmarkRequest {
        require(batchSize >= 2, "batch size", batchSize, 2);
        require(identities >= 2, "number of identities", identities, 2);
        require(steps >= 1, "number of steps", steps, 1);
        RefinementsCheck.partialFc(partialFc);
    }

    private static void require(boolean sound, String name, int value, int least) {
        if (!sound) {
            throw new UserFacingException(
                    "The benchmark was asked for with a " + name + " of " + value + ".",
                    "That cannot be measured.",
                    "Choose " + least + " or more.");
        }
    }
}
