package dev.interproto.desktop.shell;

/** Tells the person something, without stopping what they do. May be called from any thread. */
public interface Notifications {

    /** Something was done; goes away by itself. */
    void success(String text);

    /** As above, with something to do about it. */
    void success(String text, String actionText, Runnable action);

    /** Something to know; shown in the status bar only. */
    void status(String text);

    /**
     * Something failed: a {@link dev.interproto.common.UserFacingException} with its three
     * sentences, anything else as an unexpected error with the way to the log. Logged here, once.
     *
     * @param doing what was being done, a few words
     */
    void failure(String doing, Throwable failure);
}
