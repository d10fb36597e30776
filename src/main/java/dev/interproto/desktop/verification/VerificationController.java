package dev.interproto.desktop.verification;

import dev.interproto.desktop.chart.HistogramChart;
import dev.interproto.desktop.chart.RocChart;
import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Fxml;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.verification.RocPoint;
import dev.interproto.verification.SimilarityHistogram;
import dev.interproto.verification.VerificationReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Binds the view of {@code verification.fxml} to its view model. */
final class VerificationController {
    private final WorkbenchContext context;
    private final Messages messages;
    private final VerificationViewModel viewModel;
    private final PageModel model;
    private final VerificationDetails details;
    private HistogramChart histogram;
    private RocChart roc;
    private VerificationFigures figureStrip;

    @FXML private StackPane root;
    @FXML private ScrollPane scroll;
    @FXML private VBox content;
    @FXML private Label overlapBanner;
    @FXML private FlowPane figures;
    @FXML private HBox charts;
    @FXML private Label thresholdText;
    @FXML private Label verdictText;
    @FXML private Button resetButton;
    @FXML private HBox filters;
    @FXML private TextField searchField;
    @FXML private Label shownText;
    @FXML private Button exportButton;
    @FXML private Button gridButton;
    @FXML private TableView<PairRow> pairs;
    @FXML private VBox reading;

