package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.chart.ChartCard;
import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.verification.analysis.AnalysisOptions;
import dev.interproto.workspace.StoredAnalysis;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** How alike the chosen network makes children and adults: charts, and every mean in a table. */
final class AnalysisPane extends StackPane {
    private static final double CHART_HEIGHT = 280;

    /** From this width on a chart's title and legend have room in half of it. */
    private static final double TWO_COLUMNS = 1000;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private final Messages messages;
    private final AnalysisViewModel viewModel;
    private final AnalysisCharts charts;
    private final Label about = new Label();
    private final VBox notes = new VBox(4);
    private final AnalysisTable table;

    AnalysisPane(WorkbenchContext context, AnalysisViewModel viewModel) {
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.charts = new AnalysisCharts(context.charts(), messages);
        this.table = new AnalysisTable(context);
        getStylesheets().add(AnalysisPane.class.getResource("prototypes.css").toExternalForm());
        about.getStyleClass().add("secondary");
        about.setId("analysis-about");
        about.setWrapText(true);
        ScrollPane result = new ScrollPane(new VBox(12, about, notes, grid(), table));
        result.setFitToWidth(true);
        result.setId("analysis-result");
        result.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> viewModel.analysisProperty().get().isPresent(),
                                viewModel.analysisProperty()));
        ProgressCard progress =
                new ProgressCard(
                        viewModel.runningProperty(),
                        messages.text("analysis.running"),
                        "stop-analysis",
                        messages.text("analysis.stop"));
        progress.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(progress, Pos.TOP_RIGHT);
        StackPane place = new StackPane(result, empty(), progress);
        place.setMinHeight(0);
        VBox.setVgrow(place, Priority.ALWAYS);
        getChildren().setAll(new VBox(12, tools(), place));
        viewModel.analysisProperty().addListener((o, old, now) -> show(now));
        show(viewModel.analysisProperty().get());
    }

    private Node tools() {
        FlowPane tools = new FlowPane(16, 8);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.setMinWidth(0);
        Label faces = new Label(messages.text("analysis.data"));
        AnalysedDataChooser chooser = new AnalysedDataChooser(viewModel, messages);
        faces.setLabelFor(chooser);
        HBox choice = new HBox(8, faces, chooser);
        choice.setAlignment(Pos.CENTER_LEFT);
        tools.getChildren()
                .setAll(
                        choice,
                        OptionSpinners.whole(
                                "analysis-child-age",
                                messages.text("analysis.childAge"),
                                messages.text("analysis.childAge.tip"),
                                viewModel.childAgeProperty(),
                                1,
                                100),
                        OptionSpinners.whole(
                                "analysis-child-filter",
                                messages.text("analysis.childFilter"),
                                messages.text("analysis.childFilter.tip"),
                                viewModel.childFilterProperty(),
                                1,
                                1000),
                        OptionSpinners.whole(
                                "analysis-identities",
                                messages.text("analysis.identities"),
                                messages.text("analysis.identities.tip"),
                                viewModel.identitiesProperty(),
                                2,
                                AnalysisOptions.MOST_IDENTITIES),
                        OptionSpinners.whole(
                                "analysis-images",
                                messages.text("analysis.images"),
                                messages.text("analysis.images.tip"),
                                viewModel.imagesProperty(),
                                1,
                                1_000_000),
                        OptionSpinners.whole(
                                "analysis-seed",
                                messages.text("prototypes.seed"),
                                messages.text("analysis.seed.tip"),
                                viewModel.seedProperty(),
                                0,
                                Integer.MAX_VALUE));
        return tools;
    }

    private Node empty() {
        EmptyState nothing =
                new EmptyState(Feather.BAR_CHART_2, messages.text("analysis.empty"))
                        .begin(
                                "begin-analysis",
                                messages.text("analysis.start"),
                                Feather.PLAY,
                                viewModel::analyse);
        nothing.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        viewModel.soughtProperty().get()
                                                && viewModel.analysisProperty().get().isEmpty()
                                                && viewModel.runningProperty().get().isEmpty()
                                                && viewModel.dataProperty().get().isPresent(),
                                viewModel.soughtProperty(),
                                viewModel.analysisProperty(),
                                viewModel.runningProperty(),
                                viewModel.dataProperty()));
        return nothing;
    }

    private Node grid() {
        GridPane grid = new GridPane();
        grid.setHgap(12);
        grid.setVgap(12);
        for (ChartCard chart : charts.all()) {
            chart.setMinWidth(0);
            chart.setPrefHeight(CHART_HEIGHT);
        }
        arrange(grid, 2);
        grid.widthProperty()
                .addListener(
                        (o, old, now) -> {
                            int columns = now.doubleValue() < TWO_COLUMNS ? 1 : 2;
                            if (columns != grid.getColumnConstraints().size()) {
                                arrange(grid, columns);
                            }
                        });
        return grid;
    }

    /** One chart beside another, or below it; the last takes what is left of its row. */
    private void arrange(GridPane grid, int columns) {
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        for (int column = 0; column < columns; column++) {
            ColumnConstraints share = new ColumnConstraints();
            share.setPercentWidth(100.0 / columns);
            grid.getColumnConstraints().add(share);
        }
        List<ChartCard> all = charts.all();
        for (int i = 0; i < all.size(); i++) {
            int span = i == all.size() - 1 ? columns - i % columns : 1;
            grid.add(all.get(i), i % columns, i / columns, span, 1);
        }
    }

    private void show(Optional<StoredAnalysis> stored) {
        table.show(stored.map(now -> now.analysis().measures()).orElse(List.of()));
        stored.ifPresent(
                now -> {
                    charts.show(now.analysis());
                    AnalysisOptions options = now.analysis().options();
                    about.setText(
                            messages.text(
                                    "analysis.about",
                                    now.origin().model(),
                                    now.origin().data().orElse(messages.text("analysis.noData")),
                                    Integer.toString(options.rule().childAge()),
                                    Integer.toString(options.rule().childFilter()),
                                    Formats.count(options.identities()),
                                    Formats.count(options.images()),
                                    Long.toString(options.seed()),
                                    DATE.format(now.origin().analysed())));
                    notes.getChildren()
                            .setAll(now.analysis().notes().stream().map(this::note).toList());
                });
    }

    private Label note(String sentence) {
        Label note = new Label(sentence, Icons.of(Feather.INFO));
        note.setWrapText(true);
        return note;
    }
}
