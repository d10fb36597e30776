package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * What the map's colours mean and how many points there are of each; its boxes hide and show them.
 */
final class MapLegend extends VBox {
    private final Messages messages;
    private final MapCanvas canvas;
    private final CheckBox children = new CheckBox();
    private final CheckBox adults = new CheckBox();
    private final Label sampled = new Label();

    MapLegend(MapCanvas canvas, Messages messages) {
        this.canvas = canvas;
        this.messages = messages;
        children.setId("show-children");
        adults.setId("show-adults");
        sampled.getStyleClass().add("secondary");
        sampled.managedProperty().bind(sampled.textProperty().isNotEmpty());
        getChildren().addAll(entry(children, "child"), entry(adults, "adult"), sampled);
        getStyleClass().add("map-overlay");
        setId("map-legend");
    }

    private Node entry(CheckBox box, String style) {
        Region dot = new Region();
        dot.getStyleClass().addAll("legend-dot", style);
        box.setSelected(true);
        box.selectedProperty()
                .addListener(
                        (o, old, now) ->
                                canvas.setShown(children.isSelected(), adults.isSelected()));
        HBox line = new HBox(8, dot, box);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** Counts a map's points; is hidden without one. */
    void show(Optional<MapView> map) {
        setVisible(map.isPresent());
        children.setText(map.map(now -> childWord(now, messages)).orElse(""));
        adults.setText(map.map(now -> adultWord(now, messages)).orElse(""));
        sampled.setText(
                map.filter(MapView::isSampled)
                        .map(
                                now ->
                                        messages.text(
                                                "prototypes.sampled",
                                                Formats.count(MapView.MOST_DRAWN),
                                                Formats.count(now.points().size())))
                        .orElse(""));
    }

    /** Names the child identities with their count. */
    static String childWord(MapView map, Messages messages) {
        return messages.text("prototypes.legend.child", Formats.count(map.children()));
    }

    /** Names the others with their count. */
    static String adultWord(MapView map, Messages messages) {
        return messages.text(
                "prototypes.legend.adult", Formats.count(map.points().size() - map.children()));
    }
}
