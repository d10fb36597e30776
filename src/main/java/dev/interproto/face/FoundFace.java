package dev.interproto.face;

/**
 * A face of a photograph, and whether it was taken.
 *
 * @param face where it is
 * @param fate what a {@link FaceSelection} made of it
 */
public record FoundFace(DetectedFace face, Fate fate) {

    /** What became of a face. */
    public enum Fate {
        /** The one taken. */
        CHOSEN,
        /** A face good enough, but another was preferred. */
        PASSED_OVER,
        /** Smaller than asked for. */
        TOO_SMALL,
        /** Less sure than asked for. */
        UNSURE
    }
}
