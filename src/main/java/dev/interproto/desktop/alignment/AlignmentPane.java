package dev.interproto.desktop.alignment;

import dev.interproto.desktop.control.FileDrops;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.PageAction;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.nio.file.Files;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/**
 * What to align at the left; what became of it, and each photograph beside its face, at the right.
 */
final class AlignmentPane extends HBox {
    private static final double FORM_WIDTH = 304;
    private static final double PREVIEW_HEIGHT = 264;

    private final WorkbenchContext context;
    private final Messages messages;
    private final AlignmentViewModel viewModel;

    AlignmentPane(WorkbenchContext context, AlignmentViewModel viewModel, Runnable back) {
        super(16);
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        setId("alignment");
        getStylesheets().add(AlignmentPane.class.getResource("alignment.css").toExternalForm());
        getChildren().addAll(left(back), right());
        FileDrops.onto(
                this,
                file -> Files.isDirectory(file) || AlignmentViewModel.isModel(file),
                viewModel::take);
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
        AlignmentTable table = new AlignmentTable(context, viewModel, filter);
        Label summary = new Label();
        summary.setId("alignment-summary");
        summary.setWrapText(true);
        summary.setMinWidth(0);
        summary.textProperty().bind(viewModel.summaryProperty());
        Button export = new Button("", Icons.of(Feather.DOWNLOAD));
        export.getStyleClass().addAll("quiet", "icon-only");
        export.setTooltip(new Tooltip(messages.text("table.exportCsv")));
        export.setAccessibleText(messages.text("table.exportCsv"));
        export.setOnAction(e -> table.exportCsv());
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
        VBox right =
                new VBox(
                        12,
                        question(),
                        new AlignmentProgress(viewModel, messages),
                        summary,
                        tools,
                        card,
                        preview);
        right.setMinWidth(0);
        HBox.setHgrow(right, Priority.ALWAYS);
        return right;
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
}
