package dev.interproto.command;

import dev.interproto.dataset.Sampling;
import dev.interproto.training.EarlyStop;
import dev.interproto.training.KeptPrototypes;
import dev.interproto.training.Refinements;
import dev.interproto.training.ScheduleOptions;
import dev.interproto.training.UpdateOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a training is to depart from the paper's; what is not given stays as it is. */
final class RefinementOptions {
    @Option(
            names = "--schedule",
            paramLabel = "SHAPE",
            description =
                    "how the learning rate falls: MILESTONES (the default) or COSINE, step by step"
                            + " to the end of the run")
    private ScheduleOptions.Shape shape;

    @Option(
            names = "--warmup-epochs",
            paramLabel = "N",
            description =
                    "epochs, such as 0.5, over which the learning rate rises linearly (default: 0)")
    private Double warmUpEpochs;

    @Option(
            names = "--final-learning-rate",
            paramLabel = "R",
            description = "where the cosine ends (default: 0)")
    private Double finalRate;

    @Option(
            names = "--clip-norm",
            paramLabel = "N",
            description =
                    "scale a gradient of a larger norm, over all weights together, down to this;"
                            + " 0 never does (default: 0)")
    private Double clipNorm;

    @Option(
            names = "--accumulate",
            paramLabel = "N",
            description =
                    "make one update of the mean gradient of N batches, where memory holds no"
                            + " larger batch; batch normalisation still sees one batch at a time"
                            + " (default: 1)")
    private Integer accumulation;

    @Option(
            names = "--average-decay",
            paramLabel = "D",
            description =
                    "evaluate, keep and export a moving average of the weights (EMA) with this"
                            + " decay, such as 0.999; 0 for none (default: 0)")
    private Double averageDecay;

    @Option(
            names = "--partial-fc",
            paramLabel = "R",
            description =
                    "share of the identities that a step's softmax is over and whose prototypes it"
                            + " updates, such as 0.1: the batch's own and others drawn anew"
                            + " (Partial FC; insightface's sample_rate) (default: 1, all)")
    private Double partialFc;

    @Mixin private AugmentOption augment = new AugmentOption();

    @Option(
            names = "--sampling",
            paramLabel = "KIND",
            description =
                    "UNIFORM, every image once an epoch (the default); IDENTITY, every identity"
                            + " equally often; or CHILD_SHARE. An epoch has as many images as the"
                            + " dataset in any case")
    private Sampling.Kind sampling;

    @Option(
            names = "--child-share",
            paramLabel = "S",
            description = "share of an epoch's images below the child age, with CHILD_SHARE")
    private Double childShare;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description =
                    "end after N epochs without a new best accuracy of a test set; 0 never does"
                            + " (default: 0). That set's accuracy is then no longer an honest one")
    private Integer patience;

    @Option(
            names = "--patience-test-set",
            paramLabel = "NAME",
            description = "the test set that decides (default: the first)")
    private String patienceTestSet;

    @Option(
            names = "--flip",
            description =
                    "flip test-time augmentation in the evaluations while training: embed the"
                            + " mirror images too, which takes twice as long (default: off)")
    private Boolean flip;

    @Option(
            names = "--keep-prototypes",
            paramLabel = "N",
            description =
                    "keep up to N prototypes of each epoch, the child identities first, from which"
                            + " tsne --through-training draws; 0 keeps none (default: 2000, 4 MB an"
                            + " epoch at 512 dimensions)")
    private Integer keptPrototypes;

    Refinements applied(Refinements base) {
        ScheduleOptions schedule = base.schedule();
        UpdateOptions update = base.update();
        return new Refinements(
                new ScheduleOptions(
                        given(shape, schedule.shape()),
                        given(warmUpEpochs, schedule.warmUpEpochs()),
                        given(finalRate, schedule.finalRate())),
                new UpdateOptions(
                        given(clipNorm, update.clipNorm()),
                        given(accumulation, update.accumulation()),
                        given(averageDecay, update.averageDecay())),
                base.interPrototype(),
                augment.applied(base.augmentation()),
                new Sampling(
                        given(sampling, base.sampling().kind()),
                        given(childShare, base.sampling().childShare())),
                new EarlyStop(
                        given(patienceTestSet, base.earlyStop().testSet()),
                        given(patience, base.earlyStop().patience())),
                given(partialFc, base.partialFc()),
                given(flip, base.evaluationFlip()),
                new KeptPrototypes(given(keptPrototypes, base.keptPrototypes().most())));
    }

    private static <T> T given(T option, T otherwise) {
        return option == null ? otherwise : option;
    }
}
