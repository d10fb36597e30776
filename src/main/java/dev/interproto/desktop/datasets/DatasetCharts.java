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

    /** Ages beyond the oldest face are not drawn, but at least this many years. */
    private static final int LEAST_YEARS = 60;

    private final Messages messages;
    private final DatasetsViewModel viewModel;
    private final HistogramChart ages;
    private final HistogramChart counts;

    DatasetCharts(WorkbenchContext context, DatasetsViewModel viewModel) {
        this.messages = context.messages();
        this.viewModel = viewModel;
        ages =
                context.charts()
                        .histogram(
                                messages.text("datasets.ageHistogram"),
                                messages.text("datasets.ageHistogram.x"),
                                messages.text("datasets.ageHistogram.y"));
        counts =
                context.charts()
                        .histogram(
                                messages.text("datasets.countHistogram"),
                                messages.text("datasets.countHistogram.x"),
                                messages.text("datasets.countHistogram.y"));
        for (ChartCard chart : List.of(ages, counts)) {
            chart.setPrefWidth(0); // so that both grow alike, whatever they hold
            HBox.setHgrow(chart, Priority.ALWAYS);
        }
        ages.setWholeNumbers();
        counts.setWholeNumbers();
        viewModel.childAgeProperty().addListener((o, old, now) -> shade());
        shade();
    }

    List<Node> nodes() {
        return List.of(ages, counts);
    }

    void show(DatasetSummary summary) {
        ages.setHint(summary.agedImages() == 0 ? messages.text("datasets.noAges") : "");
        int[] histogram = summary.ageHistogram();
        int oldest = histogram.length - 1;
        while (oldest > LEAST_YEARS && histogram[oldest] == 0) {
            oldest--;
        }
        double[] byAge = Arrays.stream(histogram, 0, oldest + 1).asDoubleStream().toArray();
        ages.setBins(
                messages.text("datasets.ageHistogram"),
                new HistogramChart.Bins(Meaning.ADULT.colour(), 0, 1, byAge));
        ages.setHorizontalRange(0, oldest + 1);
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

    private void shade() {
        ages.setShaded(
                0,
                viewModel.childAgeProperty().get(),
                Meaning.CHILD.colour(),
                messages.text("datasets.childRange"));
    }
}
