package dev.interproto.desktop.alignment;

import dev.interproto.dataset.alignment.AlignedImage;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.shell.PageAction;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.task.BackgroundTask;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/**
 * What to align at the left; what became of it, and each photograph beside its face, at the right.
 */
final class AlignmentPane extends HBox {
    private static final Duration SAMPLING = Duration.millis(200);
    private static final double FORM_WIDTH = 304;
    private static final double PREVIEW_HEIGHT = 264;

    private final WorkbenchContext context;
    private final Messages messages;
    private final AlignmentViewModel viewModel;
    private final TableView<AlignedImage> table = new TableView<>();
    private final ProgressBar bar = new ProgressBar();
    private final Label progressText = new Label();

    AlignmentPane(WorkbenchContext context, AlignmentViewModel viewModel, Runnable back) {
        super(16);
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        setId("alignment");
        getStylesheets().add(AlignmentPane.class.getResource("alignment.css").toExternalForm());
        getChildren().addAll(left(back), right());
        sample();
        addEventHandler(DragEvent.DRAG_OVER, this::dragged);
        addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
    }

    /** The page's button while this is in front. */
    PageAction action() {
        return new PageAction(
                "start-alignment",
                messages.text("alignment.start"),
                Feather.PLAY,
                Bindings.createBooleanBinding(
                        () ->
                                viewModel.form().problem().isEmpty()
                                        && viewModel.runningProperty().get().isEmpty(),
                        observed()),
                viewModel::start);
    }

    private javafx.beans.Observable[] observed() {
        javafx.beans.Observable[] fields = viewModel.form().fields();
        javafx.beans.Observable[] all = java.util.Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = viewModel.runningProperty();
        return all;
    }

