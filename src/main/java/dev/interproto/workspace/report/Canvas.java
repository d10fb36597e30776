package dev.interproto.workspace.report;

import dev.interproto.face.RgbImage;

/** An ink and where on it a figure's corner lies, so that figures can stand side by side. */
public final class Canvas implements Ink {
    private final Ink ink;
    private final double left;
    private final double top;

    Canvas(Ink ink, double left, double top) {
        this.ink = ink;
        this.left = left;
        this.top = top;
    }

    Canvas at(double x, double y) {
        return new Canvas(ink, left + x, top + y);
    }

    @Override
    public void line(double[] x, double[] y, int colour, double width, double opacity) {
        ink.line(shifted(x, left), shifted(y, top), colour, width, opacity);
    }

    private static double[] shifted(double[] values, double by) {
        double[] shifted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            shifted[i] = values[i] + by;
        }
        return shifted;
    }

    @Override
    public void rectangle(
            double x, double y, double width, double height, int colour, double opacity) {
        ink.rectangle(left + x, top + y, width, height, colour, opacity);
    }

    @Override
    public void dot(double x, double y, double radius, int colour, double opacity) {
        ink.dot(left + x, top + y, radius, colour, opacity);
    }

    @Override
    public void picture(double x, double y, double width, double height, RgbImage image) {
        ink.picture(left + x, top + y, width, height, image);
    }

    @Override
    public void text(double x, double y, String text, TextStyle style) {
        ink.text(left + x, top + y, text, style);
    }
}
