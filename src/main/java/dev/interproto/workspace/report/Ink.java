package dev.interproto.workspace.report;

import dev.interproto.face.RgbImage;

/** What a figure is drawn with: pixels or SVG. Coordinates in points, x right, y down. */
public interface Ink {
    /** Where a text's given place lies along it. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A polyline. Colours are 0xRRGGBB. */
    void line(double[] x, double[] y, int colour, double width, double opacity);

    void rectangle(double x, double y, double width, double height, int colour, double opacity);

    void dot(double x, double y, double radius, int colour, double opacity);

    /** A picture, stretched to fill a rectangle. */
    void picture(double x, double y, double width, double height, RgbImage image);

    /** A text whose baseline is at y. */
    void text(double x, double y, String text, TextStyle style);

    /**
     * @param size points
     * @param upwards turned by 90° against the clock
     */
    record TextStyle(double size, boolean bold, int colour, Anchor anchor, boolean upwards) {
        static TextStyle of(double size, Anchor anchor) {
            return new TextStyle(size, false, Palette.TEXT, anchor, false);
        }

        TextStyle inBold() {
            return new TextStyle(size, true, colour, anchor, upwards);
        }

        TextStyle inColour(int other) {
            return new TextStyle(size, bold, other, anchor, upwards);
        }

        TextStyle turned() {
            return new TextStyle(size, bold, colour, anchor, true);
        }
    }

    default void segment(double x1, double y1, double x2, double y2, int colour, double width) {
        line(new double[] {x1, x2}, new double[] {y1, y2}, colour, width, 1);
    }
}
