package dev.interproto.common.pickle;

import dev.interproto.common.UserFacingException;

/**
 * Why a pickle is not taken, in words for a person who knows the file only by what it is for. Texts
 * of the file in the details may be of any length and content; implementations {@linkplain
 * #shortened shorten} them.
 */
public interface PickleRefusals {
    /** The file ends too early or contradicts itself. */
    default UserFacingException damaged(String detail) {
        return damaged(detail, null);
    }

    /** The same with the technical cause, for the log; null where there is none. */
    UserFacingException damaged(String detail, Exception cause);

    /** The pickle names a class or function that is none of those expected. */
    UserFacingException foreignGlobal(String name);

    /** The pickle uses an instruction that its kind of file has no need of. */
    UserFacingException foreignInstruction(String instruction);

    /** The file asks for more memory or time than its kind of file can need. */
    UserFacingException tooLarge(String detail);

    /** A text without control characters and of at most 200 letters. */
    static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 200 ? printable : printable.substring(0, 100) + "…";
    }
}
