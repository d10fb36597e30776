package dev.interproto.desktop.runs;

import dev.interproto.training.TrainingEvent.StepDone;
import java.util.Arrays;

/**
 * The steps of a run as far as a chart can show them. Once there are more points than a screen has
 * columns, neighbours are joined to their mean, so that millions of steps stay quick to draw. Not
 * thread-safe.
 */
public final class StepSeries {
    /** As many points as a wide screen has columns. */
    static final int MOST = 2048;

    private static final int METRICS = StepMetric.values().length;

    private final double[] steps = new double[MOST];
    private final double[][] values = new double[METRICS][MOST];
    private final double[] pending = new double[METRICS];
    private int pendingSteps;
    private int size;
    private int stride = 1;
    private int generation;

    /** Adds the next step. */
    public void add(StepDone step) {
        for (StepMetric metric : StepMetric.values()) {
            pending[metric.ordinal()] += metric.of(step);
        }
        if (++pendingSteps < stride) {
            return;
        }
        if (size == MOST) {
            halve();
            return;
        }
        steps[size] = step.step();
        for (int m = 0; m < METRICS; m++) {
            values[m][size] = pending[m] / pendingSteps;
        }
        size++;
        clearPending();
    }

    /** Forgets everything. */
    public void clear() {
        size = 0;
        stride = 1;
        clearPending();
        generation++;
    }

    public int size() {
        return size;
    }

    /** Steps that one point stands for. */
    public int stride() {
        return stride;
    }

    /** Changes when earlier points have changed, so that they must be drawn anew. */
    public int generation() {
        return generation;
    }

    /** The step of a point; the last one of those it stands for. */
    public double step(int point) {
        return steps[point];
    }

    /** The mean over the steps of a point. */
    public double value(StepMetric metric, int point) {
        return values[metric.ordinal()][point];
    }

    /** Joins neighbours; the step under way then waits for its own neighbour. */
    private void halve() {
        for (int i = 0; i < MOST / 2; i++) {
            steps[i] = steps[2 * i + 1];
            for (double[] metric : values) {
                metric[i] = (metric[2 * i] + metric[2 * i + 1]) / 2;
            }
        }
        size = MOST / 2;
        stride *= 2;
        generation++;
    }

    private void clearPending() {
        Arrays.fill(pending, 0);
        pendingSteps = 0;
    }
}
