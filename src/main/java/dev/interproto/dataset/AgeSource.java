package dev.interproto.dataset;

/** Where an image's age comes from. */
public enum AgeSource {
    /** An age-label file. */
    LABELS,
    /** The image's file name. */
    FILE_NAME,
    /** Set by the person in the workbench. */
    EDITED,
    /** Estimated by a model from the face: a guess, marked as one wherever it is shown. */
    ESTIMATED
}
