package dev.interproto.desktop.runs;

import dev.interproto.desktop.chart.CurveChart;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.paint.Color;

/**
 * One line of a chart that keeps up with what it shows: appends what is new, and draws everything
 * anew where earlier points changed. FX thread only.
 */
public final class DrawnCurve {
    private final CurveChart chart;
    private final String key;
    private final Color colour;
    private final boolean exact;
    private int drawn;
    private int generation;

    /**
     * Adds the line, still empty, to a chart.
     *
     * @param exact whether the chart's smoothing passes it by
     */
    public DrawnCurve(CurveChart chart, String key, Color colour, boolean exact) {
        this.chart = chart;
        this.key = key;
        this.colour = colour;
        this.exact = exact;
        add();
    }

    /** Appends the new points of a metric; the chart is still to be flushed. */
    public void update(StepSeries series, StepMetric metric) {
        renew(series.generation());
        for (; drawn < series.size(); drawn++) {
            chart.append(key, series.step(drawn), series.value(metric, drawn));
        }
    }

    /** Appends the new points of a list that only grows within a generation. */
    public <T> void update(
            int listGeneration,
            List<T> points,
            ToDoubleFunction<T> step,
            ToDoubleFunction<T> value) {
        renew(listGeneration);
        for (; drawn < points.size(); drawn++) {
            T point = points.get(drawn);
            chart.append(key, step.applyAsDouble(point), value.applyAsDouble(point));
        }
    }

    private void renew(int now) {
        if (now != generation && drawn > 0) {
            add();
            drawn = 0;
        }
        generation = now;
    }

    private void add() {
        chart.addCurve(key, colour, false);
        if (exact) {
            chart.keepExact(key);
        }
    }
}
