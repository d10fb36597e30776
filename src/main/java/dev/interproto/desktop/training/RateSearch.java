package dev.interproto.desktop.training;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.training.LearningRateFinder;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingJob;
import dev.interproto.workspace.job.TrainingRequest;

/** Looks for the learning rate of a training; tests put known curves here. */
@FunctionalInterface
interface RateSearch {
    /** Share of the progress that opening the data takes. */
    double OPENING = 0.1;

    /**
     * @param steps over which the rate rises
     * @throws UserFacingException where the training could not start, or another one goes on
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    LearningRateFinder.Result search(TrainingRequest request, int steps, Progress progress)
            throws Exception;

    /** The real one, on the thread that trains. */
    static RateSearch on(TrainingThread thread, Workspace workspace) {
        return (request, steps, progress) -> {
            if (thread.running().isPresent()) {
                throw new UserFacingException(
                        "The learning rate cannot be looked for while this window trains.",
                        "Both would need the one thread that trains.",
                        "Wait for the training's end, or stop it: it can be resumed.");
            }
            return thread.call(
                    () -> {
                        TrainingJob job = new TrainingJob(workspace, request);
                        return job.findLearningRate(
                                job.check(progress.part(0, OPENING)),
                                steps,
                                progress.part(OPENING, 1));
                    });
        };
    }
}
