package dev.interproto.desktop.datasets;

import dev.interproto.dataset.Problem;
import dev.interproto.desktop.chart.Charts;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.kordamp.ikonli.feather.Feather;

/** What is wrong with a dataset's files, to be searched and saved. */
final class ProblemTable {
    private final ObservableList<Problem> items = FXCollections.observableArrayList();

    /** Fills controls of a view. */
    ProblemTable(
            TableView<Problem> table,
            TextField filter,
            Button export,
            Charts charts,
            Messages messages) {
        table.getColumns()
                .setAll(
                        List.of(
                                Tables.text(
                                        messages.text("datasets.problems.where"),
                                        420,
                                        Problem::where),
                                Tables.text(
                                        messages.text("datasets.problems.what"),
                                        480,
                                        Problem::what)));
        table.setPlaceholder(new Label(messages.text("datasets.problems.none")));
        Runnable save = () -> charts.export().saveCsv("problems", Tables.visibleRows(table));
        Tables.install(table, items, filter, p -> p.where() + " " + p.what(), messages, save);
        export.setGraphic(Icons.of(Feather.DOWNLOAD));
        export.setOnAction(e -> save.run());
    }

    void show(List<Problem> problems) {
        items.setAll(problems);
    }
}