    private Node left(Runnable back) {
        Button close = new Button(messages.text("alignment.back"), Icons.of(Feather.ARROW_LEFT));
        close.setId("alignment-back");
        close.getStyleClass().add("quiet");
        close.setOnAction(e -> back.run());
        AlignmentFormPane form = new AlignmentFormPane(context, viewModel.form());
        form.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> viewModel.runningProperty().get().isPresent(),
                                viewModel.runningProperty()));
        ScrollPane scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox left = new VBox(8, close, scroll, missing());
        left.setMinWidth(FORM_WIDTH);
        left.setMaxWidth(FORM_WIDTH);
        left.setPrefWidth(FORM_WIDTH);
        return left;
    }

    private Label missing() {
        Label missing = new Label();
        missing.setId("alignment-missing");
        missing.setWrapText(true);
        missing.getStyleClass().add("secondary");
        missing.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> viewModel.form().problem().orElse(""),
                                viewModel.form().fields()));
        return missing;
    }

    private Node right() {
        TextField filter = new TextField();
        filter.setId("alignment-filter");
        filter.setPromptText(messages.text("alignment.filter"));
        filter.setPrefWidth(200);
        filter.setMinWidth(96);
        columns();
        table.setId("alignment-table");
        table.setPlaceholder(new Label(messages.text("alignment.empty")));
        Tables.install(
                table,
                viewModel.rows(),
                filter,
                row -> row.image() + " " + viewModel.word(row.outcome()) + " " + row.detail(),
                messages,
                this::exportCsv);
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((o, old, now) -> viewModel.select(Optional.ofNullable(now)));
        Label summary = new Label();
        summary.setId("alignment-summary");
        summary.setWrapText(true);
        summary.setMinWidth(0);
        summary.textProperty().bind(viewModel.summaryProperty());
        Button export = new Button("", Icons.of(Feather.DOWNLOAD));
        export.getStyleClass().addAll("quiet", "icon-only");
        export.setTooltip(new Tooltip(messages.text("table.exportCsv")));
        export.setAccessibleText(messages.text("table.exportCsv"));
        export.setOnAction(e -> exportCsv());
        summary.visibleProperty().bind(summary.textProperty().isNotEmpty());
        summary.managedProperty().bind(summary.visibleProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox tools = new HBox(8, filter, export, space, openAsDataset());
        tools.setAlignment(Pos.CENTER_LEFT);
        VBox card = new VBox(table);
        VBox.setVgrow(table, Priority.ALWAYS);
        card.getStyleClass().addAll("card", "flush");
        VBox.setVgrow(card, Priority.ALWAYS);
        FacePreview preview = new FacePreview(messages);
        preview.setMinHeight(PREVIEW_HEIGHT);
        preview.setPrefHeight(PREVIEW_HEIGHT);
        preview.setMaxHeight(PREVIEW_HEIGHT);
        viewModel.previewProperty().addListener((o, old, now) -> preview.show(now));
        VBox right = new VBox(12, question(), progress(), summary, tools, card, preview);
        right.setMinWidth(0);
        HBox.setHgrow(right, Priority.ALWAYS);
        return right;
    }

    private void columns() {
        table.getColumns()
                .setAll(
                        List.of(
                                Tables.text(
                                        messages.text("alignment.column.image"),
                                        220,
                                        AlignedImage::image),
                                Tables.text(
                                        messages.text("alignment.column.outcome"),
                                        128,
                                        row -> viewModel.word(row.outcome())),
                                Tables.number(
                                        messages.text("alignment.column.faces"),
                                        64,
                                        AlignedImage::good,
                                        Formats::count),
                                Tables.number(
                                        messages.text("alignment.column.refused"),
                                        72,
                                        row -> row.faces().size() - row.good(),
                                        Formats::count),
                                Tables.text(
                                        messages.text("alignment.column.detail"),
                                        280,
                                        AlignedImage::detail)));
    }

    private Node openAsDataset() {
        Button open = new Button(messages.text("alignment.openDataset"), Icons.of(Feather.FOLDER));
        open.setId("alignment-open-dataset");
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.getStyleClass().add("secondary-action");
        open.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> viewModel.datasetProperty().get().isPresent(),
                                viewModel.datasetProperty()));
        open.managedProperty().bind(open.visibleProperty());
        open.setOnAction(
                e ->
                        viewModel
                                .datasetProperty()
                                .get()
                                .ifPresent(
                                        root ->
                                                context.navigation()
                                                        .open(
                                                                PageId.DATASETS,
                                                                new PageArgument.OfFiles(
                                                                        List.of(root)))));
        return open;
    }

    /** Shown where the output holds faces made in another way. */
    private Node question() {
        Label words = new Label();
        words.setWrapText(true);
        words.setMinWidth(0);
        words.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        messages.text(
                                                "alignment.changed",
                                                String.join(
                                                        ", ", viewModel.changesProperty().get())),
                                viewModel.changesProperty()));
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        Button anew = new Button(messages.text("alignment.anew"));
        anew.setId("alignment-anew");
        anew.setMinWidth(Region.USE_PREF_SIZE);
        anew.getStyleClass().add("danger");
        anew.setOnAction(e -> viewModel.startAnew());
        HBox box = new HBox(12, words, anew);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("card");
        box.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> !viewModel.changesProperty().get().isEmpty(),
                                viewModel.changesProperty()));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private Node progress() {
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        progressText.getStyleClass().add("secondary");
        progressText.setMinWidth(Region.USE_PREF_SIZE);
        Button cancel = new Button(messages.text("tasks.cancel"));
        cancel.setId("alignment-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(e -> viewModel.cancel());
        HBox box = new HBox(12, progressText, bar, cancel);
        box.setAlignment(Pos.CENTER_LEFT);
        box.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> viewModel.runningProperty().get().isPresent(),
                                viewModel.runningProperty()));
        box.managedProperty().bind(box.visibleProperty());
        Timeline sampling = new Timeline(new KeyFrame(SAMPLING, e -> sample()));
        sampling.setCycleCount(Animation.INDEFINITE);
        viewModel
                .runningProperty()
                .addListener(
                        (o, old, now) -> {
                            sample();
                            if (now.isPresent()) {
                                sampling.play();
                            } else {
                                sampling.stop();
                            }
                        });
        return box;
    }

    private void sample() {
        viewModel.drain();
        viewModel.runningProperty().get().ifPresent(this::show);
    }

    private void show(BackgroundTask<?> task) {
        double fraction = task.report().fraction();
        bar.setProgress(Double.isNaN(fraction) ? ProgressBar.INDETERMINATE_PROGRESS : fraction);
        progressText.setText(
                task.timeLeft()
                        .map(left -> messages.text("task.left", Formats.duration(left)))
                        .orElse(task.report().message()));
    }

    private void exportCsv() {
        context.charts().export().saveCsv("alignment", Tables.visibleRows(table));
    }

    private void dragged(DragEvent event) {
        if (wanted(event).isPresent()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        wanted(event)
                .ifPresent(
                        file -> {
                            viewModel.take(file);
                            event.setDropCompleted(true);
                            event.consume();
                        });
    }

    /** A folder or a detector's file; anything else is the window's business. */
    private static Optional<Path> wanted(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        return files == null || files.size() != 1
                ? Optional.empty()
                : Optional.of(files.get(0).toPath())
                        .filter(f -> Files.isDirectory(f) || AlignmentViewModel.isModel(f));
    }
}
