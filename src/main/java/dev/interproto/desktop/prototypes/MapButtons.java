package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.Candidate;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Zooms the map and saves it. */
final class MapButtons extends VBox {
    private static final double ZOOM = 1.4;

    private final WorkbenchContext context;
    private final Messages messages;
    private final PrototypesViewModel viewModel;

    MapButtons(WorkbenchContext context, PrototypesViewModel viewModel, MapCanvas canvas) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        MenuButton save = new MenuButton("", Icons.of(Feather.DOWNLOAD));
        save.setId("save-map");
        save.getStyleClass().addAll("quiet", "icon-only");
        save.setTooltip(new Tooltip(messages.text("chart.menu")));
        save.getItems().setAll(saveItems());
        getChildren()
                .addAll(
                        button(
                                "zoom-in",
                                Feather.PLUS,
                                "prototypes.zoomIn",
                                () -> canvas.zoom(ZOOM)),
                        button(
                                "zoom-out",
                                Feather.MINUS,
                                "prototypes.zoomOut",
                                () -> canvas.zoom(1 / ZOOM)),
                        button("zoom-fit", Feather.MAXIMIZE, "prototypes.zoomFit", canvas::fit),
                        save);
        setAlignment(Pos.CENTER);
        getStyleClass().addAll("map-overlay", "bare");
    }

    private List<MenuItem> saveItems() {
        return context.charts()
                .export()
                .menuItems(
                        () -> "prototypes-" + runName(),
                        (graphics, width, height) ->
                                viewModel
                                        .mapProperty()
                                        .get()
                                        .ifPresent(
                                                now ->
                                                        new MapFigure(
                                                                        messages.text(
                                                                                "prototypes.figure",
                                                                                runName()),
                                                                        MapLegend.childWord(
                                                                                now, messages),
                                                                        MapLegend.adultWord(
                                                                                now, messages))
                                                                .draw(
                                                                        graphics, now, width,
                                                                        height)),
                        720,
                        640,
                        () -> MapFigure.table(viewModel.mapProperty().get().orElseThrow()));
    }

    private String runName() {
        return viewModel.runs().selectedProperty().get().map(Candidate::name).orElse("");
    }

    private Button button(String id, Ikon icon, String key, Runnable action) {
        Button button = new Button("", Icons.of(icon));
        button.setId(id);
        button.getStyleClass().add("quiet");
        button.setTooltip(new Tooltip(messages.text(key)));
        button.setOnAction(e -> action.run());
        return button;
    }
}
