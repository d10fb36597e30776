package dev.interproto.dataset;

/** What became of one photograph of a folder that is being aligned. */
public enum AlignmentOutcome {
    /** Its face was written. */
    ALIGNED,
    /** Its face was there from an earlier run, no older than the photograph. */
    ALREADY_DONE,
    /** The detector found none. */
    NO_FACE,
    /** It has no points file, or one that cannot be used. */
    NO_LANDMARKS,
    /** It could not be decoded. */
    UNREADABLE;

    /** Whether a face lies in the output folder. */
    public boolean hasFace() {
        return this == ALIGNED || this == ALREADY_DONE;
    }
}
