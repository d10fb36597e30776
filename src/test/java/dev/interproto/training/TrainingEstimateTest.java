package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingEstimateTest {
    @TempDir private Path folder;

    @Test
    void theCheckpointIsAsLargeAsEstimated() throws IOException {
        CheckpointStore store = new CheckpointStore(folder);
        TrainingConfiguration configuration = TrainerTest.configuration(1, 0.05);
        long[] parameters = new long[1];
        new Trainer(
                        new TrainingTask(
                                DrawnDataset.dataset(), configuration, List.of(), store, false))
                .run(
                        new TrainingControl(),
                        event -> {
                            if (event instanceof TrainingEvent.Started started) {
                                parameters[0] = started.parameters();
                            }
                        });

        TrainingEstimate estimate =
                TrainingEstimate.measure(configuration, 24, 4, 2, Progress.NONE);

        // Headers and the facts come on top of the numbers.
        assertThat((double) Files.size(store.lastFile()) / estimate.checkpointBytes())
                .isCloseTo(1, within(0.03));
        assertThat(estimate.parameters()).isEqualTo(parameters[0]);
        assertThat(estimate.memoryBytes()).isGreaterThan(3 * 4 * estimate.parameters());
        assertThat(estimate.epoch()).isPositive();
        assertThat(estimate.basis()).contains("Measured").contains("batches of 8");
    }

    @Test
    void theLineGoesThroughBothMeasurements() {
        assertThat(TrainingEstimate.line(2, 3, 7)).isEqualTo(3);
        assertThat(TrainingEstimate.line(6, 3, 7)).isEqualTo(7);
        assertThat(TrainingEstimate.line(64, 3, 7)).isEqualTo(65);
        // A busy machine may make the larger batch look faster: never an estimate below the small.
        assertThat(TrainingEstimate.line(64, 3, 2)).isEqualTo(3);
    }

    @Test
    void itCanBeCancelled() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };

        assertThatThrownBy(
                        () ->
                                TrainingEstimate.measure(
                                        TrainerTest.configuration(1, 0.05), 24, 4, 2, cancelled))
                .isInstanceOf(CancelledException.class);
    }
}
