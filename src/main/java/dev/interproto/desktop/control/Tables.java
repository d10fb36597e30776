package dev.interproto.desktop.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/**
 * Sets tables up the same way everywhere: sortable columns, numbers at the right, a filter field,
 * copying rows, and the visible rows as CSV.
 */
public final class Tables {
    private static final KeyCodeCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private Tables() {}

    /** A column of text. */
    public static <R> TableColumn<R, String> text(
            String title, double width, Function<R, String> value) {
        return column(title, width, value, text -> text);
    }

    /** A column of numbers: right-aligned, sorted by value, shown as {@code format} says. */
    public static <R, N extends Comparable<? super N>> TableColumn<R, N> number(
            String title, double width, Function<R, N> value, Function<N, String> format) {
        TableColumn<R, N> column = column(title, width, value, format);
        column.getStyleClass().add("numeric");
        return column;
    }

    /** Any column with its own way to show a value. */
    public static <R, V> TableColumn<R, V> column(
            String title, double width, Function<R, V> value, Function<V, String> format) {
        TableColumn<R, V> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setCellFactory(
                c ->
                        new TableCell<>() {
                            @Override
                            protected void updateItem(V item, boolean empty) {
                                super.updateItem(item, empty);
                                setText(empty || item == null ? "" : format.apply(item));
                            }
                        });
        column.setUserData(
                (Function<R, String>)
                        row -> {
                            V item = value.apply(row);
                            return item == null ? "" : format.apply(item);
                        });
        return column;
    }

    /**
     * Shows {@code items} with sorting, filtering and copying.
     *
     * @param filter where the person types; rows whose {@code searched} text holds it stay
     */
    public static <R> FilteredList<R> install(
            TableView<R> table,
            ObservableList<R> items,
            TextField filter,
            Function<R, String> searched,
            Messages messages,
            Runnable exportCsv) {
        FilteredList<R> filtered = new FilteredList<>(items);
        filter.textProperty()
                .addListener((o, old, typed) -> filtered.setPredicate(matches(typed, searched)));
        SortedList<R> sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setOnKeyPressed(
                key -> {
                    if (COPY.match(key)) {
                        copySelection(table);
                        key.consume();
                    }
                });
        MenuItem copy = new MenuItem(messages.text("table.copy"));
        copy.setOnAction(e -> copySelection(table));
        MenuItem export = new MenuItem(messages.text("table.exportCsv"));
        export.setOnAction(e -> exportCsv.run());
        table.setContextMenu(new ContextMenu(copy, export));
        return filtered;
    }

    /** The rows as the person sees them: filtered, sorted, formatted. */
    public static <R> CsvTable visibleRows(TableView<R> table) {
        return rows(table, table.getItems());
    }

    private static <R> CsvTable rows(TableView<R> table, List<R> rows) {
        List<TableColumn<R, ?>> columns =
                table.getColumns().stream()
                        .filter(c -> c.isVisible() && c.getUserData() != null)
                        .toList();
        List<List<String>> cells = new ArrayList<>();
        for (R row : rows) {
            List<String> line = new ArrayList<>();
            for (TableColumn<R, ?> column : columns) {
                line.add(shown(column, row));
            }
            cells.add(line);
        }
        return new CsvTable(columns.stream().map(TableColumn::getText).toList(), cells);
    }

    @SuppressWarnings("unchecked") // set by column(), for the same row type
    private static <R> String shown(TableColumn<R, ?> column, R row) {
        // Thin spaces read well on screen and break numbers in other programs.
        return ((Function<R, String>) column.getUserData()).apply(row).replace("\u2009", "");
    }

    private static <R> java.util.function.Predicate<R> matches(
            String typed, Function<R, String> searched) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return row ->
                wanted.isEmpty() || searched.apply(row).toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static <R> void copySelection(TableView<R> table) {
        ClipboardContent content = new ClipboardContent();
        content.putString(rows(table, table.getSelectionModel().getSelectedItems()).toTabs());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
