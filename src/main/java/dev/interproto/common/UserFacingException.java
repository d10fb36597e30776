package dev.interproto.common;

import java.util.Objects;

/**
 * A failure that a person can act on: what happened, what it means, what to do. The three sentences
 * are shown as they are; the cause goes to the log only.
 */
public final class UserFacingException extends RuntimeException {
    private final String what;
    private final String meaning;
    private final String remedy;

    /**
     * @param what what happened, one sentence, with the file or value concerned
     * @param meaning what follows from it
     * @param remedy what the person can do
     */
    public UserFacingException(String what, String meaning, String remedy) {
        this(what, meaning, remedy, null);
    }

    /** As above, with the technical cause for the log (may be null where there is none). */
    public UserFacingException(String what, String meaning, String remedy, Throwable cause) {
        super(what + " " + meaning + " " + remedy, cause);
        this.what = Objects.requireNonNull(what);
        this.meaning = Objects.requireNonNull(meaning);
        this.remedy = Objects.requireNonNull(remedy);
    }

    public String what() {
        return what;
    }

    public String meaning() {
        return meaning;
    }

    public String remedy() {
        return remedy;
    }
}
