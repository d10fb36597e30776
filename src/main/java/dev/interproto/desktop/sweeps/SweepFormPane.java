package dev.interproto.desktop.sweeps;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.sweep.SweepCell;
import dev.interproto.workspace.sweep.SweepFolder;
import dev.interproto.workspace.sweep.SweepPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/** Ticks and numbers of a new sweep, how many trainings that makes, and how long they take. */
final class SweepFormPane extends StackPane {
    private static final double WIDTH = 880;

    /** Of the column of names, with the gaps. */
    private static final double NAMES = 200;

    private final WorkbenchContext context;
    private final Messages messages;
    private final SweepForm.NetworkThread networkThread;
    private final Consumer<Optional<String>> done;
    private final SweepForm form;
    private final ExclusionsPane exclusions;
    private final FlowPane datasets = new FlowPane(16, 8);
    private final Label count = new Label();
    private final Label time = new Label();
    private final Button create = new Button();
    private final Button estimate = new Button();

    /**
     * @param done told the name of what was made; empty where the person thought better of it
     */
    SweepFormPane(
            WorkbenchContext context,
            SweepForm.NetworkThread networkThread,
            Consumer<Optional<String>> done) {
        this.context = context;
        this.messages = context.messages();
        this.networkThread = networkThread;
        this.done = done;
        this.form = new SweepForm(context.workspace(), messages);
        this.exclusions = new ExclusionsPane(messages, form.exclusions());
        GridPane grid = new GridPane();
        grid.setHgap(16);
        grid.setVgap(14);
        TextField name = field("sweep-name", form.nameProperty(), "sweeps.new.name.prompt");
        row(grid, "sweeps.new.name", name);
        row(grid, "sweeps.new.preset", presets());
        row(
                grid,
                "sweeps.new.epochs",
                field("sweep-epochs", form.epochsProperty(), "sweeps.new.epochs.prompt"));
        row(
                grid,
                "sweeps.new.heads",
                new MethodsPane(
                        messages,
                        form.methods(),
                        form.presetProperty(),
                        WIDTH - NAMES,
                        this::changed));
        row(
                grid,
                "sweeps.new.lambdas",
                field("sweep-lambdas", form.lambdasProperty(), "sweeps.new.lambdas.prompt"));
        row(
                grid,
                "sweeps.new.seeds",
                field("sweep-seeds", form.seedsProperty(), "sweeps.new.seeds.prompt"));
        row(grid, "sweeps.new.datasets", datasets);
        row(grid, "sweeps.new.starts", new StartsPane(messages, form.starts()));
        row(grid, "sweeps.new.exclude", exclusions);
        Label title = new Label(messages.text("sweeps.new"));
        title.getStyleClass().add("section-title");
        count.setId("sweep-count");
        count.setWrapText(true);
        time.setWrapText(true);
        time.getStyleClass().add("secondary");
        VBox card = new VBox(16, title, grid, count, time, buttons());
        card.getStyleClass().add("card");
        card.setMaxWidth(WIDTH);
        card.setMaxHeight(Region.USE_PREF_SIZE);
        VBox outer = new VBox(card);
        outer.setAlignment(Pos.TOP_LEFT);
        ScrollPane scroll = new ScrollPane(outer);
        scroll.setFitToWidth(true);
        getChildren().add(scroll);
        form.presetProperty().addListener((o, old, now) -> changed());
        form.starts()
                .ticked()
                .addListener((ListChangeListener<StartsForm.Choice>) change -> changed());
        form.exclusions()
                .addListener((ListChangeListener<SweepPlan.Exclusion>) change -> changed());
    }

    /** Shows the datasets and the weights to start from that there are now. */
    void begin() {
        context.tasks()
                .run(
                        new BackgroundTask<List<StartsForm.Choice>>(
                                        messages.text("sweeps.new.starts.task"),
                                        progress -> StartsForm.list(context.workspace()))
                                .onSuccess(form.starts()::show));
        List<KnownDataset> known = form.known();
        form.datasets().retainAll(known);
        datasets.getChildren().clear();
        for (KnownDataset dataset : known) {
            CheckBox box = new CheckBox(dataset.name());
            box.setSelected(form.datasets().contains(dataset));
            box.selectedProperty()
                    .addListener(
                            (o, old, now) -> {
                                form.datasets().remove(dataset);
                                if (now) {
                                    form.datasets().add(dataset);
                                }
                                changed();
                            });
            datasets.getChildren().add(box);
        }
        if (known.isEmpty()) {
            datasets.getChildren().add(new Label(messages.text("sweeps.new.datasets.none")));
        }
        changed();
    }

