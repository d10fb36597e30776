package dev.interproto.desktop.runs;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.workspace.RunStatus;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;

/** The columns of the table of runs. */
final class RunColumns {
    /** More test sets than these are in the details only. */
    private static final int MOST_TEST_SET_COLUMNS = 4;

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    private final Messages messages;
    private final RunTexts texts;

    RunColumns(Messages messages) {
        this.messages = messages;
        this.texts = new RunTexts(messages);
    }

    /** All of them, with one a test set. */
    List<TableColumn<RunRow, ?>> all(List<String> testSets) {
        List<TableColumn<RunRow, ?>> columns = new ArrayList<>();
        columns.add(statusColumn());
        columns.add(Tables.text(messages.text("runs.column.name"), 220, RunRow::name));
        columns.add(Tables.text(messages.text("runs.column.method"), 136, RunRow::method));
        columns.add(
                Tables.text(
                        messages.text("runs.column.dataset"),
                        110,
                        row -> row.record().data().name()));
        columns.add(
                Tables.text(
                        messages.text("runs.column.backbone"),
                        110,
                        row -> RunTexts.backbone(row.configuration().backbone())));
        columns.add(
                Tables.number(
                        messages.text("runs.column.seed"),
                        60,
                        row -> row.configuration().seed(),
                        String::valueOf));
        for (String testSet : testSets.stream().limit(MOST_TEST_SET_COLUMNS).toList()) {
            columns.add(bestColumn(testSet));
        }
        TableColumn<RunRow, Integer> epochs =
                Tables.number(
                        messages.text("runs.column.epochs"),
                        64,
                        row -> row.record().epochsDone(),
                        String::valueOf);
        epochs.setCellFactory(column -> epochCell());
        columns.add(epochs);
        columns.add(
                Tables.number(
                        messages.text("runs.column.duration"),
                        100,
                        RunRow::trained,
                        Formats::duration));
        columns.add(
                Tables.column(
                        messages.text("runs.column.started"), 140, RunRow::begun, WHEN::format));
        return columns;
    }

    private TableColumn<RunRow, RunStatus> statusColumn() {
        TableColumn<RunRow, RunStatus> column =
                Tables.column(
                        messages.text("runs.column.status"), 96, RunRow::status, texts::status);
        column.setCellFactory(
                c ->
                        new TableCell<>() {
                            private final StatusChip chip = new StatusChip(texts);

                            @Override
                            protected void updateItem(RunStatus status, boolean empty) {
                                super.updateItem(status, empty);
                                if (empty || status == null) {
                                    setGraphic(null);
                                } else {
                                    chip.show(status);
                                    setGraphic(chip);
                                }
                            }
                        });
        return column;
    }

    private TableColumn<RunRow, Double> bestColumn(String testSet) {
        TableColumn<RunRow, Double> column =
                Tables.number(
                        messages.text("runs.column.best", testSet),
                        184,
                        row -> row.best(testSet),
                        Formats::percent);
        column.setCellFactory(
                c ->
                        new TableCell<>() {
                            @Override
                            protected void updateItem(Double best, boolean empty) {
                                super.updateItem(best, empty);
                                RunRow row = empty ? null : getTableRow().getItem();
                                setText(row == null ? "" : best(row, testSet));
                            }
                        });
        return column;
    }

    private String best(RunRow row, String testSet) {
        var result = row.record().best().get(testSet);
        return result == null
                ? "–"
                : messages.text(
                        "runs.best",
                        Formats.percent(result.accuracy()),
                        Formats.count(result.pairs()));
    }

    private TableCell<RunRow, Integer> epochCell() {
        return new TableCell<>() {
            @Override
            protected void updateItem(Integer done, boolean empty) {
                super.updateItem(done, empty);
                RunRow row = empty ? null : getTableRow().getItem();
                setText(row == null ? "" : done + " / " + row.configuration().epochs());
            }
        };
    }
}
