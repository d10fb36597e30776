package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import dev.interproto.common.pickle.PickleRefusals;

/**
 * Why a PyTorch file is not taken, in words for a person.
 *
 * @param file the file, as the messages name it
 */
record TorchRefusals(String file) implements PickleRefusals {
    private static final String NOTHING = "Nothing was imported.";
    private static final String SAVE_AGAIN =
            "Save the weights alone, torch.save(model.state_dict(), \"model.pth\"), and import that"
                    + " file.";

    @Override
    public UserFacingException damaged(String detail, Exception cause) {
        return new UserFacingException(
                file + " is cut off or damaged: " + PickleRefusals.shortened(detail) + ".",
                NOTHING,
                "Copy or download it again, and compare its size with the original's.",
                cause);
    }

    /** The name is none of those that rebuild tensors. */
    @Override
    public UserFacingException foreignGlobal(String name) {
        String meaning =
                name.startsWith("__torch__")
                        ? "It is a TorchScript module: a program, of which only Python knows the"
                                + " meaning."
                        : "Python would run it on opening the file. Here it was not run, and"
                                + " nothing was imported.";
        return new UserFacingException(
                file
                        + " refers to "
                        + PickleRefusals.shortened(name)
                        + ", which is no part of a tensor.",
                meaning,
                SAVE_AGAIN);
    }

    /** The instruction is none of those that state dicts need. */
    @Override
    public UserFacingException foreignInstruction(String instruction) {
        return new UserFacingException(
                file
                        + " uses the pickle instruction "
                        + PickleRefusals.shortened(instruction)
                        + ".",
                "State dicts have no need of it, and it could run code. " + NOTHING,
                SAVE_AGAIN);
    }

    /** The file asks for more memory than a model can need. */
    @Override
    public UserFacingException tooLarge(String detail) {
        return new UserFacingException(
                file + " is out of all proportion: " + PickleRefusals.shortened(detail) + ".",
                "No model needs that, and it could exhaust the memory. " + NOTHING,
                "If the file comes from a source you trust, load it in PyTorch and save its state"
                        + " dict again.");
    }

    /** The file is readable but does not hold what is wanted. */
    UserFacingException unfit(String detail) {
        return new UserFacingException(
                file + " " + PickleRefusals.shortened(detail) + ".", NOTHING, SAVE_AGAIN);
    }
}
