package dev.interproto.desktop.sweeps;

import dev.interproto.desktop.theme.Meaning;
import dev.interproto.desktop.theme.Theme;
import dev.interproto.projection.PrototypeMap;
import dev.interproto.workspace.sweep.SweepMaps;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** One small map with its title and numbers. */
final class MapTile extends VBox {
    private static final double SIDE = 268;
    private static final double EDGE = 8;

    private final Canvas canvas = new Canvas(SIDE, SIDE);
    private final List<PrototypeMap.MappedPrototype> points;
    private final ChangeListener<Theme> redraw;

    MapTile(SweepMaps.Panel panel, ReadOnlyObjectProperty<Theme> theme) {
        points = panel.map().points();
        redraw = (o, old, now) -> draw(now);
        theme.addListener(new WeakChangeListener<>(redraw));
        Label title = new Label(panel.title());
        title.getStyleClass().add("strong");
        title.setMaxWidth(SIDE);
        Label numbers = new Label(panel.numbers());
        numbers.getStyleClass().add("chart-hint");
        numbers.setWrapText(true);
        numbers.setMaxWidth(SIDE);
        numbers.setMinHeight(USE_PREF_SIZE);
        getStyleClass().add("card");
        setSpacing(8);
        getChildren().addAll(title, canvas, numbers);
        draw(theme.get());
    }

    /** Children over adults; one scale for both directions. */
    private void draw(Theme theme) {
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, SIDE, SIDE);
        pen.setFill(theme.card());
        pen.fillRect(0, 0, SIDE, SIDE);
        double left = points.stream().mapToDouble(p -> p.x()).min().orElse(0);
        double right = points.stream().mapToDouble(p -> p.x()).max().orElse(1);
        double low = points.stream().mapToDouble(p -> p.y()).min().orElse(0);
        double high = points.stream().mapToDouble(p -> p.y()).max().orElse(1);
        double scale = (SIDE - 2 * EDGE) / Math.max(1e-9, Math.max(right - left, high - low));
        double size = points.size() > 3000 ? 2 : points.size() > 500 ? 3.5 : 6;
        pen.setGlobalAlpha(0.85);
        for (boolean child : new boolean[] {false, true}) {
            pen.setFill((child ? Meaning.CHILD : Meaning.ADULT).colour());
            for (PrototypeMap.MappedPrototype point : points) {
                if (point.child() == child) {
                    pen.fillOval(
                            SIDE / 2 + scale * (point.x() - (left + right) / 2) - size / 2,
                            SIDE / 2 - scale * (point.y() - (low + high) / 2) - size / 2,
                            size,
                            size);
                }
            }
        }
        pen.setGlobalAlpha(1);
    }
}
