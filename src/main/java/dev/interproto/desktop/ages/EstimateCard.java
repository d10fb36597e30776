package dev.interproto.desktop.ages;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.desktop.control.FileDrops;
import dev.interproto.desktop.control.FileNames;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.face.Preprocessing;
import dev.interproto.verification.AgeOutput;
import dev.interproto.workspace.job.AgeEstimation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/** Which model estimates ages, and of which images; folded away until it is asked for. */
final class EstimateCard extends VBox {
    private final WorkbenchContext context;
    private final Messages messages;
    private final AgeWork work;
    private final Consumer<AgeEstimation> start;
    private final ObjectProperty<Optional<Path>> model =
            new SimpleObjectProperty<>(Optional.empty());
    private final ChoiceBox<String> unit = new ChoiceBox<>();
    private final ChoiceBox<String> colours = new ChoiceBox<>();
    private final TextField mean = new TextField();
    private final TextField scale = new TextField();
    private final CheckBox all = new CheckBox();
    private final Label concerned = new Label();
    private final Label state = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Timeline clock =
            new Timeline(new KeyFrame(Duration.millis(200), e -> showProgress()));

    /**
     * @param start begins the work
     */
    EstimateCard(WorkbenchContext context, AgeWork work, Consumer<AgeEstimation> start) {
        super(10);
        this.context = context;
        this.messages = context.messages();
        this.work = work;
        this.start = start;
        setId("ages-estimate-card");
        FileDrops.onto(
                this,
                file -> FileNames.endsWith(file, ".onnx"),
                file -> model.set(Optional.of(file)));
        getStyleClass().add("card");
        setVisible(false);
        managedProperty().bind(visibleProperty());
        Label title = new Label(messages.text("ages.estimate"));
        title.getStyleClass().add("section-title");
        Label explained = new Label(messages.text("ages.estimate.explained"));
        explained.setWrapText(true);
        explained.setMinHeight(Region.USE_PREF_SIZE);
        explained.getStyleClass().add("secondary");
        getChildren().addAll(title, explained, modelRow(), inputRow(), actionRow());
        clock.setCycleCount(Animation.INDEFINITE);
        work.estimatingProperty().addListener((o, old, now) -> running(now));
        running(work.estimatingProperty().get());
    }