    VerificationController(
            WorkbenchContext context, VerificationViewModel viewModel, PageModel model) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.model = model;
        this.details = new VerificationDetails(context, viewModel, model);
    }

    @FXML
    private void initialize() {
        emptyStates();
        makeCharts();
        figureStrip =
                new VerificationFigures(
                        figures,
                        overlapBanner,
                        messages,
                        details::showMissing,
                        details::compareModels,
                        details::takeApart);
        verdictBar();
        pairTable();
        root.getChildren()
                .add(
                        Fxml.load(
                                VerificationController.class,
                                "evaluation.fxml",
                                new EvaluationFormController(context, viewModel),
                                messages));
        viewModel.tableProperty().addListener((o, old, now) -> show(now));
        viewModel.thresholdProperty().addListener((o, old, now) -> moveThreshold());
        viewModel.countsProperty().addListener((o, old, now) -> moveThreshold());
        show(viewModel.tableProperty().get());
    }

    private void emptyStates() {
        EmptyState noRun =
                new EmptyState(Feather.CHECK_SQUARE, messages.text("verification.empty.noRun"))
                        .begin(
                                "go-to-training",
                                messages.text("verification.empty.train"),
                                Feather.PLAY,
                                () -> context.navigation().open(PageId.TRAINING));
        EmptyState notEvaluated =
                new EmptyState(
                                Feather.CHECK_SQUARE,
                                messages.text("verification.empty.notEvaluated"))
                        .begin(
                                "begin-evaluation",
                                messages.text("verification.empty.begin"),
                                Feather.FILE_TEXT,
                                viewModel::ask);
        BooleanBinding anyTable =
                Bindings.createBooleanBinding(
                        () -> viewModel.tableProperty().get().isPresent(),
                        viewModel.tableProperty());
        BooleanBinding noRuns =
                Bindings.isEmpty(viewModel.runs().runs()).and(viewModel.runs().listedProperty());
        BooleanBinding nothingYet =
                Bindings.isEmpty(viewModel.evaluations())
                        .and(viewModel.evaluationsListedProperty());
        noRun.visibleProperty().bind(noRuns);
        notEvaluated
                .visibleProperty()
                .bind(nothingYet.and(noRuns.not()).and(viewModel.order().openProperty().not()));
        scroll.visibleProperty().bind(anyTable);
        BooleanProperty asking = viewModel.order().openProperty();
        content.opacityProperty().bind(Bindings.when(asking).then(0.25).otherwise(1.0));
        content.disableProperty().bind(asking);
        reading.visibleProperty().bind(anyTable.not().and(noRuns.not()).and(nothingYet.not()));
        root.getChildren().addAll(0, List.of(noRun, notEvaluated));
    }

    private void makeCharts() {
        histogram =
                context.charts()
                        .histogram(
                                messages.text("verification.histogram"),
                                messages.text("verification.histogram.x"),
                                messages.text("verification.histogram.y"));
        roc =
                context.charts()
                        .roc(
                                messages.text("verification.roc"),
                                messages.text("verification.roc.x"),
                                messages.text("verification.roc.y"));
        histogram.setId("histogram");
        roc.setId("roc");
        HBox.setHgrow(histogram, Priority.ALWAYS);
        HBox.setHgrow(roc, Priority.ALWAYS);
        histogram.setPrefWidth(560);
        roc.setPrefWidth(360);
        histogram.onThresholdDragged(viewModel.thresholdProperty()::set);
        roc.onPointDragged(viewModel::thresholdOfRoc);
        charts.getChildren().addAll(histogram, roc);
    }

    private void verdictBar() {
        resetButton.setGraphic(Icons.of(Feather.ROTATE_CCW));
        resetButton.setId("reset-threshold");
        resetButton.setTooltip(new Tooltip(messages.text("verification.threshold.reset")));
        resetButton.setOnAction(e -> viewModel.resetThreshold());
        ToggleGroup group = new ToggleGroup();
        for (PairFilter kind : PairFilter.values()) {
            ToggleButton button = new ToggleButton(messages.text(kind.messageKey()));
            button.setId("filter-" + kind.name().toLowerCase(Locale.ROOT));
            button.setToggleGroup(group);
            button.setSelected(kind == PairFilter.ALL);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(
                    e -> {
                        // One is always chosen.
                        button.setSelected(true);
                        viewModel.filterProperty().set(kind);
                    });
            filters.getChildren().add(button);
        }
        filters.getChildren().get(0).getStyleClass().add("first");
        filters.getChildren().get(filters.getChildren().size() - 1).getStyleClass().add("last");
        searchField.textProperty().bindBidirectional(viewModel.searchedProperty());
        shownText
                .textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        messages.text(
                                                "verification.shown",
                                                Formats.count(viewModel.shownRows().size())),
                                viewModel.shownRows()));
        exportButton.setGraphic(Icons.of(Feather.DOWNLOAD));
        exportButton.setTooltip(new Tooltip(messages.text("table.exportCsv")));
        exportButton.setOnAction(e -> exportPairs());
        gridButton.setGraphic(Icons.of(Feather.GRID));
        gridButton.setTooltip(new Tooltip(messages.text("verification.grid")));
        gridButton.setOnAction(
                e ->
                        context.files()
                                .saveFile(messages.text("chart.saveTitle"), "pair-grid", "png")
                                .ifPresent(
                                        file ->
                                                viewModel
                                                        .lookups()
                                                        .drawGrid(
                                                                viewModel.thresholdProperty().get(),
                                                                file)));
    }

    private void pairTable() {
        pairs.getColumns().setAll(new PairColumns(viewModel, context.thumbnails(), messages).all());
        pairs.setId("pairs");
        pairs.setPlaceholder(new Label(messages.text("verification.none")));
        // The view model filters, as it follows the threshold; the field only types into it.
        Tables.install(
                pairs,
                viewModel.shownRows(),
                new TextField(),
                PairRow::firstName,
                messages,
                this::exportPairs);
        pairs.getSelectionModel()
                .selectedItemProperty()
                .addListener((o, old, now) -> details.showPair(Optional.ofNullable(now)));
    }

    private void show(Optional<PairTable> table) {
        model.detailsProperty().set(Optional.empty());
        table.ifPresent(
                now -> {
                    VerificationReport report = now.stored().report();
                    figureStrip.show(report);
                    showHistogram(report.histogram());
                    roc.clear();
                    roc.addCurve(
                            report.testSet(),
                            context.theme().get().accent(),
                            report.roc().stream().mapToDouble(RocPoint::far).toArray(),
                            report.roc().stream().mapToDouble(RocPoint::tar).toArray());
                    boolean ages = now.rows().stream().anyMatch(row -> row.firstAge().isPresent());
                    int columns = pairs.getColumns().size();
                    pairs.getColumns()
                            .subList(columns - PairColumns.AGES, columns)
                            .forEach(column -> column.setVisible(ages));
                    moveThreshold();
                });
    }

    private void showHistogram(SimilarityHistogram bars) {
        histogram.clear();
        histogram.setBins(
                messages.text("verification.genuine"), bins(bars, Meaning.GENUINE, bars.genuine()));
        histogram.setBins(
                messages.text("verification.impostor"),
                bins(bars, Meaning.IMPOSTOR, bars.impostor()));
        histogram.setHorizontalRange(bars.from(), bars.to());
    }

    private static HistogramChart.Bins bins(
            SimilarityHistogram bars, Meaning meaning, List<Integer> counts) {
        return new HistogramChart.Bins(
                meaning.colour(),
                bars.from(),
                bars.barWidth(),
                counts.stream().mapToDouble(Integer::doubleValue).toArray());
    }

    private void moveThreshold() {
        Optional<PairTable> shown = viewModel.tableProperty().get();
        if (shown.isEmpty()) {
            return;
        }
        VerdictCounts counts = viewModel.countsProperty().get();
        double threshold = viewModel.thresholdProperty().get();
        // A threshold above all pairs lies beyond the axis: its line stays at the end.
        histogram.setThreshold(Math.min(threshold, shown.get().stored().report().histogram().to()));
        if (counts.genuine() > 0 && counts.impostor() > 0) {
            roc.setPoint(counts.falseAcceptRate(), counts.trueAcceptRate());
        }
        thresholdText.setText(
                messages.text("verification.threshold", Formats.decimal(threshold, 4)));
        verdictText.setText(
                messages.text(
                        "verification.verdicts",
                        Formats.percent(counts.accuracy()),
                        Formats.count(counts.falseAccepts()),
                        Formats.count(counts.falseRejects())));
    }

    private void exportPairs() {
        context.charts().export().saveCsv("pairs", Tables.visibleRows(pairs));
    }
}
