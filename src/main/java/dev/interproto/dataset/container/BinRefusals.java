package dev.interproto.dataset.container;

import dev.interproto.common.UserFacingException;
import dev.interproto.common.pickle.PickleRefusals;
import java.nio.file.Path;

/**
 * Why a {@code .bin} verification set is not taken, in words for a person.
 *
 * @param file the set
 */
record BinRefusals(Path file) implements PickleRefusals {
    private static final String NOTHING = "There are no pairs to evaluate.";
    private static final String WHAT =
            "A set is a pickle of two lists, of images (bytes or numpy uint8 arrays, two a pair)"
                    + " and of truths, as InsightFace's lfw.bin and agedb_30.bin.";

    @Override
    public UserFacingException damaged(String detail, Exception cause) {
        return new UserFacingException(
                "The verification set "
                        + file
                        + " is cut off or damaged: "
                        + PickleRefusals.shortened(detail)
                        + ".",
                NOTHING,
                "Copy or download it again, and compare its size with the original's. " + WHAT,
                cause);
    }

    @Override
    public UserFacingException foreignGlobal(String name) {
        return new UserFacingException(
                "The verification set "
                        + file
                        + " refers to "
                        + PickleRefusals.shortened(name)
                        + ", which is no part of a list of images.",
                "Python would run it on opening the file. Here it was not run. " + NOTHING,
                WHAT);
    }

    @Override
    public UserFacingException foreignInstruction(String instruction) {
        return new UserFacingException(
                "The verification set "
                        + file
                        + " uses the pickle instruction "
                        + PickleRefusals.shortened(instruction)
                        + ".",
                "Lists of images have no need of it, and it could run code. " + NOTHING,
                WHAT);
    }

    @Override
    public UserFacingException tooLarge(String detail) {
        return new UserFacingException(
                "The verification set "
                        + file
                        + " is out of all proportion: "
                        + PickleRefusals.shortened(detail)
                        + ".",
                "It could exhaust the memory. " + NOTHING,
                WHAT);
    }

    /** The pickle is readable but holds something else. */
    UserFacingException unfit(String detail) {
        return new UserFacingException(
                "The file " + file + " is no verification set: it " + detail + ".", NOTHING, WHAT);
    }
}
