package dev.interproto.common;

/** The person asked to stop; what was done so far is kept where the work says so. */
public final class CancelledException extends RuntimeException {
    public CancelledException() {
        super("cancelled");
    }
}
