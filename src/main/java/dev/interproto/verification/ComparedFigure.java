package dev.interproto.verification;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure of two models on the same pairs.
 *
 * @param kind which figure
 * @param far of a TAR: at which false accept rate
 * @param first the first model's
 * @param second the second model's
 * @param difference 95 % interval of second less first, both on the same draws
 */
public record ComparedFigure(
        Kind kind, OptionalDouble far, double first, double second, Optional<Interval> difference) {

    /** The figures that are compared. */
    public enum Kind {
        /** Accuracy with each model's recommended threshold, the same in every draw. */
        OWN_THRESHOLD,
        /** Paper protocol. */
        BEST_THRESHOLD,
        KFOLD,
        AUC,
        EER,
        TAR
    }

    /**
     * Whether the interval leaves out 0: on other people the sign would most likely be the same.
     */
    public boolean differs() {
        return difference.isPresent() && !difference.get().contains(0);
    }
}
