package dev.interproto.workspace.report;

import java.util.List;

/** Figures in rows of {@code columns}. */
public record PanelFigure(List<? extends Figure> panels, int columns) implements Figure {
    public PanelFigure {
        panels = List.copyOf(panels);
        if (panels.isEmpty() || columns < 1) {
            throw new IllegalArgumentException("a panel figure needs panels and columns");
        }
    }

    private double cellWidth() {
        return panels.stream().mapToDouble(Figure::width).max().orElseThrow();
    }

    private double cellHeight() {
        return panels.stream().mapToDouble(Figure::height).max().orElseThrow();
    }

    @Override
    public double width() {
        return Math.min(columns, panels.size()) * cellWidth();
    }

    @Override
    public double height() {
        return (panels.size() + columns - 1) / columns * cellHeight();
    }

    @Override
    public void draw(Canvas canvas) {
        for (int i = 0; i < panels.size(); i++) {
            panels.get(i).draw(canvas.at(i % columns * cellWidth(), i / columns * cellHeight()));
        }
    }
}
