package dev.interproto.desktop.pairs;

import dev.interproto.dataset.pairs.PairSurvey;
import dev.interproto.desktop.chart.ChartCard;
import dev.interproto.desktop.chart.Charts;
import dev.interproto.desktop.chart.HistogramChart;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.theme.Meaning;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The two histograms of a pair list: years between the images, and age of the younger. */
final class PairCharts {
    /** Beyond the largest value nothing is drawn, but at least this many years. */
    private static final int LEAST_YEARS = 20;

    private final Messages messages;
    private final HistogramChart gaps;
    private final HistogramChart ages;

    PairCharts(Charts charts, Messages messages) {
        this.messages = messages;
        gaps =
                charts.histogram(
                        messages.text("pairs.gaps"),
                        messages.text("pairs.gaps.x"),
                        messages.text("pairs.chart.y"));
        ages =
                charts.histogram(
                        messages.text("pairs.ages"),
                        messages.text("pairs.ages.x"),
                        messages.text("pairs.chart.y"));
        for (ChartCard chart : List.of(gaps, ages)) {
            chart.setPrefWidth(0); // so that both grow alike, whatever they hold
            chart.setMinWidth(0);
            HBox.setHgrow(chart, Priority.ALWAYS);
        }
        gaps.setWholeNumbers();
        ages.setWholeNumbers();
        ages.hideLegend(); // the one beside it has the same, and there is little room
    }

    List<Node> nodes() {
        return List.of(gaps, ages);
    }

    void show(PairSurvey survey) {
        show(gaps, survey.byGap(true), survey.byGap(false));
        show(ages, survey.byYounger(true), survey.byYounger(false));
        ages.setShaded(
                0, survey.childAge(), Meaning.CHILD.colour(), messages.text("datasets.childRange"));
    }

    private void show(HistogramChart chart, int[] genuine, int[] impostor) {
        int years = Math.max(LEAST_YEARS, Math.max(used(genuine), used(impostor)));
        chart.setHint(used(genuine) + used(impostor) == 0 ? messages.text("pairs.noAges") : "");
        chart.setBins(
                messages.text("pairs.genuine"),
                new HistogramChart.Bins(Meaning.GENUINE.colour(), 0, 1, counts(genuine, years)));
        chart.setBins(
                messages.text("pairs.impostor"),
                new HistogramChart.Bins(Meaning.IMPOSTOR.colour(), 0, 1, counts(impostor, years)));
        chart.setHorizontalRange(0, years);
    }

    private static double[] counts(int[] byYear, int years) {
        return Arrays.stream(Arrays.copyOf(byYear, years)).asDoubleStream().toArray();
    }

    /** Years up to the last with a pair. */
    private static int used(int[] byYear) {
        int years = byYear.length;
        while (years > 0 && byYear[years - 1] == 0) {
            years--;
        }
        return years;
    }
}
