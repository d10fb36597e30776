package dev.interproto.dataset.demo;

import java.awt.Color;
import java.awt.geom.Path2D;

/** Many fine lines of a few tones. All of one tone are collected and drawn as one path. */
final class Strands {
    private static final int TONES = 5;

    private final Path2D[] paths = new Path2D[TONES];

    Strands() {
        for (int i = 0; i < TONES; i++) {
            paths[i] = new Path2D.Double();
        }
    }

    /** Adds a strand; the tone goes from 0, dark, to 1, light. */
    void add(double tone, Path2D strand) {
        int at = (int) (Math.max(0, Math.min(1, tone)) * TONES);
        paths[Math.min(TONES - 1, at)].append(strand, false);
    }

    /** Draws them half see-through, the tones from {@code darkest} to {@code lightest} times. */
    void draw(Brush brush, double width, Color colour, double darkest, double lightest) {
        for (int i = 0; i < TONES; i++) {
            double tone = darkest + (lightest - darkest) * (i + 0.5) / TONES;
            Color shade = Palette.shift(Palette.times(colour, tone), 6, 5, 4);
            brush.line(paths[i], width, Palette.alpha(shade, 0.5 * colour.getAlpha() / 255.0));
        }
    }
}
