package dev.interproto.desktop.training;

import dev.interproto.common.Progress;
import dev.interproto.training.TrainingControl;
import dev.interproto.training.TrainingListener;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingJob;
import dev.interproto.workspace.job.TrainingRequest;

/** What the training thread does; tests put a quicker learner here. */
@FunctionalInterface
interface Learning {

    /**
     * Trains a run from its check to its end.
     *
     * @param progress of the preparation
     * @throws dev.interproto.common.UserFacingException where it cannot start, or broke
     */
    void train(
            TrainingRequest request,
            TrainingControl control,
            TrainingListener listener,
            Progress progress);

    /** The real one: runs are recorded in the workspace. */
    static Learning into(Workspace workspace) {
        return (request, control, listener, progress) ->
                new TrainingJob(workspace, request).run(control, listener, progress);
    }
}