    private void row(GridPane grid, String key, Node content) {
        Label label = new Label(messages.text(key));
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(content);
        grid.addRow(grid.getRowCount(), label, content);
    }

    private TextField field(String id, StringProperty value, String promptKey) {
        TextField field = new TextField(value.get());
        field.setId(id);
        field.setPromptText(messages.text(promptKey));
        field.setPrefWidth(360);
        field.textProperty().bindBidirectional(value);
        field.textProperty().addListener((o, old, now) -> changed());
        return field;
    }

    private ComboBox<TrainingPreset> presets() {
        ComboBox<TrainingPreset> choice = new ComboBox<>();
        choice.setId("sweep-preset");
        choice.getItems().setAll(TrainingPreset.values());
        choice.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(TrainingPreset preset) {
                        return preset == null
                                ? ""
                                : preset.name().toLowerCase(Locale.ROOT)
                                        + ", "
                                        + RunTexts.backbone(preset.configuration().backbone())
                                        + ", "
                                        + messages.text(
                                                "sweeps.new.epochsOf",
                                                preset.configuration().epochs());
                    }

                    @Override
                    public TrainingPreset fromString(String text) {
                        return TrainingPreset.SMALL;
                    }
                });
        choice.valueProperty().bindBidirectional(form.presetProperty());
        return choice;
    }

    private HBox buttons() {
        create.setId("sweep-create");
        create.setText(messages.text("sweeps.new.create"));
        create.getStyleClass().add("primary");
        create.setOnAction(e -> create());
        estimate.setId("sweep-estimate");
        estimate.setText(messages.text("sweeps.new.estimate"));
        estimate.setGraphic(Icons.of(Feather.CLOCK));
        estimate.setOnAction(e -> estimate());
        Button cancel = new Button(messages.text("sweeps.new.cancel"));
        cancel.setOnAction(e -> done.accept(Optional.empty()));
        cancel.setCancelButton(true);
        return new HBox(8, create, estimate, cancel);
    }

    /** What it makes, or what is still missing. */
    private void changed() {
        time.setText("");
        try {
            exclusions.offer(form.combinations());
            int cells = SweepFolder.cellsOf(context.workspace(), form.plan()).size();
            count.setText(messages.text("sweeps.new.count", cells, Formats.count(cells)));
            create.setDisable(false);
        } catch (UserFacingException e) {
            count.setText(e.what());
            create.setDisable(true);
        }
        estimate.setDisable(create.isDisable());
    }

    private void create() {
        try {
            done.accept(Optional.of(form.create().name()));
        } catch (RuntimeException e) {
            context.notifications().failure(messages.text("sweeps.new"), e);
        }
    }

    private void estimate() {
        List<SweepCell> cells = SweepFolder.cellsOf(context.workspace(), form.plan());
        List<KnownDataset> known = List.copyOf(form.datasets());
        estimate.setDisable(true);
        time.setText(messages.text("sweeps.new.estimating"));
        context.tasks()
                .run(
                        new BackgroundTask<Duration>(
                                        messages.text("sweeps.new.estimating"),
                                        progress ->
                                                SweepForm.estimate(
                                                        cells,
                                                        known,
                                                        context.datasets(),
                                                        networkThread,
                                                        progress))
                                .onSuccess(
                                        total ->
                                                time.setText(
                                                        messages.text(
                                                                "sweeps.new.time",
                                                                Formats.duration(total))))
                                .onFailure(
                                        failure -> {
                                            time.setText("");
                                            context.notifications()
                                                    .failure(
                                                            messages.text("sweeps.new.estimate"),
                                                            failure);
                                        })
                                .onEnd(() -> estimate.setDisable(create.isDisable())));
    }
}
