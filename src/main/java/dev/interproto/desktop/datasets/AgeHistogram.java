package dev.interproto.desktop.datasets;

import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.desktop.chart.HistogramChart;
import dev.interproto.desktop.control.AgeTexts;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.theme.Meaning;
import java.util.Arrays;
import javafx.beans.property.IntegerProperty;
import javafx.scene.paint.Color;

/** The ages of a dataset, sources standing on one another, with the child range shaded. */
public final class AgeHistogram {
    /** Ages beyond the oldest face are not drawn, but at least this many years. */
    private static final int LEAST_YEARS = 60;

    /** Set by hand: the adults' blue, half way to the ground. */
    private static final Color EDITED =
            Meaning.ADULT.colour().interpolate(Color.web("#9AD0F5"), 0.7);

    /** A guess has no colour. */
    private static final Color ESTIMATED = Color.web("#9AA1A9");

    private final Messages messages;
    private final HistogramChart chart;
    private final IntegerProperty childAge;

    /**
     * @param childAge up to which the child range reaches
     */
    public AgeHistogram(WorkbenchContext context, IntegerProperty childAge) {
        this.messages = context.messages();
        this.childAge = childAge;
        chart =
                context.charts()
                        .histogram(
                                messages.text("datasets.ageHistogram"),
                                messages.text("datasets.ageHistogram.x"),
                                messages.text("datasets.ageHistogram.y"));
        chart.setWholeNumbers();
        chart.setStacked();
        childAge.addListener((o, old, now) -> shade());
        shade();
    }

    /** To be put on a page. */
    public HistogramChart chart() {
        return chart;
    }

    /** Shows a dataset's ages. */
    public void show(DatasetSummary summary) {
        chart.setHint(summary.agedImages() == 0 ? messages.text("datasets.noAges") : "");
        int[] histogram = summary.ageHistogram();
        int oldest = histogram.length - 1;
        while (oldest > LEAST_YEARS && histogram[oldest] == 0) {
            oldest--;
        }
        int bins = oldest + 1;
        chart.clear();
        boolean any = false;
        for (AgeSource source : summary.dataset().ageCounts().keySet()) {
            add(source, summary.ageHistogram(source), bins);
            any = true;
        }
        if (!any) {
            add(AgeSource.LABELS, histogram, bins);
        }
        chart.setHorizontalRange(0, bins);
    }

    private void add(AgeSource source, int[] histogram, int bins) {
        double[] counts = Arrays.stream(histogram, 0, bins).asDoubleStream().toArray();
        chart.setBins(
                AgeTexts.source(source, messages),
                new HistogramChart.Bins(colour(source), 0, 1, counts));
    }

    private static Color colour(AgeSource source) {
        return switch (source) {
            case LABELS, FILE_NAME -> Meaning.ADULT.colour();
            case EDITED -> EDITED;
            case ESTIMATED -> ESTIMATED;
        };
    }

    private void shade() {
        chart.setShaded(
                0, childAge.get(), Meaning.CHILD.colour(), messages.text("datasets.childRange"));
    }
}
