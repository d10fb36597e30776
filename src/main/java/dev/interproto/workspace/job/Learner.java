package dev.interproto.workspace.job;

import dev.interproto.training.TrainingControl;
import dev.interproto.training.TrainingListener;
import dev.interproto.workspace.RunFolder;
import java.util.Optional;

/** The learning itself, on the calling thread; tests of the files around it put their own here. */
@FunctionalInterface
interface Learner {

    /**
     * Learns until the last epoch or a stop; tells the listener everything, its end included.
     *
     * @throws RuntimeException when it broke, after the listener was told
     */
    void train(
            TrainingRequest request,
            TrainingCheck check,
            RunFolder run,
            Optional<EmbeddingModel> init,
            TrainingControl control,
            TrainingListener listener);
}
