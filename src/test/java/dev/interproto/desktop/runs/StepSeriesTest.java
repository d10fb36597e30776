package dev.interproto.desktop.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.training.TrainingEvent;
import org.junit.jupiter.api.Test;

class StepSeriesTest {
    @Test
    void fewStepsAreKeptAsTheyAre() {
        StepSeries series = filled(3);
        assertThat(series.size()).isEqualTo(3);
        assertThat(series.step(2)).isEqualTo(3);
        assertThat(series.value(StepMetric.TOTAL_LOSS, 2)).isEqualTo(3);
        assertThat(series.value(StepMetric.IMAGES_PER_SECOND, 0)).isEqualTo(100);
    }

    @Test
    void manyStepsAreJoinedToMeansOfNeighbours() {
        int generation = filled(StepSeries.MOST).generation();
        StepSeries series = filled(2 * StepSeries.MOST + 2);
        assertThat(series.generation()).isNotEqualTo(generation);
        assertThat(series.stride()).isEqualTo(4);
        assertThat(series.size()).isEqualTo(StepSeries.MOST / 2);
        assertThat(series.step(0)).isEqualTo(4);
        assertThat(series.value(StepMetric.TOTAL_LOSS, 0)).as("of 1, 2, 3, 4").isEqualTo(2.5);
        assertThat(series.value(StepMetric.TOTAL_LOSS, series.size() - 1))
                .as("of the last four of 4096")
                .isEqualTo(2 * StepSeries.MOST - 1.5);
    }

    private static StepSeries filled(int steps) {
        StepSeries series = new StepSeries();
        for (int i = 1; i <= steps; i++) {
            series.add(new TrainingEvent.StepDone(i, 0, i, i, 0, 0.5, 0.1, 100));
        }
        return series;
    }
}
