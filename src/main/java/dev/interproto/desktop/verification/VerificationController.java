package dev.interproto.desktop.verification;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.Problem;
import dev.interproto.desktop.chart.HistogramChart;
import dev.interproto.desktop.chart.RocChart;
import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.control.ThumbnailCell;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.verification.RocPoint;
import dev.interproto.verification.SimilarityHistogram;
import dev.interproto.verification.VerificationReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Binds the view of {@code verification.fxml} to its view model. */
final class VerificationController {
    private final WorkbenchContext context;
    private final Messages messages;
    private final VerificationViewModel viewModel;
    private final PageModel model;
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
    @FXML private VBox orderCard;
    @FXML private Label knownLabel;
    @FXML private ComboBox<dev.interproto.workspace.TestSetRequest> knownSets;
    @FXML private TextField pairsField;
    @FXML private Button pairsButton;
    @FXML private TextField imagesField;
    @FXML private Button imagesButton;
    @FXML private ComboBox<Path> checkpointBox;
    @FXML private CheckBox flipBox;
    @FXML private CheckBox untrainedBox;
    @FXML private Button cancelButton;
    @FXML private Button startButton;

    VerificationController(
            WorkbenchContext context, VerificationViewModel viewModel, PageModel model) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.model = model;
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
                        this::showMissing,
                        this::compareModels,
                        this::takeApart);
        verdictBar();
        pairTable();
        orderForm();
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
            button.setId("filter-" + kind.name().toLowerCase(java.util.Locale.ROOT));
            button.setToggleGroup(group);
            button.setSelected(kind == PairFilter.ALL);
            button.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
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
                                .ifPresent(viewModel::drawGrid));
    }

    private void pairTable() {
        PairCells cells = new PairCells(viewModel, messages);
        List<TableColumn<PairRow, ?>> columns =
                List.of(
                        Tables.<PairRow, Integer>number(
                                messages.text("verification.column.number"),
                                56,
                                PairRow::number,
                                number -> Formats.count(number)),
                        thumbnail(PairRow::first),
                        thumbnail(PairRow::second),
                        cells.kind(96),
                        cells.similarity(184),
                        cells.verdict(88),
                        cells.right(84),
                        Tables.text(
                                messages.text("verification.column.first"),
                                184,
                                PairRow::firstName),
                        Tables.text(
                                messages.text("verification.column.second"),
                                184,
                                PairRow::secondName),
                        age(messages.text("verification.column.firstAge"), PairRow::firstAge),
                        age(messages.text("verification.column.secondAge"), PairRow::secondAge));
        pairs.getColumns().setAll(columns);
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
                .addListener((o, old, now) -> showDetails(Optional.ofNullable(now)));
    }

    private static TableColumn<PairRow, Integer> age(
            String title, Function<PairRow, java.util.OptionalInt> age) {
        return Tables.number(
                title,
                48,
                row -> age.apply(row).orElse(-1),
                years -> years < 0 ? "–" : years.toString());
    }

    private TableColumn<PairRow, ImageLocation> thumbnail(Function<PairRow, ImageLocation> image) {
        TableColumn<PairRow, ImageLocation> column = new TableColumn<>("");
        column.setPrefWidth(64);
        column.setMinWidth(64);
        column.setSortable(false);
        column.setCellValueFactory(
                row ->
                        new javafx.beans.property.ReadOnlyObjectWrapper<>(
                                image.apply(row.getValue())));
        column.setCellFactory(c -> new ThumbnailCell<>(context.thumbnails(), Picture.Located::new));
        return column;
    }

    private void orderForm() {
        EvaluationOrder order = viewModel.order();
        orderCard.visibleProperty().bind(order.openProperty());
        order.openProperty()
                .addListener(
                        (o, old, open) -> {
                            if (open) {
                                pairsField.requestFocus();
                            }
                        });
        content.opacityProperty()
                .bind(Bindings.when(order.openProperty()).then(0.25).otherwise(1.0));
        content.disableProperty().bind(order.openProperty());
        pairsField.textProperty().bindBidirectional(order.pairsProperty());
        imagesField.textProperty().bindBidirectional(order.imagesProperty());
        imagesField.disableProperty().bind(order.needsImages().not());
        imagesButton.disableProperty().bind(order.needsImages().not());
        pairsField.setPromptText(messages.text("verification.order.pairs.prompt"));
        imagesField.setPromptText(messages.text("verification.order.images.prompt"));
        pairsButton.setOnAction(
                e ->
                        context.files()
                                .chooseFile(
                                        messages.text("verification.order.pairs"),
                                        messages.text("verification.order.kind"),
                                        List.of("*.txt", "*.csv", "*.bin"))
                                .ifPresent(order::begin));
        imagesButton.setOnAction(
                e ->
                        context.files()
                                .chooseFolder(messages.text("verification.order.images"))
                                .ifPresent(f -> order.imagesProperty().set(f.toString())));
        knownSets.setItems(viewModel.knownTestSets());
        knownSets.setPromptText(messages.text("verification.order.known.prompt"));
        named(knownSets, set -> set.pairs().getFileName().toString());
        knownSets
                .valueProperty()
                .addListener((o, old, now) -> Optional.ofNullable(now).ifPresent(order::use));
        knownSets.visibleProperty().bind(Bindings.isNotEmpty(viewModel.knownTestSets()));
        knownSets.managedProperty().bind(knownSets.visibleProperty());
        knownLabel.visibleProperty().bind(knownSets.visibleProperty());
        knownLabel.managedProperty().bind(knownSets.visibleProperty());
        flipBox.selectedProperty().bindBidirectional(order.flipProperty());
        untrainedBox.selectedProperty().bindBidirectional(order.untrainedProperty());
        untrainedBox.setTooltip(new Tooltip(messages.text("verification.order.untrained.about")));
        flipBox.setTooltip(new Tooltip(messages.text("verification.order.flip.about")));
        checkpointBox.setItems(viewModel.checkpoints());
        named(checkpointBox, this::checkpointName);
        checkpointBox
                .valueProperty()
                .addListener(
                        (o, old, now) -> order.checkpointProperty().set(Optional.ofNullable(now)));
        order.checkpointProperty()
                .addListener((o, old, now) -> checkpointBox.setValue(now.orElse(null)));
        startButton.disableProperty().bind(order.complete().not());
        startButton.setId("start-evaluation");
        startButton.setDefaultButton(false);
        startButton.setOnAction(e -> viewModel.evaluate());
        pairsField.setOnAction(e -> startButton.fire());
        imagesField.setOnAction(e -> startButton.fire());
        cancelButton.setOnAction(e -> order.openProperty().set(false));
        orderCard.setOnKeyPressed(
                key -> {
                    if (key.getCode() == javafx.scene.input.KeyCode.ESCAPE) {
                        order.openProperty().set(false);
                        key.consume();
                    }
                });
    }

    private String checkpointName(Path checkpoint) {
        String file = checkpoint.getFileName().toString().replaceAll("\\.npz$", "");
        if (!checkpoint.endsWith(Path.of("checkpoints", checkpoint.getFileName().toString()))) {
            return messages.text("choice.checkpoint.model");
        }
        return file.equals("last")
                ? messages.text("choice.checkpoint.last")
                : messages.text("choice.checkpoint.best", file.replaceFirst("^best-", ""));
    }

    private static <T> void named(ComboBox<T> box, Function<T, String> name) {
        box.setCellFactory(list -> new NamedCell<>(name));
        box.setButtonCell(new NamedCell<>(name));
    }

    private static final class NamedCell<T> extends ListCell<T> {
        private final Function<T, String> name;

        NamedCell(Function<T, String> name) {
            this.name = name;
        }

        @Override
        protected void updateItem(T item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : name.apply(item));
        }
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
                    pairs.getColumns().get(9).setVisible(ages);
                    pairs.getColumns().get(10).setVisible(ages);
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

    private void showDetails(Optional<PairRow> row) {
        model.detailsProperty()
                .set(
                        row.map(
                                now ->
                                        new PageModel.Details(
                                                messages.text(
                                                        "verification.details",
                                                        Formats.count(now.number())),
                                                new PairDetails(
                                                        now,
                                                        viewModel,
                                                        context.thumbnails(),
                                                        messages,
                                                        () -> compare(now)))));
    }

    private void compare(PairRow row) {
        context.navigation()
                .open(
                        PageId.COMPARE,
                        new PageArgument.OfFiles(List.of(row.first().file(), row.second().file())));
    }

    private void compareModels() {
        viewModel
                .comparison()
                .ifPresent(
                        comparison ->
                                model.detailsProperty()
                                        .set(
                                                Optional.of(
                                                        new PageModel.Details(
                                                                messages.text(
                                                                        "verification.models.title"),
                                                                new ComparisonPane(
                                                                        comparison,
                                                                        messages,
                                                                        context.charts()
                                                                                .export())))));
    }

    private void takeApart() {
        viewModel.takeApart(
                breakdown ->
                        model.detailsProperty()
                                .set(
                                        Optional.of(
                                                new PageModel.Details(
                                                        messages.text("verification.apart.title"),
                                                        new BreakdownPane(
                                                                breakdown,
                                                                messages,
                                                                context.charts().export())))));
    }

    private void showMissing() {
        viewModel.findMissing(
                missing -> {
                    ListView<Problem> list = new ListView<>();
                    list.getStyleClass().add("missing-list");
                    list.getItems().setAll(missing);
                    list.setCellFactory(view -> new ProblemCell());
                    list.setPlaceholder(
                            new Label(messages.text("verification.missing.unreadable")));
                    model.detailsProperty()
                            .set(
                                    Optional.of(
                                            new PageModel.Details(
                                                    messages.text("verification.missing.title"),
                                                    list)));
                });
    }

    private static final class ProblemCell extends ListCell<Problem> {
        private final Label where = new Label();
        private final Label what = new Label();
        private final VBox words = new VBox(2, where, what);

        ProblemCell() {
            where.getStyleClass().add("strong");
            where.setWrapText(true);
            what.setWrapText(true);
            words.setMaxWidth(264);
        }

        @Override
        protected void updateItem(Problem problem, boolean empty) {
            super.updateItem(problem, empty);
            if (empty || problem == null) {
                setGraphic(null);
                return;
            }
            where.setText(problem.where());
            what.setText(problem.what());
            setGraphic(words);
        }
    }
}
