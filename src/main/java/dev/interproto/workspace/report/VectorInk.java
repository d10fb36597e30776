package dev.interproto.workspace.report;

import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import java.util.Base64;
import java.util.Locale;

/** Writes SVG. */
final class VectorInk implements Ink {
    private final StringBuilder svg = new StringBuilder();

    VectorInk(double width, double height) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$.0f\" height=\"%2$.0f\""
                        + " viewBox=\"0 0 %1$.0f %2$.0f\" font-family=\"sans-serif\">\n",
                width, height);
        rectangle(0, 0, width, height, Palette.PAPER, 1);
    }

    String finish() {
        return svg + "</svg>\n";
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    @Override
    public void line(double[] x, double[] y, int colour, double width, double opacity) {
        if (x.length < 2) {
            return;
        }
        svg.append("<polyline fill=\"none\" points=\"");
        for (int i = 0; i < x.length; i++) {
            add("%.2f,%.2f ", x[i], y[i]);
        }
        add(
                "\" stroke=\"#%06x\" stroke-width=\"%.2f\" stroke-opacity=\"%.2f\""
                        + " stroke-linejoin=\"round\"/>\n",
                colour, width, opacity);
    }

    @Override
    public void rectangle(
            double x, double y, double width, double height, int colour, double opacity) {
        add(
                "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"#%06x\""
                        + " fill-opacity=\"%.2f\"/>\n",
                x, y, width, height, colour, opacity);
    }

    @Override
    public void dot(double x, double y, double radius, int colour, double opacity) {
        add(
                "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\" fill=\"#%06x\""
                        + " fill-opacity=\"%.2f\"/>\n",
                x, y, radius, colour, opacity);
    }

    @Override
    public void picture(double x, double y, double width, double height, RgbImage image) {
        add(
                "<image x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\""
                        + " preserveAspectRatio=\"none\" href=\"data:image/png;base64,%s\"/>\n",
                x, y, width, height, Base64.getEncoder().encodeToString(ImageEncoder.png(image)));
    }

    @Override
    public void text(double x, double y, String text, TextStyle style) {
        add(
                "<text x=\"%1$.2f\" y=\"%2$.2f\" font-size=\"%3$.1f\" fill=\"#%4$06x\""
                        + " text-anchor=\"%5$s\"%6$s%7$s>%8$s</text>\n",
                x,
                y,
                style.size(),
                style.colour(),
                style.anchor().name().toLowerCase(Locale.ROOT),
                style.bold() ? " font-weight=\"bold\"" : "",
                style.upwards()
                        ? String.format(Locale.ROOT, " transform=\"rotate(-90 %.2f %.2f)\"", x, y)
                        : "",
                text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
}
