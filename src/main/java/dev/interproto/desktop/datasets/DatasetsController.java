package dev.interproto.desktop.datasets;

import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.Problem;
import dev.interproto.desktop.control.AgeTexts;
import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.WholeNumbers;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Slider;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.GridView;
import org.kordamp.ikonli.feather.Feather;

/** Binds the view of {@code datasets.fxml} to its view model. */
final class DatasetsController {
    private static final double NARROW = 720;

    private final WorkbenchContext context;
    private final Messages messages;
    private final DatasetsViewModel viewModel;
    private final PageModel model;
    private final List<DatasetTab> furtherTabs;
    private DatasetCharts datasetCharts;
    private ProblemTable problemTable;
    private IdentityGrid identityGrid;

    @FXML private StackPane root;
    @FXML private HBox content;
    @FXML private ListView<DatasetEntry> list;
    @FXML private Button openButton;
    @FXML private Button demoButton;
    @FXML private Button alignButton;
    @FXML private VBox message;
    @FXML private Label messageText;
    @FXML private ProgressIndicator messageProgress;
    @FXML private VBox dataset;
    @FXML private HBox figures;
    @FXML private Slider ageSlider;
    @FXML private Label ageValue;
    @FXML private Slider filterSlider;
    @FXML private Label filterValue;
    @FXML private Label ageSource;
    @FXML private Button ageButton;
    @FXML private MenuButton moreMenu;
    @FXML private HBox charts;
    @FXML private Label identityCount;
    @FXML private CheckBox childrenOnly;
    @FXML private TextField filterField;
    @FXML private GridView<IdentityItem> grid;
    @FXML private TabPane tabs;
    @FXML private Tab problemsTab;
    @FXML private TextField problemFilter;
    @FXML private Button problemExport;
    @FXML private TableView<Problem> problems;
    @FXML private VBox choices;

