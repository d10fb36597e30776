package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingListener;

/** Tells a training's steps as the share of the whole training, beside another listener. */
final class EpochProgress implements TrainingListener {
    private final TrainingListener beside;
    private final Progress progress;
    private final double steps;

    EpochProgress(
            TrainingListener beside,
            TrainingCheck check,
            Progress progress,
            TrainingConfiguration configuration) {
        this.beside = beside;
        this.progress = progress;
        this.steps = Math.max(1.0, (double) check.stepsPerEpoch() * configuration.epochs());
    }

    @Override
    public void on(TrainingEvent event) {
        beside.on(event);
        if (event instanceof TrainingEvent.StepDone done) {
            progress.report(
                    Math.min(1, done.step() / steps), "Training, epoch " + (done.epoch() + 1));
        }
    }
}
