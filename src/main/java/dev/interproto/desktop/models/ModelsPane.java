package dev.interproto.desktop.models;

import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The models of the shelf as a table, with what can be done with them. FX thread only. */
public final class ModelsPane {
    private final WorkbenchContext context;
    private final Messages messages;
    private final ModelsViewModel viewModel;
    private final PageModel model;
    private final ModelDetails details;
    private final ModelsTable table;
    private final ModelActions actions;
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
        this.table = new ModelsTable(messages);
        this.actions = new ModelActions(context, viewModel, table);
        Tables.install(
                table, viewModel.rows(), filter, table::searched, messages, actions::exportCsv);
        table.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<ModelRow>) change -> selectionChanged());
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        table.setContextMenu(new ContextMenu(actions.items().toArray(MenuItem[]::new)));
        VBox content = new VBox(8, tools(filter), card());
        root.getChildren().addAll(content, emptyState(content));
        viewModel.rows().addListener((ListChangeListener<ModelRow>) change -> selectWanted());
        viewModel.wantedProperty().addListener((o, old, now) -> selectWanted());
        selectionChanged();
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

    private HBox tools(TextField filter) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        evaluate.setId("models-evaluate");
        evaluate.setText(messages.text("models.evaluate"));
        evaluate.setGraphic(Icons.of(Feather.CHECK_SQUARE));
        evaluate.setTooltip(new Tooltip(messages.text("models.evaluate.tip")));
        evaluate.setOnAction(e -> actions.open(PageId.VERIFICATION));
        train.setId("models-train");
        train.setText(messages.text("models.train"));
        train.setGraphic(Icons.of(Feather.PLAY));
        train.setTooltip(new Tooltip(messages.text("models.train.tip")));
        train.setOnAction(e -> actions.open(PageId.TRAINING));
        MenuButton more = new MenuButton("", Icons.of(Feather.MORE_HORIZONTAL));
        more.setId("models-more");
        more.getStyleClass().addAll("quiet", "icon-only");
        more.setTooltip(new Tooltip(messages.text("models.more")));
        more.setAccessibleText(messages.text("models.more"));
        more.getItems().setAll(actions.items());
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

    private void keyPressed(KeyEvent key) {
        if (key.getCode() == KeyCode.ENTER) {
            actions.open(PageId.VERIFICATION);
            key.consume();
        } else if (key.getCode() == KeyCode.DELETE) {
            actions.remove();
            key.consume();
        }
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
        evaluate.setDisable(table.one().flatMap(ModelRow::model).isEmpty());
        train.setDisable(table.one().filter(ModelRow::isBackbone).isEmpty());
        showDetails();
    }

    private void showDetails() {
        model.detailsProperty()
                .set(
                        table.one()
                                .map(
                                        row -> {
                                            details.show(row);
                                            return new PageModel.Details(
                                                    row.name(), details.node());
                                        }));
    }
}
