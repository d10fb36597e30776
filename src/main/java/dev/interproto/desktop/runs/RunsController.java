package dev.interproto.desktop.runs;

import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.FolderReveal;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Binds {@code runs.fxml} to its view model. */
final class RunsController {
    private final WorkbenchContext context;
    private final Messages messages;
    private final RunsViewModel viewModel;
    private final PageModel model;
    private final Runnable lookNow;
    private Optional<String> wanted = Optional.empty();
    private RunOverlay overlay;
    private RunDetails details;

    @FXML private StackPane root;
    @FXML private SplitPane content;
    @FXML private VBox list;
    @FXML private TextField filter;
    @FXML private Label compareHint;
    @FXML private Button resume;
    @FXML private MenuButton more;
    @FXML private HBox renameBar;
    @FXML private TextField renameField;
    @FXML private Button renameButton;
    @FXML private Button renameCancel;
    @FXML private TableView<RunRow> table;
    @FXML private VBox comparison;

    RunsController(
            WorkbenchContext context, RunsViewModel viewModel, PageModel model, Runnable lookNow) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.model = model;
        this.lookNow = lookNow;
    }

    @FXML
    private void initialize() {
        emptyState();
        overlay = new RunOverlay(context, viewModel);
        details = new RunDetails(messages);
        comparison.getChildren().setAll(overlay.nodes());
        RunColumns columns = new RunColumns(messages);
        table.getColumns().setAll(columns.all(viewModel.testSetsProperty().get()));
        viewModel
                .testSetsProperty()
                .addListener((o, old, now) -> table.getColumns().setAll(columns.all(now)));
        Tables.install(
                table,
                viewModel.rows(),
                filter,
                row -> row.name() + " " + row.method() + " " + row.record().data().name(),
                messages,
                this::exportCsv);
        table.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<RunRow>) change -> selectionChanged());
        table.setRowFactory(view -> row());
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        actions();
        renameBar();
        viewModel.versionProperty().addListener((o, old, now) -> refreshed());
        content.getItems().remove(comparison);
    }

    /** The runs come to the front again. */
    void shown() {
        showDetails();
    }

    /** Opens the selected run on the training page. */
    void open() {
        one().ifPresent(
                        row ->
                                context.navigation()
                                        .open(PageId.TRAINING, new PageArgument.OfRun(row.name())));
    }

    /** Selects a run, as soon as it is there. */
    void select(String run) {
        wanted = Optional.of(run);
        selectWanted();
    }

    private void selectWanted() {
        wanted.flatMap(
                        name ->
                                table.getItems().stream()
                                        .filter(row -> row.name().equals(name))
                                        .findFirst())
                .ifPresent(
                        row -> {
                            wanted = Optional.empty();
                            table.getSelectionModel().clearSelection();
                            table.getSelectionModel().select(row);
                            table.scrollTo(row);
                        });
    }

    private void emptyState() {
        EmptyState empty =
                new EmptyState(Feather.LAYERS, messages.text("runs.empty"))
                        .begin(
                                "runs-train",
                                messages.text("runs.empty.train"),
                                Feather.PLAY,
                                () -> context.navigation().open(PageId.TRAINING));
        root.getChildren().add(empty);
        empty.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> viewModel.isSeen() && viewModel.rows().isEmpty(),
                                viewModel.versionProperty()));
        content.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> !viewModel.rows().isEmpty(), viewModel.versionProperty()));
    }

    private javafx.scene.control.TableRow<RunRow> row() {
        var row = new javafx.scene.control.TableRow<RunRow>();
        row.setOnMouseClicked(
                click -> {
                    if (click.getClickCount() == 2 && !row.isEmpty()) {
                        open();
                    }
                });
        return row;
    }

    private void actions() {
        resume.setGraphic(Icons.of(Feather.PLAY));
        resume.setOnAction(e -> resume());
        more.setGraphic(Icons.of(Feather.MORE_HORIZONTAL));
        more.getItems().setAll(items());
        table.setContextMenu(new ContextMenu(items().toArray(MenuItem[]::new)));
        enable();
    }

    private List<MenuItem> items() {
        return List.of(
                item("runs.open", Feather.ACTIVITY, this::open),
                item("runs.resume", Feather.PLAY, this::resume),
                item("runs.rename", Feather.EDIT_2, this::beginRename),
                item("runs.copyName", Feather.COPY, this::copyName),
                item("runs.reveal", Feather.FOLDER, this::reveal),
                item("runs.exportCsv", Feather.DOWNLOAD, this::exportCsv),
                item("runs.delete", Feather.TRASH_2, this::delete));
    }

    private MenuItem item(String key, Ikon icon, Runnable action) {
        MenuItem item = new MenuItem(messages.text(key), Icons.of(icon));
        item.setOnAction(e -> action.run());
        return item;
    }

    private void keyPressed(KeyEvent key) {
        if (key.getCode() == KeyCode.ENTER) {
            open();
            key.consume();
        } else if (key.getCode() == KeyCode.DELETE) {
            delete();
            key.consume();
        } else if (key.getCode() == KeyCode.F2) {
            beginRename();
            key.consume();
        }
    }

    private void renameBar() {
        renameBar.setVisible(false);
        renameBar.managedProperty().bind(renameBar.visibleProperty());
        renameButton.setOnAction(e -> rename());
        renameField.setOnAction(e -> rename());
        renameCancel.setOnAction(e -> renameBar.setVisible(false));
        renameBar.addEventFilter(
                KeyEvent.KEY_PRESSED,
                key -> {
                    if (key.getCode() == KeyCode.ESCAPE) {
                        renameBar.setVisible(false);
                        key.consume();
                    }
                });
    }

    private void beginRename() {
        one().ifPresent(
                        row -> {
                            renameField.setText(row.name());
                            renameBar.setVisible(true);
                            renameField.requestFocus();
                            renameField.selectAll();
                        });
    }

    private void rename() {
        Optional<RunRow> row = one();
        if (row.isPresent() && !renameField.getText().equals(row.get().name())) {
            guarded(
                    () -> {
                        viewModel.rename(row.get(), renameField.getText());
                        wanted = Optional.of(renameField.getText().strip());
                        renameBar.setVisible(false);
                        lookNow.run();
                    });
        } else {
            renameBar.setVisible(false);
        }
    }

    private void resume() {
        one().filter(RunRow::isResumable)
                .ifPresent(
                        row ->
                                context.navigation()
                                        .open(
                                                PageId.TRAINING,
                                                new PageArgument.ToResume(row.name())));
    }

    private void delete() {
        List<RunRow> gone = List.copyOf(viewModel.selected());
        if (!gone.isEmpty()) {
            viewModel.delete(gone, lookNow);
        }
    }

    private void copyName() {
        ClipboardContent content = new ClipboardContent();
        content.putString(
                String.join("\n", viewModel.selected().stream().map(RunRow::name).toList()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void reveal() {
        one().ifPresent(
                        row ->
                                context.tasks()
                                        .run(
                                                FolderReveal.task(
                                                        row.summary().folder().path(), messages)));
    }

    private void exportCsv() {
        context.files()
                .saveFile(messages.text("runs.exportCsv"), "runs", "csv")
                .ifPresent(
                        file ->
                                guarded(
                                        () -> {
                                            try {
                                                Tables.visibleRows(table).write(file);
                                                context.notifications()
                                                        .success(
                                                                messages.text(
                                                                        "runs.exported", file));
                                            } catch (IOException e) {
                                                throw new java.io.UncheckedIOException(e);
                                            }
                                        }));
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            context.notifications().failure(messages.text("runs.title"), e);
        }
    }

    private Optional<RunRow> one() {
        List<RunRow> selected = table.getSelectionModel().getSelectedItems();
        return selected.size() == 1 ? Optional.ofNullable(selected.get(0)) : Optional.empty();
    }

    private void selectionChanged() {
        List<RunRow> now =
                table.getSelectionModel().getSelectedItems().stream()
                        .filter(java.util.Objects::nonNull)
                        .toList();
        viewModel.select(now);
        enable();
        boolean shows = content.getItems().contains(comparison);
        if (!now.isEmpty() && !shows) {
            content.getItems().add(comparison);
            content.setDividerPositions(0.42);
        } else if (now.isEmpty() && shows) {
            content.getItems().remove(comparison);
        }
        overlay.selectionChanged();
        showDetails();
    }

    private void refreshed() {
        table.refresh();
        selectWanted();
        enable();
        overlay.refreshed();
        if (model.detailsProperty().get().isPresent()) {
            one().ifPresent(details::show);
        }
    }

    private void enable() {
        Optional<RunRow> row = one();
        resume.setDisable(row.filter(RunRow::isResumable).isEmpty());
        compareHint.setVisible(viewModel.selected().size() == 1 && viewModel.rows().size() > 1);
    }

    private void showDetails() {
        Optional<RunRow> row = one();
        if (row.isPresent()) {
            details.show(row.get());
            if (model.detailsProperty().get().isEmpty()
                    || !model.detailsProperty().get().get().title().equals(row.get().name())) {
                model.detailsProperty()
                        .set(Optional.of(new PageModel.Details(row.get().name(), details.node())));
            }
        } else {
            model.detailsProperty().set(Optional.empty());
        }
    }
}
