package dev.interproto.command;

import dev.interproto.loss.SimilarityDistance;
import dev.interproto.training.InterPrototypeOptions;
import picocli.CommandLine.Option;

/** Variants of the Inter-Prototype loss; what is not given stays as it is. */
final class InterPrototypeChoice {
    @Option(
            names = "--inter-prototype",
            paramLabel = "DISTANCE",
            description =
                    "distance of the similarity matrix of child prototypes from the identity"
                            + " matrix: mse (the paper's), l1, or ce, its rows as logits"
                            + " (default: mse)")
    private SimilarityDistance distance;

    @Option(
            names = "--lambda-window",
            paramLabel = "WINDOW",
            description =
                    "when the Inter-Prototype loss counts: always, before or after the first"
                            + " milestone (default: always)")
    private InterPrototypeOptions.Window window;

    @Option(
            names = "--lambda-schedule",
            paramLabel = "COURSE",
            description =
                    "how its weight goes: constant, ramp from 0 over --lambda-ramp-epochs, or step,"
                            + " divided by 10 at each milestone (default: constant)")
    private InterPrototypeOptions.Course course;

    @Option(
            names = "--lambda-ramp-epochs",
            paramLabel = "N",
            description = "epochs, such as 2.5, over which the weight rises with ramp")
    private Double rampEpochs;

    InterPrototypeOptions applied(InterPrototypeOptions base) {
        return new InterPrototypeOptions(
                distance == null ? base.distance() : distance,
                window == null ? base.window() : window,
                course == null ? base.course() : course,
                rampEpochs == null ? base.rampEpochs() : rampEpochs);
    }
}
