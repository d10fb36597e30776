package dev.interproto.dataset.demo;

import java.awt.Color;

/** Arithmetic on colours, in sRGB values. */
final class Palette {
    private Palette() {}

    /** Goes from {@code a} (0) to {@code b} (1). */
    static Color mix(Color a, Color b, double share) {
        return new Color(
                clamp(a.getRed() + (b.getRed() - a.getRed()) * share),
                clamp(a.getGreen() + (b.getGreen() - a.getGreen()) * share),
                clamp(a.getBlue() + (b.getBlue() - a.getBlue()) * share));
    }

    /** A place on a scale of colours, 0 the first and 1 the last. */
    static Color along(Color[] stops, double place) {
        double at = Math.max(0, Math.min(1, place)) * (stops.length - 1);
        int first = Math.min((int) at, stops.length - 2);
        return mix(stops[first], stops[first + 1], at - first);
    }

    static Color shift(Color colour, double red, double green, double blue) {
        return new Color(
                clamp(colour.getRed() + red),
                clamp(colour.getGreen() + green),
                clamp(colour.getBlue() + blue));
    }

    /** Darker (below 1) or lighter. */
    static Color times(Color colour, double factor) {
        return new Color(
                clamp(colour.getRed() * factor),
                clamp(colour.getGreen() * factor),
                clamp(colour.getBlue() * factor));
    }

    /** The same colour, see-through: 0 invisible, 1 opaque. */
    static Color alpha(Color colour, double opacity) {
        return new Color(
                colour.getRed(), colour.getGreen(), colour.getBlue(), clamp(255 * opacity));
    }

    /** A skin's own shadow: darker, and redder, as light within skin is. */
    static Color shadow(Color skin) {
        return new Color(
                clamp(skin.getRed() * 0.52),
                clamp(skin.getGreen() * 0.39),
                clamp(skin.getBlue() * 0.35));
    }

    /** Light on a skin: the paler the skin, the whiter. */
    static Color highlight(Color skin) {
        double pale = (skin.getRed() + skin.getGreen() + skin.getBlue()) / 765.0;
        return mix(times(skin, 1.3), new Color(255, 246, 232), 0.25 + 0.7 * pale);
    }

    private static int clamp(double value) {
        return (int) Math.round(Math.max(0, Math.min(255, value)));
    }
}
