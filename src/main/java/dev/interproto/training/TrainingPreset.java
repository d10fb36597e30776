package dev.interproto.training;

import java.util.List;

/**
 * Sensible starting points. CASIA and MS1M are the paper's; the others fit small data and two
 * cores.
 */
public enum TrainingPreset {
    /** The generated faces on any machine, in minutes. */
    DEMO(
            new TrainingConfiguration(
                    "ir-small",
                    new HeadConfiguration("arcface", 32, 0.3),
                    1.0,
                    13,
                    10,
                    12,
                    List.of(7, 10),
                    32,
                    0.05,
                    0.9,
                    5e-4,
                    0.2,
                    true,
                    4885,
                    "auto",
                    "auto")),
    /** A few thousand images of one's own. */
    SMALL(
            new TrainingConfiguration(
                    "mobilefacenet",
                    new HeadConfiguration("arcface", 64, 0.5),
                    1.0,
                    13,
                    10,
                    30,
                    List.of(18, 25),
                    64,
                    0.1,
                    0.9,
                    5e-4,
                    0.4,
                    true,
                    4885,
                    "auto",
                    "auto")),
    /** CASIA-WebFace as in the paper. */
    CASIA(
            new TrainingConfiguration(
                    "ir-se-50",
                    HeadConfiguration.ARCFACE,
                    1.0,
                    13,
                    10,
                    50,
                    List.of(28, 38, 46),
                    64,
                    0.1,
                    0.9,
                    5e-4,
                    0.6,
                    true,
                    4885,
                    "auto",
                    "auto")),
    /** MS1M as in the paper. */
    MS1M(
            new TrainingConfiguration(
                    "ir-se-50",
                    HeadConfiguration.ARCFACE,
                    1.0,
                    13,
                    10,
                    25,
                    List.of(14, 19, 23),
                    64,
                    0.1,
                    0.9,
                    5e-4,
                    0.6,
                    true,
                    4885,
                    "auto",
                    "auto"));

    private final TrainingConfiguration configuration;

    TrainingPreset(TrainingConfiguration configuration) {
        this.configuration = configuration;
    }

    public TrainingConfiguration configuration() {
        return configuration;
    }
}
