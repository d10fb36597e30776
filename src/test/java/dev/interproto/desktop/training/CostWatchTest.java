package dev.interproto.desktop.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostWatchTest {
    /** Ticks of the page's timer after which the data is looked at. */
    private static final int ENOUGH_TICKS = 5;

    @TempDir private Path folder;
    private int asked;

    @Test
    void aCheckThatIsCancelledFromTheTaskListIsOver() {
        SameThreadTaskRunner runner =
                new SameThreadTaskRunner(
                        failure -> {
                            throw new AssertionError(failure);
                        });
        Messages messages = new Messages();
        DatasetLibrary library =
                new DatasetLibrary(new DatasetOpening(Workspace.open(folder.resolve("workspace"))));
        CostWatch watch =
                new CostWatch(
                        new CancellingRunner(runner),
                        messages,
                        new CostCheck(library, messages),
                        (configuration, images, identities, children, progress) -> {
                            throw new AssertionError("nothing was found to measure");
                        },
                        () ->
                                Optional.of(
                                        new CostWatch.Settings(
                                                new KnownDataset("a", folder, Optional.empty()),
                                                Optional.empty(),
                                                TrainingPreset.DEMO.configuration(),
                                                List.of())));
        watch.soon();
        for (int i = 0; i < ENOUGH_TICKS; i++) {
            watch.tick();
        }
        assertThat(asked).isEqualTo(1);
        assertThat(watch.checkingProperty().get()).isFalse();
        assertThat(watch.reportProperty().get()).isEmpty();
    }

    /** A person who ends every task at once. */
    private final class CancellingRunner implements TaskRunner {
        private final TaskRunner runner;

        CancellingRunner(TaskRunner runner) {
            this.runner = runner;
        }

        @Override
        public <T> BackgroundTask<T> run(BackgroundTask<T> task) {
            asked++;
            task.cancel();
            return runner.run(task);
        }

        @Override
        public List<BackgroundTask<?>> tasks() {
            return runner.tasks();
        }

        @Override
        public void close() {
            runner.close();
        }
    }
}
