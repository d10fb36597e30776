package dev.interproto.workspace.sweep;

import dev.interproto.workspace.job.TrainingRequest;

/** What trains a cell: a command's own thread, or the desktop's one training thread. */
@FunctionalInterface
public interface CellTrainer {

    /**
     * Trains and returns when the training is over; whether it finished or was stopped, its run
     * folder says.
     *
     * @throws dev.interproto.common.UserFacingException where it could not begin, or broke
     * @throws dev.interproto.common.CancelledException where it was stopped before it began
     * @throws InterruptedException when the waiting thread is interrupted
     */
    void train(TrainingRequest request) throws InterruptedException;
}
