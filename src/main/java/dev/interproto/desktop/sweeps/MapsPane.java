package dev.interproto.desktop.sweeps;

import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.projection.TsneOptions;
import dev.interproto.workspace.sweep.SweepMaps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/** The prototype maps of a sweep's methods side by side. */
final class MapsPane extends VBox {
    private final WorkbenchContext context;
    private final Messages messages;
    private final SweepsViewModel viewModel;
    private final FlowPane tiles = new FlowPane(12, 12);

    MapsPane(WorkbenchContext context, SweepsViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        Button draw = new Button(messages.text("sweeps.maps.draw"), Icons.of(Feather.SHARE_2));
        draw.setId("sweep-draw-maps");
        draw.setMinWidth(Region.USE_PREF_SIZE);
        draw.setOnAction(e -> viewModel.drawMaps());
        BooleanBinding possible =
                Bindings.createBooleanBinding(
                        () -> viewModel.overview().filter(s -> s.finished() > 0).isPresent(),
                        viewModel.cells(),
                        viewModel.sweeps());
        draw.disableProperty().bind(possible.not());
        Label hint = new Label(messages.text("sweeps.maps.hint"));
        hint.getStyleClass().add("secondary");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(hint, Priority.ALWAYS);
        hint.setMaxWidth(Double.MAX_VALUE);
        HBox tools = new HBox(8, hint, seeds(), draw, exports());
        tools.setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = new ScrollPane(tiles);
        scroll.setFitToWidth(true);
        EmptyState empty =
                new EmptyState(Feather.SHARE_2, messages.text("sweeps.maps.empty"))
                        .begin(
                                "sweep-begin-maps",
                                messages.text("sweeps.maps.draw"),
                                Feather.SHARE_2,
                                viewModel::drawMaps);
        empty.visibleProperty()
                .bind(
                        possible.and(
                                Bindings.createBooleanBinding(
                                        () -> viewModel.mapsProperty().get().isEmpty(),
                                        viewModel.mapsProperty())));
        StackPane maps = new StackPane(scroll, empty);
        VBox.setVgrow(maps, Priority.ALWAYS);
        setSpacing(8);
        getChildren().addAll(tools, maps);
        viewModel.mapsProperty().addListener((o, old, now) -> show(now));
    }

    /** The seeds of the sweep's cells, and before them none: the first that is finished. */
    private ComboBox<OptionalLong> seeds() {
        ComboBox<OptionalLong> choice = new ComboBox<>();
        choice.setId("sweep-map-seed");
        choice.setMinWidth(Region.USE_PREF_SIZE);
        choice.setTooltip(new Tooltip(messages.text("sweeps.maps.seed.tip")));
        choice.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(OptionalLong seed) {
                        return seed == null || seed.isEmpty()
                                ? messages.text("sweeps.maps.seed.first")
                                : messages.text(
                                        "sweeps.maps.seed", Long.toString(seed.getAsLong()));
                    }

                    @Override
                    public OptionalLong fromString(String text) {
                        throw new UnsupportedOperationException("a seed is chosen, not typed");
                    }
                });
        viewModel.cells().addListener((ListChangeListener<CellRow>) change -> offerSeeds(choice));
        offerSeeds(choice);
        choice.valueProperty().bindBidirectional(viewModel.mapSeedProperty());
        return choice;
    }

    private void offerSeeds(ComboBox<OptionalLong> choice) {
        List<OptionalLong> seeds = new ArrayList<>(List.of(OptionalLong.empty()));
        viewModel.cells().stream()
                .mapToLong(row -> row.status().cell().seed())
                .distinct()
                .sorted()
                .mapToObj(OptionalLong::of)
                .forEach(seeds::add);
        if (!choice.getItems().equals(seeds)) {
            OptionalLong chosen = viewModel.mapSeedProperty().get();
            choice.getItems().setAll(seeds);
            choice.setValue(seeds.contains(chosen) ? chosen : OptionalLong.empty());
        }
    }

    private MenuButton exports() {
        MenuButton menu =
                new MenuButton(messages.text("sweeps.export"), Icons.of(Feather.DOWNLOAD));
        menu.setMinWidth(Region.USE_PREF_SIZE);
        MenuItem png = new MenuItem(messages.text("chart.savePng"));
        png.setOnAction(e -> export("png"));
        MenuItem svg = new MenuItem(messages.text("chart.saveSvg"));
        svg.setOnAction(e -> export("svg"));
        menu.getItems().setAll(png, svg);
        menu.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> viewModel.mapsProperty().get().isEmpty(),
                                viewModel.mapsProperty()));
        return menu;
    }

    private void export(String ending) {
        context.files()
                .saveFile(messages.text("sweeps.export"), "prototype-maps", ending)
                .ifPresent(
                        file -> {
                            try {
                                SweepMaps.figure(
                                                viewModel.mapsProperty().get(),
                                                TsneOptions.defaults())
                                        .save(file);
                                context.notifications()
                                        .success(messages.text("sweeps.saved", file));
                            } catch (IOException e) {
                                context.notifications().failure(messages.text("sweeps.export"), e);
                            }
                        });
    }

    private void show(List<SweepMaps.Panel> panels) {
        tiles.getChildren()
                .setAll(panels.stream().map(panel -> new MapTile(panel, context.theme())).toList());
    }
}
