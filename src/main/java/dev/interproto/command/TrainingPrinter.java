package dev.interproto.command;

import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingListener;
import dev.interproto.workspace.LogLines;
import dev.interproto.workspace.job.TrainingCheck;
import java.util.Locale;

/** Prints a training as it goes: epochs and evaluations as lines, steps as progress. */
final class TrainingPrinter implements TrainingListener {
    private final Console console;
    private final int stepsPerEpoch;

    TrainingPrinter(Console console, TrainingCheck check) {
        this.console = console;
        this.stepsPerEpoch = Math.max(1, check.stepsPerEpoch());
        check.warnings().forEach(warning -> console.note("warning: " + warning));
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.StepDone step) {
            long within = (step.step() - 1) % stepsPerEpoch + 1;
            console.showProgress(
                    (double) within / stepsPerEpoch,
                    String.format(
                            Locale.ROOT,
                            "epoch %d, batch %d of %d: loss %.3f, %.1f images/s",
                            step.epoch() + 1,
                            within,
                            stepsPerEpoch,
                            step.totalLoss(),
                            step.imagesPerSecond()));
        } else if (event instanceof TrainingEvent.Warning warning) {
            console.note("warning: " + warning.message());
        } else if (!(event instanceof TrainingEvent.CheckpointSaved)
                && !(event instanceof TrainingEvent.Failed)) {
            LogLines.of(event).ifPresent(console::note);
        }
    }
}
