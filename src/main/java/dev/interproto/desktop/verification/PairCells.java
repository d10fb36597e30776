package dev.interproto.desktop.verification;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The columns of the pair table that follow the threshold while it is dragged. */
final class PairCells {
    private final VerificationViewModel viewModel;
    private final Messages messages;

    PairCells(VerificationViewModel viewModel, Messages messages) {
        this.viewModel = viewModel;
        this.messages = messages;
    }

    /** Number and bar. */
    TableColumn<PairRow, PairRow> similarity(double width) {
        TableColumn<PairRow, PairRow> column =
                column(
                        messages.text("verification.column.similarity"),
                        width,
                        row -> Formats.decimal(row.similarity(), 4),
                        SimilarityCell::new);
        column.setComparator(java.util.Comparator.comparingDouble(PairRow::similarity));
        return column;
    }

    /** Genuine or impostor, with its colour. */
    TableColumn<PairRow, PairRow> kind(double width) {
        return dotted(
                messages.text("verification.column.kind"),
                width,
                row -> row.genuine() ? "genuine" : "impostor",
                row ->
                        messages.text(
                                row.genuine() ? "verification.genuine" : "verification.impostor"));
    }

    /** Same or different, by the threshold. */
    TableColumn<PairRow, PairRow> verdict(double width) {
        return dotted(
                messages.text("verification.column.verdict"),
                width,
                row -> "",
                row ->
                        messages.text(
                                row.acceptedAt(viewModel.thresholdProperty().get())
                                        ? "verification.same"
                                        : "verification.different"));
    }

    /** Whether the verdict is right. */
    TableColumn<PairRow, PairRow> right(double width) {
        return dotted(
                messages.text("verification.column.right"),
                width,
                row -> row.rightAt(viewModel.thresholdProperty().get()) ? "right" : "wrong",
                row ->
                        messages.text(
                                row.rightAt(viewModel.thresholdProperty().get())
                                        ? "verification.right"
                                        : "verification.wrong"));
    }

    private TableColumn<PairRow, PairRow> dotted(
            String title,
            double width,
            Function<PairRow, String> dot,
            Function<PairRow, String> text) {
        TableColumn<PairRow, PairRow> column =
                column(title, width, text, () -> new DottedCell(dot, text));
        column.setComparator(java.util.Comparator.comparing(text));
        return column;
    }

    private static TableColumn<PairRow, PairRow> column(
            String title,
            double width,
            Function<PairRow, String> text,
            java.util.function.Supplier<TableCell<PairRow, PairRow>> cell) {
        TableColumn<PairRow, PairRow> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(
                row -> new javafx.beans.property.ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(c -> cell.get());
        column.setUserData(text);
        return column;
    }

    /** A cell that draws itself anew when the threshold moves. */
    private abstract class LiveCell extends TableCell<PairRow, PairRow> {
        // Held by the cell alone: the view model outlives cells that the table has dropped.
        private final ChangeListener<Number> moved = (o, old, now) -> redraw();

        LiveCell() {
            viewModel.thresholdProperty().addListener(new WeakChangeListener<>(moved));
        }

        abstract void show(PairRow row);

        @Override
        protected void updateItem(PairRow row, boolean empty) {
            super.updateItem(row, empty);
            redraw();
        }

        private void redraw() {
            if (isEmpty() || getItem() == null) {
                setGraphic(null);
            } else {
                show(getItem());
            }
        }
    }

    private final class DottedCell extends LiveCell {
        private final Function<PairRow, String> style;
        private final Function<PairRow, String> text;
        private final Region dot = new Region();
        private final Label label = new Label();
        private final HBox line = new HBox(6, dot, label);

        DottedCell(Function<PairRow, String> style, Function<PairRow, String> text) {
            this.style = style;
            this.text = text;
            line.setAlignment(Pos.CENTER_LEFT);
            dot.managedProperty().bind(dot.visibleProperty());
        }

        @Override
        void show(PairRow row) {
            dot.getStyleClass().setAll("dot", style.apply(row));
            dot.setVisible(!style.apply(row).isEmpty());
            label.setText(text.apply(row));
            setGraphic(line);
        }
    }

    private final class SimilarityCell extends LiveCell {
        private final Label number = new Label();
        private final SimilarityBar bar = new SimilarityBar(88);
        private final HBox line = new HBox(8, number, bar);

        SimilarityCell() {
            number.setMinWidth(52);
            number.setAlignment(Pos.CENTER_RIGHT);
            HBox.setHgrow(bar, Priority.ALWAYS);
            line.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        void show(PairRow row) {
            number.setText(Formats.decimal(row.similarity(), 4));
            bar.show(row, viewModel);
            setGraphic(line);
        }
    }
}
