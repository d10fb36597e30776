package dev.interproto.face;

/**
 * A place in an image: x to the right, y down, in pixels, the centre of the first pixel at (0, 0).
 */
public record Point(double x, double y) {}
