package dev.interproto.desktop.datasets;

import dev.interproto.dataset.DatasetSummary;
import dev.interproto.desktop.chart.ChartCard;
import dev.interproto.desktop.chart.HistogramChart;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.theme.Meaning;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The two histograms of a dataset; the child range follows the rule. */
final class DatasetCharts {
    private static final int COUNT_BINS = 24;

    /** So that equal counts do not make one bar as wide as the chart. */
    private static final int LEAST_COUNTS = 20;

    private final Messages messages;
    private final AgeHistogram ages;
    private final HistogramChart counts;

    DatasetCharts(WorkbenchContext context, DatasetsViewModel viewModel) {
        this.messages = context.messages();
        ages = new AgeHistogram(context, viewModel.childAgeProperty());
        counts =
                context.charts()
                        .histogram(
                                messages.text("datasets.countHistogram"),
                                messages.text("datasets.countHistogram.x"),
                                messages.text("datasets.countHistogram.y"));
        for (ChartCard chart : List.of(ages.chart(), counts)) {
            chart.setPrefWidth(0); // so that both grow alike, whatever they hold
            HBox.setHgrow(chart, Priority.ALWAYS);
        }
        counts.setWholeNumbers();
    }

    List<Node> nodes() {
        return List.of(ages.chart(), counts);
    }

    void show(DatasetSummary summary) {
        ages.show(summary);
        int width = summary.binWidth(COUNT_BINS);
        int fewest = summary.imagesPerIdentitySpread().fewest();
        int bins = (summary.imagesPerIdentitySpread().most() - fewest) / width + 1;
        double[] byCount =
                Arrays.stream(summary.imagesPerIdentityHistogram(COUNT_BINS), 0, bins)
                        .asDoubleStream()
                        .toArray();
        // Half an image to the left, so that a count stands under the middle of its bar.
        double start = fewest - 0.5;
        counts.setBins(
                messages.text("datasets.countHistogram"),
                new HistogramChart.Bins(Meaning.ADULT.colour(), start, width, byCount));
        double margin = Math.max(0, LEAST_COUNTS - bins * width) / 2.0;
        counts.setHorizontalRange(
                Math.max(0, start - margin), start + (double) bins * width + margin);
    }
}
