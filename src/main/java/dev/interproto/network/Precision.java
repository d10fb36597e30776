package dev.interproto.network;

import dev.interproto.common.UserFacingException;
import java.util.Locale;

/**
 * The number format of activations and products. Weights, statistics, losses and updates are
 * float32 in either.
 */
public enum Precision {
    /** bfloat16 where the processor multiplies it in hardware, else float32. */
    AUTO,
    /** IEEE single precision throughout. */
    FLOAT32,
    /** 8 bits of exponent and 8 of precision. */
    BFLOAT16;

    /** The precision as written on a command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The precision of an id, in any letter case.
     *
     * @throws UserFacingException naming the ids where it is none of them
     */
    public static Precision fromId(String id) {
        for (Precision precision : values()) {
            if (precision.id().equals(id.toLowerCase(Locale.ROOT))) {
                return precision;
            }
        }
        throw new UserFacingException(
                "There is no precision called \"" + id + "\".",
                "The work cannot start without one.",
                "Choose auto, float32 or bfloat16.");
    }
}
