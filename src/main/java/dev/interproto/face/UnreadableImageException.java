package dev.interproto.face;

import java.io.IOException;

/**
 * An image that cannot be used: missing, empty, truncated, of an unknown format or absurdly large.
 * The message is one sentence for a person, beginning with the image's name.
 */
public final class UnreadableImageException extends IOException {
    private final String reason;

    /**
     * @param name the file, or the container and record
     * @param reason what is wrong, as the rest of a sentence: "is truncated …"
     */
    public UnreadableImageException(String name, String reason) {
        super(name + " " + reason + ".");
        this.reason = reason;
    }

    /** What is wrong without the name, so that a list of files can show it in its own column. */
    public String reason() {
        return reason;
    }
}
