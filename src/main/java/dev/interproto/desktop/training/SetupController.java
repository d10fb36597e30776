package dev.interproto.desktop.training;

import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.ModelTexts;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.ShelfEntry;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
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

/** Binds {@code setup.fxml} to its view model. */
final class SetupController {

    private final WorkbenchContext context;
    private final Messages messages;
    private final SetupViewModel viewModel;

    @FXML private StackPane root;
    @FXML private HBox content;
    @FXML private HBox presets;
    @FXML private FlowPane sentence;
    @FXML private Label sentenceError;
    @FXML private Label headAbout;
    @FXML private ComboBox<Optional<ShelfEntry.Model>> startFrom;
    @FXML private TextField runName;
    @FXML private Label runNameError;
    @FXML private VBox testSets;
    @FXML private Button addTestSet;
    @FXML private ToggleButton advancedToggle;
    @FXML private FlowPane advanced;
    @FXML private VBox refinements;
    @FXML private VBox rates;
    @FXML private VBox seen;
    @FXML private VBox cost;

    SetupController(WorkbenchContext context, SetupViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
    }

    @FXML
    private void initialize() {
        emptyState();
        presetButtons();
        new MethodSentence(messages, viewModel, this::chooseFolder)
                .fill(sentence, sentenceError, headAbout);
        FormControls.bind(runName, runNameError, viewModel.runName());
        startFrom();
        testSets();
        advanced();
        new RateCard(context.charts(), messages, viewModel).fill(rates);
        new SeenFacesCard(messages, viewModel.seen()).fill(seen);
        new CostCard(messages, viewModel.cost()).fill(cost);
    }

