package dev.interproto.desktop.verification;

import dev.interproto.desktop.chart.FigureExport;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.verification.BootstrapIntervals;
import dev.interproto.verification.ComparedFigure;
import dev.interproto.verification.ModelComparison;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** In the details pane: another model on the same pairs. */
final class ComparisonPane extends ScrollPane {
    private final ComparisonViewModel viewModel;
    private final Messages messages;
    private final FigureExport export;
    private final VBox result = new VBox(12);

    ComparisonPane(ComparisonViewModel viewModel, Messages messages, FigureExport export) {
        this.viewModel = viewModel;
        this.messages = messages;
        this.export = export;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        // What lies outside the page's own view does not inherit its style sheet.
        getStylesheets().add(ComparisonPane.class.getResource("verification.css").toExternalForm());
        ComboBox<ComparedModel> others = new ComboBox<>(viewModel.others());
        others.setId("compared-model");
        others.setMaxWidth(Double.MAX_VALUE);
        others.setPromptText(messages.text("verification.models.choose"));
        others.setAccessibleText(messages.text("verification.models.choose"));
        others.setCellFactory(list -> new ModelCell());
        others.setButtonCell(new ModelCell());
        others.valueProperty()
                .addListener(
                        (o, old, now) -> viewModel.chosenProperty().set(Optional.ofNullable(now)));
        others.disableProperty().bind(Bindings.isEmpty(viewModel.others()));
        Label nobody =
                words(
                        messages.text(
                                "verification.models.none", viewModel.shown().report().testSet()));
        nobody.visibleProperty()
                .bind(viewModel.listedProperty().and(Bindings.isEmpty(viewModel.others())));
        nobody.managedProperty().bind(nobody.visibleProperty());
        Label about =
                words(
                        messages.text(
                                "verification.models.about", viewModel.shown().origin().model()));
        about.getStyleClass().add("secondary");
        VBox column = new VBox(12, about, others, nobody, result);
        column.getStyleClass().add("pair-details");
        setContent(column);
        viewModel.comparisonProperty().addListener((o, old, now) -> show(now));
        show(viewModel.comparisonProperty().get());
    }

    private void show(Optional<ModelComparison> now) {
        result.getChildren().clear();
        now.ifPresent(this::fill);
    }

    private void fill(ModelComparison now) {
        Label finding = words(viewModel.finding(now));
        finding.setId("comparison-finding");
        finding.getStyleClass().add("strong");
        Label pairs =
                words(
                        messages.text(
                                "verification.models.pairs",
                                Formats.count(now.pairs()),
                                Formats.count(now.genuinePairs()),
                                Formats.count(now.pairs() - now.genuinePairs())));
        GridPane figures = new GridPane();
        figures.setHgap(12);
        figures.setVgap(2);
        now.figures().forEach(figure -> line(figures, figure));
        Label test =
                words(
                        messages.text(
                                "verification.models.mcnemar",
                                ComparisonViewModel.p(now.mcNemar().pValue()),
                                Formats.count(now.mcNemar().onlySecond()),
                                Formats.count(now.mcNemar().onlyFirst()),
                                Formats.decimal(now.secondThreshold(), 4),
                                Formats.decimal(now.firstThreshold(), 4)));
        test.setId("comparison-test");
        Label drawn =
                words(
                        messages.text(
                                now.unit() == BootstrapIntervals.Unit.IDENTITY
                                        ? "verification.models.identities"
                                        : "verification.models.drawnPairs",
                                Formats.count(now.draws()),
                                Formats.count(now.units())));
        drawn.getStyleClass().add("secondary");
        Button csv = new Button(messages.text("table.exportCsv"), Icons.of(Feather.DOWNLOAD));
        csv.setId("export-comparison");
        csv.setOnAction(e -> export.saveCsv("comparison", viewModel.table(now)));
        result.getChildren().addAll(finding, pairs, figures, test, drawn);
        if (now.unmatchedPairs() > 0) {
            result.getChildren()
                    .add(
                            words(
                                    messages.text(
                                            "verification.models.unmatched",
                                            Formats.count(now.unmatchedPairs()))));
        }
        result.getChildren().add(csv);
    }

    /** The name, and below it both figures and the difference. */
    private void line(GridPane grid, ComparedFigure figure) {
        int row = grid.getRowCount();
        Label name = words(viewModel.name(figure));
        name.getStyleClass().add("secondary");
        Label both =
                new Label(
                        messages.text(
                                "verification.models.both",
                                ComparisonViewModel.number(figure, figure.first()),
                                ComparisonViewModel.number(figure, figure.second())));
        Label difference = new Label(ComparisonViewModel.difference(figure));
        if (figure.differs()) {
            difference.getStyleClass().add("strong");
        }
        both.setMinWidth(Region.USE_PREF_SIZE);
        difference.setMinWidth(Region.USE_PREF_SIZE);
        grid.add(name, 0, row, 2, 1);
        grid.add(both, 0, row + 1);
        grid.add(difference, 1, row + 1);
        GridPane.setMargin(name, new javafx.geometry.Insets(6, 0, 0, 0));
    }

    private static Label words(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static final class ModelCell extends ListCell<ComparedModel> {
        @Override
        protected void updateItem(ComparedModel model, boolean empty) {
            super.updateItem(model, empty);
            setText(empty || model == null ? "" : model.name());
        }
    }
}
