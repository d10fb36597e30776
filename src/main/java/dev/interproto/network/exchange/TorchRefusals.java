package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;

/**
 * Why a PyTorch file is not taken, in words for a person.
 *
 * @param file the file, as the messages name it
 */
record TorchRefusals(String file) {
    /** Longest name from a file within a message. */
    private static final int LETTERS = 100;

    private static final String NOTHING = "Nothing was imported.";
    private static final String SAVE_AGAIN =
            "Save the weights alone, torch.save(model.state_dict(), \"model.pth\"), and import that"
                    + " file.";

    /** The file ends too early or contradicts itself. */
    UserFacingException damaged(String detail) {
        return damaged(detail, null);
    }

    /** The same with the technical cause, for the log. */
    UserFacingException damaged(String detail, Exception cause) {
        return new UserFacingException(
                file + " is cut off or damaged: " + shortened(detail) + ".",
                NOTHING,
                "Copy or download it again, and compare its size with the original's.",
                cause);
    }

    /** The pickle names a class or function that is none of those that rebuild tensors. */
    UserFacingException foreignGlobal(String name) {
        String meaning =
                name.startsWith("__torch__")
                        ? "It is a TorchScript module: a program, of which only Python knows the"
                                + " meaning."
                        : "Python would run it on opening the file. Here it was not run, and"
                                + " nothing was imported.";
        return new UserFacingException(
                file + " refers to " + shortened(name) + ", which is no part of a tensor.",
                meaning,
                SAVE_AGAIN);
    }

    /** The pickle uses an instruction that state dicts have no need of. */
    UserFacingException foreignInstruction(String instruction) {
        return new UserFacingException(
                file + " uses the pickle instruction " + shortened(instruction) + ".",
                "State dicts have no need of it, and it could run code. " + NOTHING,
                SAVE_AGAIN);
    }

    /** The file asks for more memory than a model can need. */
    UserFacingException tooLarge(String detail) {
        return new UserFacingException(
                file + " is out of all proportion: " + shortened(detail) + ".",
                "No model needs that, and it could exhaust the memory. " + NOTHING,
                "If the file comes from a source you trust, load it in PyTorch and save its state"
                        + " dict again.");
    }

    /** The file is readable but does not hold what is wanted. */
    UserFacingException unfit(String detail) {
        return new UserFacingException(file + " " + shortened(detail) + ".", NOTHING, SAVE_AGAIN);
    }

    /** A text from a file may be of any length and content; a message may not. */
    static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 2 * LETTERS
                ? printable
                : printable.substring(0, LETTERS) + "…";
    }
}
