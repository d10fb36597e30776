package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.verification.analysis.Analysis;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Every mean of an analysis with its count. */
final class AnalysisTable extends VBox {
    /** All lines of an analysis of everything. */
    private static final double TABLE_HEIGHT = 610;

    private final WorkbenchContext context;
    private final TableView<Analysis.Measure> table = new TableView<>();
    private final ObservableList<Analysis.Measure> lines = FXCollections.observableArrayList();

    AnalysisTable(WorkbenchContext context) {
        this.context = context;
        Messages messages = context.messages();
        TextField filter = new TextField();
        table.setId("analysis-table");
        table.setPrefHeight(TABLE_HEIGHT);
        table.setMinHeight(TABLE_HEIGHT);
        table.getColumns()
                .setAll(
                        List.of(
                                Tables.text(
                                        messages.text("analysis.column.of"),
                                        170,
                                        Analysis.Measure::of),
                                Tables.text(
                                        messages.text("analysis.column.to"),
                                        190,
                                        Analysis.Measure::to),
                                Tables.<Analysis.Measure, Double>number(
                                        messages.text("analysis.column.mean"),
                                        90,
                                        line -> line.mean().orElse(Double.NaN),
                                        mean -> Formats.decimal(mean, 4)),
                                Tables.<Analysis.Measure, Double>number(
                                        messages.text("analysis.column.std"),
                                        90,
                                        line -> line.std().orElse(Double.NaN),
                                        std -> Formats.decimal(std, 4)),
                                Tables.text(
                                        messages.text("analysis.column.unit"),
                                        90,
                                        Analysis.Measure::unit),
                                Tables.<Analysis.Measure, Long>number(
                                        messages.text("analysis.column.count"),
                                        110,
                                        Analysis.Measure::count,
                                        Formats::count),
                                Tables.text(
                                        messages.text("analysis.column.sample"),
                                        340,
                                        Analysis.Measure::sample)));
        filter.setPromptText(messages.text("analysis.filter"));
        filter.setId("analysis-filter");
        Tables.install(
                table,
                lines,
                filter,
                line -> line.of() + " " + line.to() + " " + line.unit(),
                messages,
                this::export);
        Button export = new Button(messages.text("table.exportCsv"), Icons.of(Feather.DOWNLOAD));
        export.setId("analysis-export");
        export.getStyleClass().add("quiet");
        export.setOnAction(e -> export());
        HBox bar = new HBox(8, filter, export);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(8));
        getChildren().addAll(bar, table);
        getStyleClass().addAll("card", "flush");
    }

    void show(List<Analysis.Measure> measures) {
        lines.setAll(measures);
    }

    private void export() {
        context.charts().export().saveCsv("analysis", Tables.visibleRows(table));
    }
}