    private void startFrom() {
        StartingChoice start = viewModel.start();
        startFrom.setTooltip(new Tooltip(messages.text("training.startFrom.tip")));
        startFrom.setItems(start.choices());
        startFrom.setCellFactory(list -> new StartCell());
        startFrom.setButtonCell(new StartCell());
        startFrom.setValue(start.chosenProperty().get());
        startFrom
                .valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now != null) {
                                start.chosenProperty().set(now);
                            } else {
                                // New choices took the selection away.
                                Platform.runLater(
                                        () -> startFrom.setValue(start.chosenProperty().get()));
                            }
                        });
        start.chosenProperty().addListener((o, old, now) -> startFrom.setValue(now));
    }

    /** Fresh weights, or a model with its network. */
    private final class StartCell extends ListCell<Optional<ShelfEntry.Model>> {
        @Override
        protected void updateItem(Optional<ShelfEntry.Model> item, boolean empty) {
            super.updateItem(item, empty);
            setText(
                    empty || item == null
                            ? ""
                            : item.map(
                                            model ->
                                                    messages.text(
                                                            "training.startFrom.model",
                                                            model.name(),
                                                            ModelTexts.kind(model, messages)))
                                    .orElseGet(() -> messages.text("training.startFrom.fresh")));
        }
    }

    private void emptyState() {
        EmptyState empty =
                new EmptyState(Feather.PLAY_CIRCLE, messages.text("training.empty"))
                        .begin(
                                "training-open-dataset",
                                messages.text("training.empty.open"),
                                Feather.FOLDER_PLUS,
                                this::chooseFolder)
                        .orElse(
                                "training-to-datasets",
                                messages.text("training.empty.demo"),
                                Feather.SMILE,
                                () -> context.navigation().open(PageId.DATASETS));
        root.getChildren().add(empty);
        empty.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> viewModel.data().datasetProperty().get().isEmpty(),
                                viewModel.data().datasetProperty()));
        content.visibleProperty().bind(empty.visibleProperty().not());
    }

    private void chooseFolder() {
        context.files()
                .chooseFolder(messages.text("training.dataset.choose"))
                .ifPresent(root -> viewModel.data().choose(root));
    }

    private void presetButtons() {
        Map<TrainingPreset, String> words =
                Map.of(
                        TrainingPreset.DEMO, messages.text("training.preset.demo"),
                        TrainingPreset.SMALL, messages.text("training.preset.small"),
                        TrainingPreset.CASIA, messages.text("training.preset.casia"),
                        TrainingPreset.MS1M, messages.text("training.preset.ms1m"));
        Map<TrainingPreset, String> tips =
                Map.of(
                        TrainingPreset.DEMO, messages.text("training.preset.demo.tip"),
                        TrainingPreset.SMALL, messages.text("training.preset.small.tip"),
                        TrainingPreset.CASIA, messages.text("training.preset.casia.tip"),
                        TrainingPreset.MS1M, messages.text("training.preset.ms1m.tip"));
        ToggleGroup group = new ToggleGroup();
        TrainingPreset[] all = TrainingPreset.values();
        for (TrainingPreset preset : all) {
            ToggleButton button = new ToggleButton(words.get(preset));
            button.setId("preset-" + preset.name().toLowerCase(java.util.Locale.ROOT));
            button.setTooltip(new Tooltip(tips.get(preset)));
            button.setToggleGroup(group);
            if (preset == all[0]) {
                button.getStyleClass().add("first");
            } else if (preset == all[all.length - 1]) {
                button.getStyleClass().add("last");
            }
            button.setOnAction(
                    e -> {
                        viewModel.choosePreset(preset);
                        button.setSelected(true);
                    });
            viewModel
                    .presetProperty()
                    .addListener(
                            (o, old, now) -> button.setSelected(now.equals(Optional.of(preset))));
            button.setSelected(viewModel.presetProperty().get().equals(Optional.of(preset)));
            presets.getChildren().add(button);
        }
    }

    private void testSets() {
        addTestSet.setGraphic(Icons.of(Feather.PLUS));
        addTestSet.setOnAction(e -> chooseTestSet());
        Runnable fill =
                () -> {
                    testSets.getChildren().clear();
                    viewModel
                            .data()
                            .testSets()
                            .forEach(set -> testSets.getChildren().add(row(set)));
                    if (viewModel.data().testSets().isEmpty()) {
                        Label none = new Label(messages.text("training.testSets.none"));
                        none.getStyleClass().add("secondary");
                        none.setWrapText(true);
                        testSets.getChildren().add(none);
                    }
                };
        viewModel
                .data()
                .testSets()
                .addListener((ListChangeListener<TestSetRequest>) change -> fill.run());
        fill.run();
    }

    private void chooseTestSet() {
        context.files()
                .chooseFile(
                        messages.text("training.testSets.pairs"),
                        messages.text("training.testSets.kind"),
                        List.of("*.txt", "*.bin"))
                .ifPresent(this::addTestSet);
    }

    /** Adds a test set, asking for its images where it does not hold them itself. */
    void addTestSet(Path pairs) {
        if (TestSetRequest.holdsImages(pairs)) {
            viewModel.data().addTestSet(TestSetRequest.of(pairs));
            return;
        }
        context.files()
                .chooseFolder(messages.text("training.testSets.images", pairs.getFileName()))
                .ifPresent(
                        images -> viewModel.data().addTestSet(new TestSetRequest(pairs, images)));
    }

    private Node row(TestSetRequest set) {
        Label name = new Label(set.pairs().getFileName().toString());
        Label images = new Label(messages.text("training.testSets.in", set.images()));
        images.getStyleClass().add("secondary");
        images.setMinWidth(0);
        HBox.setHgrow(images, Priority.ALWAYS);
        images.setMaxWidth(Double.MAX_VALUE);
        images.setTooltip(new Tooltip(set.images().toString()));
        Button remove = new Button("", Icons.of(Feather.X));
        remove.getStyleClass().add("quiet");
        remove.setTooltip(new Tooltip(messages.text("training.testSets.remove")));
        remove.setOnAction(e -> viewModel.data().testSets().remove(set));
        HBox row = new HBox(12, Icons.of(Feather.CHECK_SQUARE), name, images, remove);
        row.getStyleClass().add("test-set");
        name.setMinWidth(HBox.USE_PREF_SIZE);
        return row;
    }

    private void advanced() {
        advancedToggle.setId("advanced-toggle");
        advancedToggle
                .graphicProperty()
                .bind(
                        Bindings.when(advancedToggle.selectedProperty())
                                .then((Node) Icons.of(Feather.CHEVRON_DOWN))
                                .otherwise((Node) Icons.of(Feather.CHEVRON_RIGHT)));
        advanced.visibleProperty().bind(advancedToggle.selectedProperty());
        advanced.managedProperty().bind(advancedToggle.selectedProperty());
        refinements.visibleProperty().bind(advancedToggle.selectedProperty());
        refinements.managedProperty().bind(advancedToggle.selectedProperty());
        new AdvancedView(context, viewModel).fill(advanced);
        new RefinementsView(messages, viewModel.form().refinements(), viewModel.testSetNames())
                .fill(refinements);
    }
}
