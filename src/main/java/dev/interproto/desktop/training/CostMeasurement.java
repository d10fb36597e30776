package dev.interproto.desktop.training;

import dev.interproto.common.Progress;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingEstimate;

/** Measures what a training takes on this machine; tests put known figures here. */
@FunctionalInterface
interface CostMeasurement {

    /**
     * @throws dev.interproto.common.UserFacingException where the network cannot be built
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    CostReport.Figures measure(
            TrainingConfiguration configuration,
            int images,
            int identities,
            int children,
            Progress progress)
            throws Exception;

    /** The real one, on the thread that trains. */
    static CostMeasurement on(TrainingThread thread) {
        return (configuration, images, identities, children, progress) ->
                thread.call(
                        () -> {
                            TrainingEstimate found =
                                    TrainingEstimate.measure(
                                            configuration, images, identities, children, progress);
                            return new CostReport.Figures(
                                    found.memoryBytes(),
                                    found.checkpointBytes(),
                                    found.epoch().toMillis() / 1000.0,
                                    found.basis());
                        });
    }
}
