package dev.interproto.face;

import java.util.Optional;

/**
 * One face found in a photograph.
 *
 * @param x left edge of the face's box, pixels
 * @param y top edge
 * @param width of the box
 * @param height of the box
 * @param confidence the detector's own score; higher is surer, comparable only within one detector
 * @param landmarks where the detector (or the eyes found within the box) gives them
 */
public record DetectedFace(
        double x,
        double y,
        double width,
        double height,
        double confidence,
        Optional<FaceLandmarks> landmarks) {}
