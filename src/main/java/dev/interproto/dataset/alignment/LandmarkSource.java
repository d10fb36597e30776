package dev.interproto.dataset.alignment;

/** Where alignment takes the five landmarks of a face from. */
public enum LandmarkSource {
    /** Hand-placed 68-point files beside the photographs. */
    PTS,
    /** A face detector. */
    DETECT
}
