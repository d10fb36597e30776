package dev.interproto.desktop.training;

import dev.interproto.desktop.control.FigureTile;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.desktop.runs.StatusChip;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.RunStatus;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Binds {@code run.fxml} to its view model: a run that trains, or has trained. */
final class RunController {
    private static final double SMOOTHING = 0.8;

    private final WorkbenchContext context;
    private final Messages messages;
    private final TrainingViewModel viewModel;
    private final StatusChip chip;
    private final Button pause = new Button();
    private final Button stop = new Button();
    private final Button resume = new Button();
    private final HBox controls;
    private RunCharts runCharts;
    private OutcomeCard outcome;
    private Optional<RunView> drawn = Optional.empty();

    private FigureTile epoch;
    private FigureTile loss;
    private FigureTile accuracy;
    private FigureTile speed;
    private FigureTile time;
    private FigureTile similarity;

    @FXML private VBox banner;
    @FXML private ProgressBar progress;
    @FXML private HBox tiles;
    @FXML private HBox chartChoice;
    @FXML private Slider smoothing;
    @FXML private Label smoothingValue;
    @FXML private StackPane charts;
    @FXML private Label device;
    @FXML private ListView<String> log;

    RunController(WorkbenchContext context, TrainingViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.chip = new StatusChip(new RunTexts(messages));
        this.controls = new HBox(8, chip, pause, stop, resume);
        controls.setAlignment(Pos.CENTER_RIGHT);
        pause.setId("pause");
        stop.setId("stop");
        resume.setId("resume");
        stop.setText(messages.text("training.stop"));
        stop.setGraphic(Icons.of(Feather.SQUARE));
        resume.setText(messages.text("training.resume"));
        resume.setGraphic(Icons.of(Feather.PLAY));
        pause.setOnAction(e -> viewModel.pauseOrResume());
        stop.setOnAction(e -> viewModel.stop());
        resume.setOnAction(e -> shown().ifPresent(run -> viewModel.resume(run.name())));
    }

    @FXML
    private void initialize() {
        runCharts = new RunCharts(context.charts(), messages);
        outcome = new OutcomeCard(context, viewModel);
        epoch = tile("training.tile.epoch", "tile-epoch");
        loss = tile("training.tile.loss", "tile-loss");
        accuracy = tile("training.tile.accuracy", "tile-accuracy");
        speed = tile("training.tile.speed", "tile-speed");
        time = tile("training.tile.left", "tile-time");
        similarity = tile("training.tile.similarity", "tile-similarity");
        tiles.getChildren().addAll(epoch, time, speed, loss, accuracy, similarity);
        chartChoice();
        smoothing
                .valueProperty()
                .addListener(
                        (o, old, now) -> {
                            runCharts.setSmoothing(now.doubleValue());
                            smoothingValue.setText(Formats.decimal(now.doubleValue(), 2));
                        });
        smoothing.setValue(SMOOTHING);
        log.setItems(viewModel.run().log());
        log.setCellFactory(view -> new LogCell());
        viewModel
                .run()
                .log()
                .addListener(
                        (javafx.collections.ListChangeListener<String>)
                                change -> Platform.runLater(this::showNewestLine));
        viewModel.run().viewProperty().addListener((o, old, now) -> show(old, now));
        show(Optional.empty(), shown());
    }

    /** Pause, stop, resume and the status, for the page's header. */
    Node controls() {
        return controls;
    }

    /** Brings the charts up to date; called by the page's timer. */
    void draw() {
        Optional<RunView> now = shown();
        if (viewModel.showsRunProperty().get() && now.isPresent() && !now.equals(drawn)) {
            drawn = now;
            RunView.Figures figures = now.get().figures();
            runCharts.draw(viewModel.run().history(), figures.chance(), figures.start());
        }
    }

    private void showNewestLine() {
        log.scrollTo(viewModel.run().log().size() - 1);
    }

    private Optional<RunView> shown() {
        return viewModel.run().viewProperty().get();
    }

    private FigureTile tile(String key, String id) {
        FigureTile tile = new FigureTile(messages.text(key));
        tile.setId(id);
        tile.setPrefWidth(120);
        tile.setMinWidth(0);
        return tile;
    }

