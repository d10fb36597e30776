package dev.interproto.workspace.report;

import dev.interproto.workspace.report.Ink.Anchor;
import dev.interproto.workspace.report.Ink.TextStyle;

/** A figure with a line below it. */
public record CaptionedFigure(Figure figure, String caption) implements Figure {
    private static final double LINE = 24;

    @Override
    public double width() {
        return figure.width();
    }

    @Override
    public double height() {
        return figure.height() + LINE;
    }

    @Override
    public void draw(Canvas canvas) {
        figure.draw(canvas);
        canvas.text(
                18,
                figure.height() + 12,
                caption,
                TextStyle.of(9.5, Anchor.START).inColour(Palette.SECONDARY));
    }
}
