package dev.interproto.desktop.alignment;

import dev.interproto.dataset.alignment.AlignedImage;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;

/** What became of each photograph; the selected one is previewed. */
final class AlignmentTable extends TableView<AlignedImage> {
    private final WorkbenchContext context;

    AlignmentTable(WorkbenchContext context, AlignmentViewModel viewModel, TextField filter) {
        this.context = context;
        Messages messages = context.messages();
        setId("alignment-table");
        setPlaceholder(new Label(messages.text("alignment.empty")));
        getColumns()
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
        Tables.install(
                this,
                viewModel.rows(),
                filter,
                row -> row.image() + " " + viewModel.word(row.outcome()) + " " + row.detail(),
                messages,
                this::exportCsv);
        getSelectionModel()
                .selectedItemProperty()
                .addListener((o, old, now) -> viewModel.select(Optional.ofNullable(now)));
    }

    void exportCsv() {
        context.charts().export().saveCsv("alignment", Tables.visibleRows(this));
    }
}