    private void chartChoice() {
        ToggleGroup group = new ToggleGroup();
        ToggleButton learning = new ToggleButton(messages.text("training.charts.learning"));
        ToggleButton prototypes = new ToggleButton(messages.text("training.charts.prototypes"));
        ToggleButton machine = new ToggleButton(messages.text("training.charts.machine"));
        learning.getStyleClass().add("first");
        prototypes.getStyleClass().add("middle");
        machine.getStyleClass().add("last");
        learning.setId("charts-learning");
        prototypes.setId("charts-prototypes");
        machine.setId("charts-machine");
        offer(learning, group, runCharts.learning());
        offer(prototypes, group, runCharts.prototypes());
        offer(machine, group, runCharts.machine());
        learning.setSelected(true);
    }

    private void offer(ToggleButton button, ToggleGroup group, List<Node> shown) {
        HBox row = new HBox(12);
        row.getChildren().setAll(shown);
        row.visibleProperty().bind(button.selectedProperty());
        charts.getChildren().add(row);
        button.setToggleGroup(group);
        button.setOnAction(e -> button.setSelected(true));
        chartChoice.getChildren().add(button);
    }

    private void show(Optional<RunView> before, Optional<RunView> now) {
        if (now.isEmpty()) {
            runCharts.clear();
            drawn = Optional.empty();
            banner.getChildren().clear();
            return;
        }
        RunView run = now.get();
        figures(run);
        controls(run);
        outcome.show(banner, run);
    }

    private void figures(RunView run) {
        RunView.Figures f = run.figures();
        epoch.numberProperty().set(f.epoch() + " / " + f.epochs());
        epoch.noteProperty()
                .set(
                        f.steps() == 0
                                ? ""
                                : "· " + Formats.decimal(100.0 * f.step() / f.steps(), 0) + " %");
        Tooltip.install(
                epoch,
                new Tooltip(
                        messages.text(
                                "training.tile.steps",
                                Formats.count(f.step()),
                                Formats.count(f.steps()))));
        progress.setProgress(f.steps() == 0 ? 0 : (double) f.step() / f.steps());
        loss.numberProperty().set(Formats.decimal(f.loss(), 3));
        loss.noteProperty()
                .set(
                        Double.isNaN(f.chance())
                                ? ""
                                : "· "
                                        + messages.text(
                                                "training.tile.chance",
                                                Formats.decimal(f.chance(), 2)));
        if (!Double.isNaN(f.chance())) {
            Tooltip.install(
                    loss,
                    new Tooltip(
                            messages.text(
                                    "training.tile.loss.tip",
                                    Formats.decimal(f.start(), 1),
                                    Formats.decimal(f.chance(), 2))));
        }
        accuracy.numberProperty().set(Formats.percent(f.trainingAccuracy()));
        speed.numberProperty().set(Formats.decimal(f.imagesPerSecond(), 1));
        time.numberProperty()
                .set(
                        run.isLive()
                                ? f.timeLeft().map(Formats::duration).orElse("–")
                                : Formats.duration(f.trained()));
        time.noteProperty()
                .set(
                        "· "
                                + messages.text(
                                        run.isLive()
                                                ? "training.tile.remaining"
                                                : "training.tile.trained"));
        similarity.numberProperty().set(Formats.decimal(f.childSimilarity(), 3));
        device.setText(f.precision().isEmpty() ? f.device() : f.device() + " · " + f.precision());
        device.setTooltip(f.kernels().isEmpty() ? null : new Tooltip(f.kernels()));
    }

    private void controls(RunView run) {
        chip.show(run.status());
        boolean live = run.isLive() || run.own();
        boolean paused = run.status() == RunStatus.PAUSED;
        pause.setText(messages.text(paused ? "training.goOn" : "training.pause"));
        pause.setGraphic(Icons.of(paused ? Feather.PLAY : Feather.PAUSE));
        for (Button button : List.of(pause, stop)) {
            button.setVisible(live);
            button.setManaged(live);
            button.setDisable(!run.own() || run.stopping());
        }
        stop.setTooltip(new Tooltip(messages.text("training.stop.tip")));
        resume.setVisible(run.resumable());
        resume.setManaged(run.resumable());
        resume.setDisable(viewModel.trainingProperty().get());
    }

    /** A line of the log; warnings and failures stand out. */
    private static final class LogCell extends ListCell<String> {
        @Override
        protected void updateItem(String line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeAll("warn", "error");
            setText(empty ? null : line);
            if (!empty && line.contains("warning:")) {
                getStyleClass().add("warn");
            } else if (!empty && line.contains("failed:")) {
                getStyleClass().add("error");
            }
        }
    }
}
