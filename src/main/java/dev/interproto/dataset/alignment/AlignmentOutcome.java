package dev.interproto.dataset.alignment;

/** What became of one photograph of a folder that is being aligned. */
public enum AlignmentOutcome {
    /** Its face was found and written. */
    ALIGNED,
    /** It has the size of an aligned face, and was taken as it is. */
    TAKEN,
    /** No face could be taken; its middle was written, as asked for. */
    MIDDLE,
    /** The detector found none. */
    NO_FACE,
    /** Faces were found, but all too small or too unsure. */
    REJECTED,
    /** It has no points file, or one that cannot be used. */
    NO_LANDMARKS,
    /** It could not be decoded. */
    UNREADABLE;

    /** Whether an image lies in the output folder. */
    public boolean hasFace() {
        return this == ALIGNED || this == TAKEN || this == MIDDLE;
    }
}
