package dev.interproto.desktop.runs;

import dev.interproto.desktop.chart.CurveChart;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.training.TrainingEvent;
import dev.interproto.workspace.EpochAccuracy;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** The selected runs side by side: their curves over one another, and where they differ. */
final class RunOverlay {
    private static final double SMOOTHING = 0.8;

    private final WorkbenchContext context;
    private final Messages messages;
    private final RunsViewModel viewModel;
    private final ComboBox<CurveChoice> choice = new ComboBox<>();
    private final Slider smoothing = new Slider(0, 0.99, SMOOTHING);
    private final StackPane chartPlace = new StackPane();
    private final TableView<RunComparison.Row> differences = new TableView<>();
    private final Label same = new Label();
    private final HBox bar = new HBox(12);
    private final StackPane pane = new StackPane();
    private final Map<String, DrawnCurve> curves = new LinkedHashMap<>();
    private CurveChart chart;

    RunOverlay(WorkbenchContext context, RunsViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        choice.setId("curve-choice");
        choice.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(CurveChoice value) {
                        return value == null ? "" : viewModel.describe(value);
                    }

                    @Override
                    public CurveChoice fromString(String text) {
                        throw new UnsupportedOperationException("the box is not edited");
                    }
                });
        choice.getItems().setAll(viewModel.choices());
        choice.getSelectionModel().selectFirst();
        choice.valueProperty().addListener((o, old, now) -> rebuild());
        smoothing.setPrefWidth(120);
        smoothing.valueProperty().addListener((o, old, now) -> smooth());
        differences.setId("differences");
        differences.setSelectionModel(null);
        same.getStyleClass().add("secondary");
        StackPane table = new StackPane(differences, same);
        table.getStyleClass().addAll("card", "flush");
        build(table);
        viewModel.curvesProperty().addListener((o, old, now) -> draw());
        rebuild();
    }

    List<Node> nodes() {
        VBox.setVgrow(pane, Priority.ALWAYS);
        return List.of(bar, pane);
    }

    /** Other runs are compared now. */
    void selectionChanged() {
        rebuild();
        showDifferences();
    }

    /** The runs may have changed: a test set may have come. */
    void refreshed() {
        List<CurveChoice> choices = viewModel.choices();
        if (!choices.equals(choice.getItems())) {
            CurveChoice before = choice.getValue();
            choice.getItems().setAll(choices);
            choice.setValue(choices.contains(before) ? before : choices.get(0));
        }
    }

    private void build(Node table) {
        ToggleGroup group = new ToggleGroup();
        ToggleButton showCurves = new ToggleButton(messages.text("runs.curves"));
        ToggleButton showTable = new ToggleButton(messages.text("runs.differences"));
        showCurves.getStyleClass().add("first");
        showTable.getStyleClass().add("last");
        showCurves.setId("show-curves");
        showTable.setId("show-differences");
        for (ToggleButton button : List.of(showCurves, showTable)) {
            button.setToggleGroup(group);
            button.setOnAction(e -> button.setSelected(true));
        }
        HBox toggles = new HBox(showCurves, showTable);
        toggles.getStyleClass().add("segmented");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label smooth = new Label(messages.text("runs.smoothing"));
        smooth.getStyleClass().add("secondary");
        HBox tools = new HBox(12, choice, smooth, smoothing);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.visibleProperty().bind(showCurves.selectedProperty());
        bar.getChildren().setAll(toggles, space, tools);
        bar.setAlignment(Pos.CENTER_LEFT);
        chartPlace.visibleProperty().bind(showCurves.selectedProperty());
        table.visibleProperty().bind(showCurves.selectedProperty().not());
        showCurves.setSelected(true);
        pane.getChildren().setAll(chartPlace, table);
        pane.setMinHeight(160);
    }

    private void rebuild() {
        CurveChoice value = choice.getValue();
        if (value == null) {
            return;
        }
        boolean accuracy =
                value instanceof CurveChoice.TrainingAccuracy
                        || value instanceof CurveChoice.TestSet;
        chart =
                context.charts()
                        .curves(
                                viewModel.describe(value),
                                messages.text("runs.chart.step"),
                                messages.text(verticalAxis(value)));
        if (accuracy) {
            chart.setVerticalFormat(
                    new DecimalFormat("0 %", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        }
        curves.clear();
        smooth();
        chartPlace.getChildren().setAll(chart);
        draw();
    }

    private static String verticalAxis(CurveChoice choice) {
        if (choice instanceof CurveChoice.Loss) {
            return "runs.chart.loss";
        }
        return choice instanceof CurveChoice.Similarity
                ? "runs.chart.similarity"
                : "runs.chart.accuracy";
    }

    private void smooth() {
        chart.setSmoothing(smoothing.getValue());
    }

    private void draw() {
        List<RunRow> rows = viewModel.comparedRows();
        for (int i = 0; i < rows.size(); i++) {
            int index = i;
            RunRow row = rows.get(i);
            viewModel
                    .history(row)
                    .ifPresent(
                            history ->
                                    update(
                                            curves.computeIfAbsent(
                                                    row.name(),
                                                    name ->
                                                            new DrawnCurve(
                                                                    chart,
                                                                    name,
                                                                    CurveColours.of(index),
                                                                    !(choice.getValue()
                                                                            instanceof
                                                                            CurveChoice.Loss))),
                                            history));
        }
        chart.flush();
    }

    private void update(DrawnCurve curve, RunHistory history) {
        CurveChoice value = choice.getValue();
        if (value instanceof CurveChoice.Loss loss) {
            curve.update(history.steps(), loss.metric());
        } else if (value instanceof CurveChoice.Similarity similarity) {
            curve.update(
                    history.epochGeneration(),
                    history.similarities(),
                    TrainingEvent.SimilaritiesMeasured::step,
                    similarity.metric()::of);
        } else if (value instanceof CurveChoice.TestSet set) {
            curve.update(
                    history.epochGeneration(),
                    history.accuracies(set.name()),
                    EpochAccuracy::step,
                    EpochAccuracy::bestThresholdAccuracy);
        } else {
            curve.update(
                    history.epochGeneration(),
                    history.epochs(),
                    TrainingEvent.EpochDone::step,
                    TrainingEvent.EpochDone::trainingAccuracy);
        }
    }

    private void showDifferences() {
        List<RunRow> rows = viewModel.comparedRows();
        List<TableColumn<RunComparison.Row, ?>> columns = new ArrayList<>();
        columns.add(Tables.text(messages.text("runs.setting"), 200, RunComparison.Row::setting));
        for (int i = 0; i < rows.size(); i++) {
            int index = i;
            columns.add(Tables.text(rows.get(i).name(), 200, row -> row.values().get(index)));
        }
        differences.getColumns().setAll(columns);
        differences.getItems().setAll(viewModel.differences());
        boolean none = differences.getItems().isEmpty();
        differences.setVisible(!none);
        same.setText(messages.text("runs.same", Formats.count(rows.size())));
        same.setVisible(none);
    }
}
