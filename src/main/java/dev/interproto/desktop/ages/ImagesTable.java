package dev.interproto.desktop.ages;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Progress;
import dev.interproto.desktop.control.AgeTexts;
import dev.interproto.desktop.control.CsvTable;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.ThumbnailCell;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.task.BackgroundTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.cell.TextFieldTableCell;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/**
 * One row an image, told apart by its number alone; what a row shows is looked up when it comes
 * into view. Sorting is the view model's, for the table itself would sort boxed numbers on the FX
 * thread.
 */
final class ImagesTable extends TableView<Integer> {
    private static final KeyCodeCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCodeCombination UNDO =
            new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);

    /**
     * Rows one can select: JavaFX takes a second for 5,000 and 20 for half a million, on the FX
     * thread. More are edited as "all images shown".
     */
    static final int MOST_SELECTED = 5_000;

    private static final KeyCodeCombination ALL =
            new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);

    private static final int REPORT_EVERY = 1 << 14;

    private final WorkbenchContext context;
    private final Messages messages;
    private final ImagesViewModel viewModel;

    ImagesTable(WorkbenchContext context, ImagesViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        setId("images-table");
        getStyleClass().add("with-thumbnails");
        setEditable(true);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setPlaceholder(new Label(messages.text("images.none")));
        columns();
        setSortPolicy(table -> sort(getSortOrder()));
        setItems(viewModel.rowsProperty().get());
        viewModel.rowsProperty().addListener((o, old, now) -> show(old, now));
        viewModel.imagesProperty().addListener((o, old, now) -> refresh());
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        addEventFilter(KeyEvent.KEY_PRESSED, this::boundSelection);
        addEventFilter(MouseEvent.MOUSE_PRESSED, this::boundSelection);
        menu();
    }

    private void columns() {
        TableColumn<Integer, Integer> picture = new TableColumn<>();
        picture.setPrefWidth(64);
        picture.setSortable(false);
        picture.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        picture.setCellFactory(column -> new ThumbnailCell<>(context.thumbnails(), this::picture));
        getColumns()
                .addAll(
                        List.of(
                                picture,
                                column("images.identity", 130, ImageOrder.Column.IDENTITY),
                                column("images.file", 150, ImageOrder.Column.FILE),
                                ageColumn(),
                                column("images.source", 110, ImageOrder.Column.SOURCE),
                                column("images.size", 84, ImageOrder.Column.SIZE),
                                column("images.problem", 220, ImageOrder.Column.PROBLEM)));
    }

    private Picture picture(int sample) {
        return new Picture.OfSample(
                viewModel.imagesProperty().get().orElseThrow().dataset(), sample);
    }

    private TableColumn<Integer, String> column(String key, double width, ImageOrder.Column what) {
        TableColumn<Integer, String> column = new TableColumn<>(messages.text(key));
        column.setPrefWidth(width);
        column.setUserData(what);
        column.setEditable(false);
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(text(what, row.getValue(), true)));
        if (what == ImageOrder.Column.SIZE || what == ImageOrder.Column.AGE) {
            column.getStyleClass().add("numeric");
        }
        return column;
    }

    private TableColumn<Integer, String> ageColumn() {
        TableColumn<Integer, String> column = column("images.age", 72, ImageOrder.Column.AGE);
        column.setEditable(true);
        column.setCellFactory(TextFieldTableCell.forTableColumn());
        column.setOnEditCommit(
                edit -> {
                    String typed = edit.getNewValue().replace("≈", "").replace("\u2009", "");
                    String before = edit.getOldValue();
                    if (!typed.strip().equals(before)) {
                        guarded(() -> viewModel.setAge(edit.getRowValue(), typed));
                    }
                    refresh();
                });
        return column;
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            context.notifications().failure(messages.text("images.title"), e);
        }
    }

    /**
     * @param shown as on the screen; otherwise as in a file
     */
    private String text(ImageOrder.Column what, int sample, boolean shown) {
        Optional<ShownImages> images = viewModel.imagesProperty().get();
        // While another dataset comes in, rows of the old one may still be drawn.
        if (images.isEmpty() || sample >= images.get().dataset().size()) {
            return "";
        }
        ShownImages now = images.get();
        return switch (what) {
            case IDENTITY -> now.identity(sample);
            case FILE -> now.file(sample);
            case AGE ->
                    shown
                            ? AgeTexts.age(now.age(sample), now.source(sample))
                            : now.age(sample).isEmpty() ? "" : "" + now.age(sample).getAsInt();
            case SOURCE ->
                    now.source(sample).map(from -> AgeTexts.source(from, messages)).orElse("");
            case SIZE -> {
                long bytes = now.dataset().images().size(sample);
                yield shown ? Formats.bytes(bytes) : Long.toString(bytes);
            }
            case PROBLEM -> now.problem(sample);
        };
    }

    private boolean sort(List<TableColumn<Integer, ?>> order) {
        viewModel
                .orderProperty()
                .set(
                        order.isEmpty()
                                ? ImageOrder.DATASET
                                : new ImageOrder(
                                        (ImageOrder.Column) order.get(0).getUserData(),
                                        order.get(0).getSortType()
                                                == TableColumn.SortType.DESCENDING));
        return true;
    }

    /** The same rows stay where they are, so that an edit does not scroll the table away. */
    private void show(SampleRows old, SampleRows now) {
        if (Arrays.equals(old.samples(), now.samples())) {
            refresh();
        } else {
            // A selection of another list means nothing, and moving it over takes long.
            getSelectionModel().clearSelection();
            setItems(now);
        }
    }

    private void boundSelection(KeyEvent key) {
        int focused = Math.max(0, getFocusModel().getFocusedIndex());
        boolean tooMany =
                ALL.match(key) && getItems().size() > MOST_SELECTED
                        || key.isShiftDown()
                                && (key.getCode() == KeyCode.END
                                                && getItems().size() - focused > MOST_SELECTED
                                        || key.getCode() == KeyCode.HOME
                                                && focused > MOST_SELECTED);
        if (tooMany) {
            sayTooMany();
            key.consume();
        }
    }

    private void boundSelection(MouseEvent mouse) {
        Node at = mouse.getPickResult().getIntersectedNode();
        while (at != null && !(at instanceof TableRow<?>)) {
            at = at.getParent();
        }
        if (mouse.isShiftDown()
                && at instanceof TableRow<?> row
                && Math.abs(row.getIndex() - getFocusModel().getFocusedIndex()) > MOST_SELECTED) {
            sayTooMany();
            mouse.consume();
        }
    }

    private void sayTooMany() {
        context.notifications()
                .status(messages.text("images.tooMany", Formats.count(MOST_SELECTED)));
    }

    /** The samples of the selected rows, in the order of the table. */
    int[] selected() {
        return getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void pressed(KeyEvent key) {
        if (COPY.match(key)) {
            copy();
            key.consume();
        } else if (UNDO.match(key) && viewModel.canUndoProperty().get()) {
            viewModel.undo();
            key.consume();
        }
    }

    private void menu() {
        MenuItem copy = new MenuItem(messages.text("table.copy"));
        copy.setOnAction(e -> copy());
        MenuItem export = new MenuItem(messages.text("table.exportCsv"));
        export.setOnAction(e -> export());
        setContextMenu(new ContextMenu(copy, export));
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(
                new CsvTable(header(), IntStream.of(selected()).mapToObj(this::line).toList())
                        .toTabs());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private List<String> header() {
        return getColumns().stream()
                .filter(column -> column.getUserData() != null)
                .map(TableColumn::getText)
                .toList();
    }

    private List<String> line(int sample) {
        return getColumns().stream()
                .map(TableColumn::getUserData)
                .filter(Objects::nonNull)
                .map(what -> text((ImageOrder.Column) what, sample, false))
                .toList();
    }

    /** All rows shown, line by line into the file: half a million of them as texts are 300 MB. */
    void export() {
        int[] samples = viewModel.rowsProperty().get().samples();
        context.files()
                .saveFile(messages.text("table.exportCsv"), "images", "csv")
                .ifPresent(
                        file ->
                                context.tasks()
                                        .run(
                                                new BackgroundTask<>(
                                                                messages.text("images.export"),
                                                                progress -> {
                                                                    write(file, samples, progress);
                                                                    return file;
                                                                })
                                                        .onSuccess(
                                                                done ->
                                                                        context.notifications()
                                                                                .success(
                                                                                        messages
                                                                                                .text(
                                                                                                        "ages.done.exported",
                                                                                                        done)))));
    }

    private void write(Path file, int[] samples, Progress progress) throws IOException {
        AtomicFiles.write(
                file,
                out -> {
                    out.write(csv(header()));
                    for (int i = 0; i < samples.length; i++) {
                        if (i % REPORT_EVERY == 0) {
                            progress.checkCancelled();
                            progress.report((double) i / samples.length, file.toString());
                        }
                        out.write(csv(line(samples[i])));
                    }
                });
    }

    private static byte[] csv(List<String> cells) {
        return new CsvTable(cells, List.of()).toCsv().getBytes(StandardCharsets.UTF_8);
    }
}
