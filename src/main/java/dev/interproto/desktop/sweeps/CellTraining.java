package dev.interproto.desktop.sweeps;

import dev.interproto.common.Progress;
import dev.interproto.workspace.job.TrainingRequest;

/** The window's one training thread, as a sweep uses it; tests put their own here. */
@FunctionalInterface
interface CellTraining {

    /** Trains when its turn comes and waits for the end; cancelling stops it, its state saved. */
    void train(TrainingRequest request, Progress progress) throws InterruptedException;
}