    DatasetsController(
            WorkbenchContext context,
            DatasetsViewModel viewModel,
            PageModel model,
            List<DatasetTab> furtherTabs) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.model = model;
        this.furtherTabs = furtherTabs;
    }

    @FXML
    private void initialize() {
        emptyState();
        datasetList();
        figures.getChildren().addAll(new DatasetTiles(viewModel, messages).nodes());
        ruleBar();
        datasetCharts = new DatasetCharts(context, viewModel);
        charts.getChildren().addAll(datasetCharts.nodes());
        identityGrid =
                new IdentityGrid(
                        grid,
                        context.thumbnails(),
                        messages,
                        viewModel,
                        details -> model.detailsProperty().set(Optional.of(details)));
        identityGrid.filteredBy(filterField, childrenOnly, identityCount);
        problemTable =
                new ProblemTable(
                        problems, problemFilter, problemExport, context.charts(), messages);
        new FurtherTabs(tabs, furtherTabs, viewModel, model).install();
        viewModel.summaryProperty().addListener((o, old, now) -> show(now));
        viewModel.selectedRootProperty().addListener((o, old, now) -> selectionChanged());
        viewModel.choiceProperty().addListener((o, old, now) -> ask(now));
        show(viewModel.summaryProperty().get());
    }

    /** Says what the button for raw photographs does. */
    void onAlign(Runnable action) {
        alignButton.setOnAction(e -> action.run());
    }

    /** Does something that may be refused, and shows the refusal. */
    void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            context.notifications().failure(messages.text("datasets.title"), e);
        }
    }

    /** Opens the details of an identity as soon as its dataset is there. */
    void showIdentity(String name) {
        identityGrid.show(name);
    }

    private void emptyState() {
        EmptyState empty =
                new EmptyState(Feather.FOLDER, messages.text("datasets.empty"))
                        .begin(
                                "open-dataset",
                                messages.text("datasets.empty.open"),
                                Feather.FOLDER_PLUS,
                                this::chooseFolder)
                        .orElse(
                                "try-demo-faces",
                                messages.text("datasets.empty.demo"),
                                Feather.SMILE,
                                viewModel::tryDemoFaces)
                        .orElse(
                                "align-first",
                                messages.text("alignment.open"),
                                Feather.CROP,
                                () -> alignButton.fire());
        DrawingProgress drawing = new DrawingProgress(viewModel.drawingProperty(), messages);
        root.getChildren().addAll(empty, drawing);
        BooleanBinding nothing =
                Bindings.createBooleanBinding(
                        () ->
                                viewModel.entries().isEmpty()
                                        && viewModel.choiceProperty().get().isEmpty(),
                        viewModel.entries(),
                        viewModel.choiceProperty());
        BooleanBinding isDrawing =
                Bindings.createBooleanBinding(
                        () -> viewModel.drawingProperty().get().isPresent(),
                        viewModel.drawingProperty());
        empty.visibleProperty().bind(nothing.and(isDrawing.not()));
        drawing.visibleProperty().bind(nothing.and(isDrawing));
        demoButton.disableProperty().bind(isDrawing);
        content.visibleProperty().bind(nothing.not());
    }

    private void datasetList() {
        // In a narrow window the open details take the list's place.
        Node listCard = content.getChildren().get(0);
        listCard.visibleProperty()
                .bind(
                        content.widthProperty()
                                .greaterThan(NARROW)
                                .or(
                                        Bindings.createBooleanBinding(
                                                () -> model.detailsProperty().get().isEmpty(),
                                                model.detailsProperty())));
        listCard.managedProperty().bind(listCard.visibleProperty());
        list.setItems(viewModel.entries());
        list.setCellFactory(view -> new DatasetCell(messages, viewModel));
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now != null) {
                                viewModel
                                        .selectedRootProperty()
                                        .set(Optional.of(now.known().root()));
                            }
                        });
        openButton.setGraphic(Icons.of(Feather.FOLDER_PLUS));
        openButton.setOnAction(e -> chooseFolder());
        alignButton.setGraphic(Icons.of(Feather.CROP));
        alignButton.setTooltip(new Tooltip(messages.text("alignment.open")));
        alignButton.setAccessibleText(messages.text("alignment.open"));
        demoButton.setGraphic(Icons.of(Feather.SMILE));
        demoButton.setTooltip(new Tooltip(messages.text("datasets.demo")));
        demoButton.setOnAction(e -> viewModel.tryDemoFaces());
    }

    private void chooseFolder() {
        context.files()
                .chooseFolder(messages.text("datasets.openTitle"))
                .ifPresent(viewModel::open);
    }

    private void ruleBar() {
        WholeNumbers.bind(ageSlider, ageValue, viewModel.childAgeProperty());
        WholeNumbers.bind(filterSlider, filterValue, viewModel.childFilterProperty());
        ageSlider.setId("child-age");
        filterSlider.setId("child-filter");
        ageButton.setGraphic(Icons.of(Feather.CALENDAR));
        ageButton.setOnAction(
                e ->
                        context.files()
                                .chooseFile(
                                        messages.text("datasets.ages.title"),
                                        messages.text("datasets.ages.kind"),
                                        List.of("*.txt", "*.csv"))
                                .ifPresent(
                                        f ->
                                                guarded(
                                                        () ->
                                                                viewModel.useAgeLabels(
                                                                        Optional.of(f)))));
        moreMenu.setGraphic(Icons.of(Feather.MORE_HORIZONTAL));
        moreMenu.setTooltip(new Tooltip(messages.text("datasets.more")));
        MenuItem rescan = new MenuItem(messages.text("datasets.rescan"));
        rescan.setOnAction(e -> viewModel.rescan());
        MenuItem forget = new MenuItem(messages.text("datasets.forget"));
        forget.setOnAction(e -> guarded(viewModel::forget));
        moreMenu.getItems().addAll(rescan, forget);
    }

    private void selectionChanged() {
        model.detailsProperty().set(Optional.empty());
        viewModel.selected().ifPresent(entry -> list.getSelectionModel().select(entry));
        show(viewModel.summaryProperty().get());
    }

    private void show(Optional<DatasetSummary> summary) {
        viewModel.selected().ifPresent(entry -> list.getSelectionModel().select(entry));
        dataset.setVisible(summary.isPresent());
        message.setVisible(summary.isEmpty() && viewModel.selected().isPresent());
        viewModel.selected().ifPresent(this::describeState);
        List<Problem> found = summary.map(DatasetSummary::problems).orElse(List.of());
        problemTable.show(found);
        problemsTab.setText(messages.text("datasets.problems", found.size()));
        summary.ifPresent(datasetCharts::show);
        summary.ifPresent(now -> identityGrid.showWanted());
    }

    private void describeState(DatasetEntry entry) {
        boolean failed = entry.state() instanceof DatasetEntry.Failed;
        messageProgress.setVisible(!failed);
        messageText.setText(
                entry.state() instanceof DatasetEntry.Failed why
                        ? why.reason()
                        : messages.text("datasets.loading", entry.known().name()));
        ageSource.setText(
                AgeTexts.origin(
                        entry.known().ageLabels(),
                        viewModel.summaryProperty().get().map(DatasetSummary::dataset),
                        messages));
    }

    private void ask(Optional<SurveyChoice> found) {
        choices.setVisible(found.isPresent());
        choices.getChildren()
                .setAll(
                        found
                                .map(
                                        shown ->
                                                new SurveyCard(
                                                        shown,
                                                        messages,
                                                        () -> guarded(viewModel::addFound),
                                                        viewModel::chooseNone))
                                .stream()
                                .toList());
    }
}
