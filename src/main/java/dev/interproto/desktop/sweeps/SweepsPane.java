package dev.interproto.desktop.sweeps;

import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The list of sweeps and the one in view: queue, table, maps; or the form of a new one. */
final class SweepsPane extends StackPane {
    private static final double LIST_WIDTH = 224;

    private final Messages messages;
    private final SweepsViewModel viewModel;
    private final ListView<SweepOverview> list = new ListView<>();
    private final Label state = new Label();
    private final ProgressBar progress = new ProgressBar(0);
    private final Button start = new Button();
    private final Button pause = new Button();
    private final Button stop = new Button();
    private final SweepFormPane form;
    private final BooleanProperty settingUp = new SimpleBooleanProperty(false);

    SweepsPane(
            WorkbenchContext context,
            SweepsViewModel viewModel,
            SweepForm.NetworkThread networkThread) {
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.form = new SweepFormPane(context, networkThread, this::formDone);
        TabPane tabs =
                new TabPane(
                        tab("sweeps.tab.cells", new CellsTable(context, viewModel)),
                        tab("sweeps.tab.table", new ComparisonPane(context, viewModel)),
                        tab("sweeps.tab.maps", new MapsPane(context, viewModel)));
        tabs.setId("sweeps-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        VBox right = new VBox(12, bar(), tabs);
        right.setMinWidth(0);
        HBox.setHgrow(right, Priority.ALWAYS);
        HBox content = new HBox(16, sweepList(), right);
        EmptyState empty =
                new EmptyState(Feather.GRID, messages.text("sweeps.empty"))
                        .begin(
                                "sweeps-begin",
                                messages.text("sweeps.new"),
                                Feather.PLUS,
                                this::setUp);
        BooleanBinding none = Bindings.isEmpty(viewModel.sweeps());
        empty.visibleProperty().bind(none.and(viewModel.listedProperty()).and(settingUp.not()));
        content.visibleProperty().bind(none.not().and(settingUp.not()));
        form.visibleProperty().bind(settingUp);
        getChildren().addAll(content, empty, form);
        viewModel.cells().addListener((ListChangeListener<CellRow>) change -> update());
        viewModel.sweeps().addListener((ListChangeListener<SweepOverview>) change -> listed());
        viewModel.training().runningProperty().addListener((o, old, now) -> update());
        update();
    }

    /** Shows the form of a new sweep. */
    void setUp() {
        form.begin();
        settingUp.set(true);
    }

    private void formDone(Optional<String> created) {
        settingUp.set(false);
        created.ifPresent(name -> viewModel.selectedProperty().set(Optional.of(name)));
        viewModel.refresh();
    }

    private Tab tab(String key, Region content) {
        VBox padded = new VBox(content);
        VBox.setVgrow(content, Priority.ALWAYS);
        padded.setStyle("-fx-padding: 12 0 0 0;");
        return new Tab(messages.text(key), padded);
    }

    private Region sweepList() {
        list.setId("sweeps-list");
        list.setItems(viewModel.sweeps());
        list.setCellFactory(view -> new OverviewCell());
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now != null) {
                                viewModel.selectedProperty().set(Optional.of(now.name()));
                            }
                        });
        viewModel.selectedProperty().addListener((o, old, now) -> listed());
        StackPane card = new StackPane(list);
        card.getStyleClass().addAll("card", "flush");
        card.setMinWidth(LIST_WIDTH);
        card.setPrefWidth(LIST_WIDTH);
        return card;
    }

    /** The rows were replaced, or another is in view: the selection follows the name. */
    private void listed() {
        viewModel.overview().ifPresent(list.getSelectionModel()::select);
        update();
    }

    private final class OverviewCell extends ListCell<SweepOverview> {
        private final Label name = new Label();
        private final Label counts = new Label();
        private final VBox box = new VBox(2, name, counts);

        OverviewCell() {
            name.getStyleClass().add("strong");
            counts.getStyleClass().add("secondary");
        }

        @Override
        protected void updateItem(SweepOverview sweep, boolean empty) {
            super.updateItem(sweep, empty);
            setGraphic(empty || sweep == null ? null : box);
            if (!empty && sweep != null) {
                name.setText(sweep.name());
                counts.setText(summary(sweep));
            }
        }
    }

    private String summary(SweepOverview sweep) {
        if (!sweep.problem().isEmpty()) {
            return messages.text("sweeps.broken");
        }
        String done = messages.text("sweeps.finishedOf", sweep.finished(), sweep.cells());
        String failed =
                sweep.failed() == 0 ? "" : " " + messages.text("sweeps.failed", sweep.failed());
        return done + failed + (sweep.paused() ? " " + messages.text("sweeps.isPaused") : "");
    }

    private HBox bar() {
        button(start, "sweeps-start", "sweeps.start", Feather.PLAY, () -> viewModel.start(false));
        start.getStyleClass().add("primary");
        button(pause, "sweeps-pause", "sweeps.pause", Feather.PAUSE, this::togglePause);
        button(stop, "sweeps-stop", "sweeps.stop", Feather.SQUARE, viewModel.training()::stop);
        Button retry = new Button();
        button(
                retry,
                "sweeps-retry",
                "sweeps.retry",
                Feather.ROTATE_CW,
                () -> viewModel.start(true));
        retry.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        viewModel.training().runningProperty().get().isEmpty()
                                                && viewModel
                                                        .overview()
                                                        .filter(sweep -> sweep.failed() > 0)
                                                        .isPresent(),
                                viewModel.cells(),
                                viewModel.sweeps(),
                                viewModel.training().runningProperty()));
        retry.managedProperty().bind(retry.visibleProperty());
        state.getStyleClass().add("secondary");
        state.setWrapText(true);
        VBox texts = new VBox(6, state, progress);
        progress.setMaxWidth(Double.MAX_VALUE);
        texts.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(texts, Priority.ALWAYS);
        HBox bar = new HBox(8, texts, retry, start, pause, stop);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private void button(Button button, String id, String key, Ikon icon, Runnable action) {
        button.setId(id);
        button.setText(messages.text(key));
        button.setGraphic(Icons.of(icon));
        button.setOnAction(e -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
    }

    private void togglePause() {
        viewModel.pause(viewModel.overview().filter(SweepOverview::paused).isEmpty());
    }

    private void update() {
        Optional<SweepOverview> sweep = viewModel.overview();
        boolean here =
                sweep.map(SweepOverview::name).equals(viewModel.training().runningProperty().get())
                        && sweep.isPresent();
        boolean left = sweep.filter(s -> s.finished() + s.failed() < s.cells()).isPresent();
        state.setText(sweep.map(s -> s.problem().isEmpty() ? summary(s) : s.problem()).orElse(""));
        progress.setProgress(
                sweep.filter(s -> s.cells() > 0)
                        .map(s -> (double) s.finished() / s.cells())
                        .orElse(0.0));
        start.setDisable(!left || viewModel.training().runningProperty().get().isPresent());
        boolean paused = sweep.filter(SweepOverview::paused).isPresent();
        pause.setText(messages.text(paused ? "sweeps.goOn" : "sweeps.pause"));
        pause.setTooltip(new Tooltip(messages.text("sweeps.pause.tip")));
        pause.setDisable(sweep.isEmpty());
        stop.setTooltip(new Tooltip(messages.text("sweeps.stop.tip")));
        stop.setDisable(!here);
    }
}
