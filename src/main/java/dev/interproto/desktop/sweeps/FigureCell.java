package dev.interproto.desktop.sweeps;

import dev.interproto.workspace.sweep.ComparisonTable;
import dev.interproto.workspace.sweep.ComparisonText;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** The figure, bold where it is the best, beside its interval; below it what belongs to it. */
final class FigureCell extends TableCell<ComparisonTable.Row, FigureCell.Sortable> {
    private final Label main = new Label();
    private final Label interval = hint();
    private final Label detail = hint();
    private final HBox figure = new HBox(6, main, interval);
    private final VBox box = new VBox(0, figure, detail);

    /** A cell that sorts by its mean; those without one come first. */
    record Sortable(ComparisonTable.Cell cell) implements Comparable<Sortable> {
        @Override
        public int compareTo(Sortable other) {
            return Double.compare(mean(), other.mean());
        }

        private double mean() {
            return cell.bestThreshold().map(value -> value.mean()).orElse(-1.0);
        }

        String text() {
            return ComparisonText.lines(cell).stream().collect(Collectors.joining("\n"));
        }
    }

    FigureCell() {
        figure.setAlignment(Pos.BASELINE_RIGHT);
        box.setAlignment(Pos.CENTER_RIGHT);
        detail.setTextAlignment(TextAlignment.RIGHT);
    }

    private static Label hint() {
        Label label = new Label();
        label.getStyleClass().add("chart-hint");
        return label;
    }

    @Override
    protected void updateItem(Sortable value, boolean empty) {
        super.updateItem(value, empty);
        setGraphic(empty || value == null ? null : box);
        if (empty || value == null) {
            setTooltip(null);
            return;
        }
        ComparisonTable.Cell cell = value.cell();
        main.setText(ComparisonText.main(cell));
        main.getStyleClass().removeAll("strong", "chart-hint");
        if (cell.bestThreshold().isEmpty()) {
            main.getStyleClass().add("chart-hint");
        } else if (cell.best()) {
            main.getStyleClass().add("strong");
        }
        show(interval, ComparisonText.interval(cell));
        show(detail, String.join("\n", ComparisonText.details(cell)));
        setTooltip(new Tooltip(value.text()));
    }

    private static void show(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }
}