    private FlowPane modelRow() {
        Button choose = new Button(messages.text("ages.estimate.choose"), Icons.of(Feather.FOLDER));
        choose.setId("ages-choose-model");
        choose.setOnAction(
                e ->
                        context.files()
                                .chooseFile(
                                        messages.text("ages.estimate.choose"),
                                        messages.text("ages.estimate.kind"),
                                        List.of("*.onnx"))
                                .ifPresent(file -> model.set(Optional.of(file))));
        Label name = new Label();
        name.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        model.get()
                                                .map(file -> file.getFileName().toString())
                                                .orElse(messages.text("ages.estimate.noModel")),
                                model));
        all.setText(messages.text("ages.estimate.all"));
        return row(choose, name, all);
    }

    private FlowPane inputRow() {
        unit.getItems()
                .setAll(
                        messages.text("ages.estimate.unit.years"),
                        messages.text("ages.estimate.unit.hundredths"));
        unit.getSelectionModel().select(0);
        colours.getItems().setAll(messages.text("ages.estimate.auto"), "RGB", "BGR");
        colours.getSelectionModel().select(0);
        mean.setId("ages-mean");
        scale.setId("ages-scale");
        mean.setPrefColumnCount(6);
        mean.setPromptText(messages.text("ages.estimate.auto"));
        scale.setPrefColumnCount(6);
        scale.setPromptText(messages.text("ages.estimate.auto"));
        unit.setTooltip(new Tooltip(messages.text("ages.estimate.unit.tip")));
        return row(
                label("ages.estimate.unit"),
                unit,
                label("ages.estimate.colours"),
                colours,
                label("ages.estimate.mean"),
                mean,
                label("ages.estimate.scale"),
                scale);
    }

    private Label label(String key) {
        Label label = new Label(messages.text(key));
        label.getStyleClass().add("secondary");
        return label;
    }

    private FlowPane actionRow() {
        Button begin = new Button(messages.text("ages.estimate.start"), Icons.of(Feather.PLAY));
        begin.setId("ages-start-estimate");
        begin.getStyleClass().add("primary");
        begin.disableProperty()
                .bind(
                        work.busyProperty()
                                .or(
                                        Bindings.createBooleanBinding(
                                                () -> model.get().isEmpty(), model)));
        begin.setOnAction(e -> begin());
        Button cancel = new Button(messages.text("ages.estimate.stop"));
        cancel.setId("ages-stop-estimate");
        cancel.setOnAction(e -> work.estimatingProperty().get().ifPresent(BackgroundTask::cancel));
        cancel.visibleProperty().bind(progress.visibleProperty());
        progress.setPrefWidth(160);
        concerned.getStyleClass().add("secondary");
        state.getStyleClass().add("secondary");
        return row(begin, concerned, progress, state, cancel);
    }

    private static FlowPane row(Node... nodes) {
        FlowPane row = new FlowPane(8, 8, nodes);
        row.setRowValignment(VPos.CENTER);
        return row;
    }

    /** Comes into view. */
    void open() {
        setVisible(true);
    }

    void show(DatasetSummary summary) {
        concerned
                .textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        messages.text(
                                                "ages.estimate.concerned",
                                                Formats.count(
                                                        all.isSelected()
                                                                ? summary.images()
                                                                : summary.images()
                                                                        - summary.agedImages())),
                                all.selectedProperty()));
    }

    private void begin() {
        try {
            start.accept(
                    new AgeEstimation(
                            model.get().orElseThrow(),
                            preprocessing(),
                            unit.getSelectionModel().getSelectedIndex() == 1
                                    ? Optional.of(AgeOutput.HUNDREDTHS)
                                    : Optional.empty(),
                            all.isSelected()));
        } catch (UserFacingException e) {
            context.notifications().failure(messages.text("ages.estimate"), e);
        }
    }

    private Optional<Preprocessing> preprocessing() {
        boolean given = !mean.getText().isBlank() || !scale.getText().isBlank();
        if (!given && colours.getSelectionModel().getSelectedIndex() == 0) {
            return Optional.empty();
        }
        Preprocessing standard = Preprocessing.STANDARD;
        try {
            return Optional.of(
                    new Preprocessing(
                            colours.getSelectionModel().getSelectedIndex() == 2
                                    ? Preprocessing.ColourOrder.BGR
                                    : Preprocessing.ColourOrder.RGB,
                            number(mean, standard.mean()),
                            number(scale, standard.scale()),
                            standard.size()));
        } catch (IllegalArgumentException e) {
            throw new UserFacingException(
                    messages.text("ages.estimate.noInput"),
                    messages.text("ages.estimate.noInput.meaning"),
                    messages.text("ages.estimate.noInput.remedy"),
                    e);
        }
    }

    private static double number(TextField field, double otherwise) {
        return field.getText().isBlank() ? otherwise : Double.parseDouble(field.getText().strip());
    }

    private void running(Optional<BackgroundTask<?>> task) {
        progress.setVisible(task.isPresent());
        if (task.isPresent()) {
            setVisible(true);
            clock.play();
        } else {
            clock.stop();
            state.setText("");
        }
    }

    private void showProgress() {
        work.estimatingProperty()
                .get()
                .ifPresent(
                        task -> {
                            double done = task.report().fraction();
                            progress.setProgress(Double.isNaN(done) ? -1 : done);
                            state.setText(
                                    task.report().message()
                                            + task.timeLeft()
                                                    .map(
                                                            left ->
                                                                    " · "
                                                                            + messages.text(
                                                                                    "task.left",
                                                                                    Formats
                                                                                            .duration(
                                                                                                    left)))
                                                    .orElse(""));
                        });
    }
}
