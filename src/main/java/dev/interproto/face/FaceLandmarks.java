package dev.interproto.face;

import java.util.List;

/**
 * The five points that alignment uses. "Left" and "right" are those of the image, not of the
 * person.
 */
public record FaceLandmarks(
        Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {

    /** In the order above. */
    public List<Point> points() {
        return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
    }
}
