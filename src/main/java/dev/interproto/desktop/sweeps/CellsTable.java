package dev.interproto.desktop.sweeps;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.sweep.CellState;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
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

/** The cells in the order of the queue, with where each stands. */
final class CellsTable extends VBox {
    private final WorkbenchContext context;
    private final Messages messages;
    private final SweepsViewModel viewModel;
    private final TableView<CellRow> table = new TableView<>();
    private final Button up = new Button("", Icons.of(Feather.ARROW_UP));
    private final Button down = new Button("", Icons.of(Feather.ARROW_DOWN));
    private Optional<String> kept = Optional.empty();

    CellsTable(WorkbenchContext context, SweepsViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        table.setId("sweep-cells");
        columns();
        TextField filter = new TextField();
        filter.setPromptText(messages.text("sweeps.filter"));
        filter.setPrefWidth(240);
        Tables.install(
                table,
                viewModel.cells(),
                filter,
                row -> row.name() + " " + state(row.status().state()),
                messages,
                this::exportCsv);
        viewModel.cells().addListener((ListChangeListener<CellRow>) change -> selectAgain());
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now != null) {
                                kept = Optional.of(now.name());
                            }
                            up.setDisable(now == null);
                            down.setDisable(now == null);
                        });
        table.addEventFilter(
                KeyEvent.KEY_PRESSED,
                key -> {
                    if (key.getCode() == KeyCode.ENTER) {
                        open();
                        key.consume();
                    }
                });
        table.setOnMouseClicked(
                click -> {
                    if (click.getClickCount() == 2) {
                        open();
                    }
                });
        move(up, "sweeps-up", "sweeps.up", -1);
        move(down, "sweeps-down", "sweeps.down", 1);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label hint = new Label(messages.text("sweeps.open.hint"));
        hint.getStyleClass().add("secondary");
        HBox tools = new HBox(8, filter, hint, space, up, down);
        tools.setAlignment(Pos.CENTER_LEFT);
        StackPane card = new StackPane(table);
        card.getStyleClass().addAll("card", "flush");
        VBox.setVgrow(card, Priority.ALWAYS);
        setSpacing(8);
        getChildren().addAll(tools, card);
    }

    private void move(Button button, String id, String key, int by) {
        button.setId(id);
        button.getStyleClass().addAll("quiet", "icon-only");
        button.setTooltip(new Tooltip(messages.text(key)));
        button.setAccessibleText(messages.text(key));
        button.setDisable(true);
        button.setOnAction(e -> selected().ifPresent(row -> viewModel.shift(row, by)));
    }

    private Optional<CellRow> selected() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    /** The rows were replaced: the selection follows the cell. */
    private void selectAgain() {
        kept.flatMap(
                        name ->
                                table.getItems().stream()
                                        .filter(row -> row.name().equals(name))
                                        .findFirst())
                .ifPresent(
                        row -> {
                            table.getSelectionModel().clearSelection();
                            table.getSelectionModel().select(row);
                        });
    }

    private void open() {
        selected()
                .filter(row -> row.status().run().isPresent())
                .ifPresent(
                        row ->
                                context.navigation()
                                        .open(PageId.TRAINING, new PageArgument.OfRun(row.name())));
    }

    private void columns() {
        TableColumn<CellRow, CellState> state =
                Tables.column(
                        messages.text("sweeps.column.state"),
                        104,
                        row -> row.status().state(),
                        this::state);
        state.setCellFactory(column -> new StateCell());
        table.getColumns()
                .setAll(
                        List.of(
                                Tables.number(
                                        messages.text("sweeps.column.place"),
                                        48,
                                        CellRow::place,
                                        String::valueOf),
                                state,
                                Tables.text(
                                        messages.text("sweeps.column.method"),
                                        360,
                                        row -> row.status().cell().row().title()),
                                Tables.text(
                                        messages.text("sweeps.column.dataset"),
                                        120,
                                        row -> row.status().cell().row().dataset()),
                                Tables.number(
                                        messages.text("sweeps.column.lambda"),
                                        56,
                                        row -> row.status().cell().row().lambda(),
                                        RunTexts::number),
                                Tables.number(
                                        messages.text("sweeps.column.seed"),
                                        72,
                                        row -> row.status().cell().seed(),
                                        String::valueOf),
                                Tables.number(
                                        messages.text("sweeps.column.epochs"),
                                        80,
                                        CellRow::epochsDone,
                                        String::valueOf),
                                Tables.number(
                                        messages.text("sweeps.column.of"),
                                        56,
                                        CellRow::epochs,
                                        String::valueOf),
                                Tables.text(
                                        messages.text("sweeps.column.reason"),
                                        220,
                                        row -> row.status().reason())));
    }

    private String state(CellState state) {
        return switch (state) {
            case NOT_BEGUN -> messages.text("sweeps.state.notBegun");
            case RUNNING -> messages.text("sweeps.state.running");
            case STOPPED -> messages.text("sweeps.state.stopped");
            case FINISHED -> messages.text("sweeps.state.finished");
            case FAILED -> messages.text("sweeps.state.failed");
            case DIFFERENT -> messages.text("sweeps.state.different");
        };
    }

    /** The same small coloured words as for runs. */
    private final class StateCell extends TableCell<CellRow, CellState> {
        private final Label chip = new Label();

        @Override
        protected void updateItem(CellState state, boolean empty) {
            super.updateItem(state, empty);
            if (empty || state == null) {
                setGraphic(null);
                return;
            }
            chip.setText(state(state));
            String style =
                    state == CellState.DIFFERENT
                            ? "interrupted"
                            : state.name().toLowerCase(Locale.ROOT);
            chip.getStyleClass().setAll("label", "run-status", "status-" + style);
            setGraphic(chip);
        }
    }

    private void exportCsv() {
        context.files()
                .saveFile(messages.text("table.exportCsv"), "sweep-cells", "csv")
                .ifPresent(
                        file -> {
                            try {
                                Tables.visibleRows(table).write(file);
                                context.notifications()
                                        .success(messages.text("sweeps.saved", file));
                            } catch (IOException e) {
                                context.notifications()
                                        .failure(messages.text("table.exportCsv"), e);
                            }
                        });
    }
}
