package dev.interproto.training;

import java.util.List;

/**
 * Sensible starting points. CASIA and MS1M are the paper's; the others fit small data and two
 * cores.
 */
public enum TrainingPreset {
    /** The generated faces on any machine, in minutes. */
    DEMO(
            TrainingConfiguration.paper()
                    .backbone("ir-small")
                    .head(new HeadConfiguration("arcface", 32, 0.3))
                    .epochs(12)
                    .milestones(List.of(7, 10))
                    .batchSize(32)
                    .learningRate(0.05)
                    .dropout(0.2)),
    /** A few thousand images of one's own. */
    SMALL(
            TrainingConfiguration.paper()
                    .backbone("mobilefacenet")
                    .epochs(30)
                    .milestones(List.of(18, 25))
                    .dropout(0.4)),
    /** CASIA-WebFace as in the paper. */
    CASIA(TrainingConfiguration.paper()),
    /** MS1M as in the paper. */
    MS1M(TrainingConfiguration.paper().epochs(25).milestones(List.of(14, 19, 23)));

    private final TrainingConfiguration configuration;

    TrainingPreset(TrainingConfiguration.Builder configuration) {
        this.configuration = configuration.build();
    }

    public TrainingConfiguration configuration() {
        return configuration;
    }
}
