package dev.interproto.desktop.models;

import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.FolderReveal;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.ModelRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The models of the shelf as a table, with what can be done with them. FX thread only. */
public final class ModelsPane {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    private final WorkbenchContext context;
    private final Messages messages;
    private final ModelsViewModel viewModel;
    private final PageModel model;
    private final ModelDetails details;
    private final TableView<ModelRow> table = new TableView<>();
    private final Button train = new Button();
    private final Button evaluate = new Button();
    private final StackPane root = new StackPane();

    /**
     * @param model gets the details of the selected model
     */
    public ModelsPane(WorkbenchContext context, PageModel model) {
        this(context, model, ModelWork.viewModel(context));
    }

    ModelsPane(WorkbenchContext context, PageModel model, ModelsViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.viewModel = viewModel;
        this.details = new ModelDetails(messages);
        TextField filter = new TextField();
        filter.setId("models-filter");
        filter.setPromptText(messages.text("models.filter"));
        filter.setPrefWidth(240);
        table.setId("models-table");
        columns();
        Tables.install(table, viewModel.rows(), filter, this::searched, messages, this::exportCsv);
        table.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<ModelRow>) change -> selectionChanged());
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        table.setContextMenu(new ContextMenu(items().toArray(MenuItem[]::new)));
        VBox content = new VBox(8, tools(filter), card());
        root.getChildren().addAll(content, emptyState(content));
        viewModel.rows().addListener((ListChangeListener<ModelRow>) change -> selectWanted());
        viewModel.wantedProperty().addListener((o, old, now) -> selectWanted());
        selectionChanged();
    }

    static String when(Instant instant) {
        return WHEN.format(instant);
    }

    public Node view() {
        return root;
    }

    /** The section comes to the front. */
    public void shown() {
        viewModel.refresh();
        showDetails();
    }

    /** Asks for a model file and puts it on the shelf. */
    public void importModel() {
        context.files()
                .chooseFile(
                        messages.text("models.import"),
                        messages.text("models.import.kind"),
                        List.of("*.pth", "*.pt", "*.onnx", "*.params", "*-symbol.json"))
                .ifPresent(file -> viewModel.take(List.of(file)));
    }

    /** Puts files on the shelf that were dropped. */
    public void take(List<Path> files) {
        viewModel.take(files);
    }

    /** Selects a model, as soon as it is there. */
    public void select(String name) {
        viewModel.wantedProperty().set(Optional.of(name));
    }

    private String searched(ModelRow row) {
        return row.name()
                + " "
                + row.kind(messages)
                + " "
                + row.record().map(record -> record.source().file()).orElse("");
    }

    private void columns() {
        table.getColumns()
                .setAll(
                        List.of(
                                Tables.text(
                                        messages.text("models.column.name"), 180, ModelRow::name),
                                Tables.text(
                                        messages.text("models.column.kind"),
                                        150,
                                        row -> row.kind(messages)),
                                number("models.column.embedding", 96, ModelRecord::embeddingSize),
                                prototypes(),
                                Tables.text(
                                        messages.text("models.column.format"),
                                        140,
                                        row -> row.record().map(ModelRecord::format).orElse("")),
                                Tables.text(
                                        messages.text("models.column.file"),
                                        170,
                                        row ->
                                                row.record()
                                                        .map(record -> record.source().file())
                                                        .orElse("")),
                                Tables.text(
                                        messages.text("models.column.accuracies"),
                                        190,
                                        ModelRow::accuracies),
                                Tables.column(
                                        messages.text("models.column.imported"),
                                        140,
                                        row -> row.record().map(ModelRecord::imported).orElse(null),
                                        WHEN::format)));
    }

    private TableColumn<ModelRow, Integer> prototypes() {
        return number("models.column.prototypes", 92, ModelRecord::identities);
    }

    private TableColumn<ModelRow, Integer> number(
            String key, double width, Function<ModelRecord, Integer> value) {
        return Tables.number(
                messages.text(key),
                width,
                row -> row.record().map(value).orElse(null),
                count -> count == 0 ? "–" : Formats.count(count));
    }

    private HBox tools(TextField filter) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        evaluate.setId("models-evaluate");
        evaluate.setText(messages.text("models.evaluate"));
        evaluate.setGraphic(Icons.of(Feather.CHECK_SQUARE));
        evaluate.setTooltip(new Tooltip(messages.text("models.evaluate.tip")));
        evaluate.setOnAction(e -> open(PageId.VERIFICATION));
        train.setId("models-train");
        train.setText(messages.text("models.train"));
        train.setGraphic(Icons.of(Feather.PLAY));
        train.setTooltip(new Tooltip(messages.text("models.train.tip")));
        train.setOnAction(e -> open(PageId.TRAINING));
        MenuButton more = new MenuButton("", Icons.of(Feather.MORE_HORIZONTAL));
        more.setId("models-more");
        more.getStyleClass().addAll("quiet", "icon-only");
        more.setTooltip(new Tooltip(messages.text("models.more")));
        more.setAccessibleText(messages.text("models.more"));
        more.getItems().setAll(items());
        HBox tools = new HBox(8, filter, space, evaluate, train, more);
        tools.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return tools;
    }

    private Node card() {
        StackPane card = new StackPane(table);
        card.getStyleClass().addAll("card", "flush");
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    private Node emptyState(Node content) {
        EmptyState empty =
                new EmptyState(Feather.BOX, messages.text("models.empty"))
                        .begin(
                                "models-import-first",
                                messages.text("models.import"),
                                Feather.DOWNLOAD,
                                this::importModel);
        empty.visibleProperty()
                .bind(Bindings.isEmpty(viewModel.rows()).and(viewModel.listedProperty()));
        content.visibleProperty().bind(Bindings.isNotEmpty(viewModel.rows()));
        return empty;
    }

    private List<MenuItem> items() {
        return List.of(
                item("models.evaluate", Feather.CHECK_SQUARE, () -> open(PageId.VERIFICATION)),
                item("models.compare", Feather.USERS, () -> open(PageId.COMPARE)),
                item("models.map", Feather.SHARE_2, () -> open(PageId.PROTOTYPES)),
                item("models.train", Feather.PLAY, () -> open(PageId.TRAINING)),
                item("models.export", Feather.UPLOAD, this::export),
                item("runs.copyName", Feather.COPY, this::copyName),
                item("runs.reveal", Feather.FOLDER, this::reveal),
                item("runs.exportCsv", Feather.DOWNLOAD, this::exportCsv),
                item("models.remove", Feather.TRASH_2, this::remove));
    }

    private MenuItem item(String key, Ikon icon, Runnable action) {
        MenuItem item = new MenuItem(messages.text(key), Icons.of(icon));
        item.setOnAction(e -> action.run());
        return item;
    }

    private void keyPressed(KeyEvent key) {
        if (key.getCode() == KeyCode.ENTER) {
            open(PageId.VERIFICATION);
            key.consume();
        } else if (key.getCode() == KeyCode.DELETE) {
            remove();
            key.consume();
        }
    }

    private void open(PageId page) {
        one().flatMap(ModelRow::model)
                .ifPresent(
                        chosen ->
                                context.navigation()
                                        .open(page, new PageArgument.OfModel(chosen.name())));
    }

    private void export() {
        one().flatMap(ModelRow::model)
                .ifPresent(
                        chosen ->
                                context.files()
                                        .saveFile(
                                                messages.text("models.export"),
                                                chosen.name(),
                                                "onnx")
                                        .ifPresent(file -> viewModel.export(chosen, file)));
    }

    private void remove() {
        List<ModelRow> gone = selected();
        if (!gone.isEmpty()) {
            viewModel.remove(gone);
        }
    }

    private void copyName() {
        ClipboardContent content = new ClipboardContent();
        content.putString(String.join("\n", selected().stream().map(ModelRow::name).toList()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void reveal() {
        one().ifPresent(
                        row ->
                                context.tasks()
                                        .run(
                                                FolderReveal.task(
                                                        row.entry().folder().path(), messages)));
    }

    private void exportCsv() {
        context.files()
                .saveFile(messages.text("runs.exportCsv"), "models", "csv")
                .ifPresent(this::writeCsv);
    }

    private void writeCsv(Path file) {
        try {
            Tables.visibleRows(table).write(file);
            context.notifications().success(messages.text("runs.exported", file));
        } catch (IOException e) {
            context.notifications().failure(messages.text("runs.exportCsv"), e);
        }
    }

    private List<ModelRow> selected() {
        return table.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .toList();
    }

    private Optional<ModelRow> one() {
        List<ModelRow> selected = selected();
        return selected.size() == 1 ? Optional.of(selected.get(0)) : Optional.empty();
    }

    private void selectWanted() {
        viewModel
                .wantedProperty()
                .get()
                .flatMap(
                        name ->
                                table.getItems().stream()
                                        .filter(row -> row.name().equals(name))
                                        .findFirst())
                .ifPresent(
                        row -> {
                            viewModel.wantedProperty().set(Optional.empty());
                            table.getSelectionModel().clearSelection();
                            table.getSelectionModel().select(row);
                            table.scrollTo(row);
                        });
    }

    private void selectionChanged() {
        evaluate.setDisable(one().flatMap(ModelRow::model).isEmpty());
        train.setDisable(one().filter(ModelRow::isBackbone).isEmpty());
        showDetails();
    }

    private void showDetails() {
        model.detailsProperty()
                .set(
                        one().map(
                                        row -> {
                                            details.show(row);
                                            return new PageModel.Details(
                                                    row.name(), details.node());
                                        }));
    }
}
