package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;

/** Why an MXNet model is not imported, in the words of a person. */
final class MxNetRefusals {
    /** Longest text of a file within a message. */
    private static final int LETTERS = 100;

    private MxNetRefusals() {}

    /** A text from a file may be of any length; a message is not. */
    static String shortened(String text) {
        return text.length() <= LETTERS ? text : text.substring(0, LETTERS) + "…";
    }

    static UserFacingException unreadable(String source, Exception cause) {
        return new UserFacingException(
                source + " cannot be read (" + shortened(String.valueOf(cause.getMessage())) + ").",
                "Nothing was imported.",
                "Check the path, and that you may read the file.",
                cause);
    }

    /** The parameter file is cut off, or none. */
    static UserFacingException brokenParams(String source, String what) {
        return new UserFacingException(
                source + " is no whole MXNet parameter file: " + what + ".",
                "Nothing was imported; the file may have been cut off while it was copied.",
                "Fetch the file again and compare its size with the original's.");
    }

    static UserFacingException brokenSymbol(String source, String what) {
        return new UserFacingException(
                source + " is no usable MXNet symbol: " + what + ".",
                "The network's graph cannot be followed; nothing was imported.",
                "Fetch the file again, or export it anew with MXNet's save_checkpoint.");
    }

    static UserFacingException unsupported(String source, SymbolNode node, String what) {
        return new UserFacingException(
                source + " cannot be translated: " + what + " at \"" + at(node) + "\".",
                "The network uses what this import does not know; nothing was imported.",
                "Convert the model to ONNX with MXNet's own exporter and import that.");
    }

    static UserFacingException misfit(String source, SymbolNode node, String what) {
        return new UserFacingException(
                source + " does not fit together: " + what + " at \"" + at(node) + "\".",
                "Symbol and parameters are not of the same model, or one of them is damaged;"
                        + " nothing was imported.",
                "Put the symbol and the parameters of one model beside each other.");
    }

    private static String at(SymbolNode node) {
        return shortened(node.name());
    }
}
