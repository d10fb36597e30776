package dev.interproto.training;

import java.util.List;

/**
 * All that decides a training run's result, as written to {@code run.json}. Where the data lies is
 * beside it, not here.
 *
 * @param backbone id of {@link dev.interproto.network.Backbone}, such as {@code mobilefacenet}
 * @param head margin head
 * @param lambdaChild λ, weight of the Inter-Prototype loss; 0 switches it off
 * @param childAge an image below this age counts as a child's
 * @param childFilter images below {@code childAge} that make a child identity
 * @param epochs passes over the data
 * @param milestones epochs (counted from 0) at whose start the learning rate is divided by 10
 * @param batchSize images a step
 * @param learningRate at the start
 * @param momentum of SGD, PyTorch's form
 * @param weightDecay on convolution, linear and PReLU weights and the prototypes
 * @param dropout share of features dropped before the IR embedding layer
 * @param flip random horizontal flip
 * @param seed of order, flips, dropout and initialisation
 * @param device {@code auto}, {@code cpu} or {@code cuda}
 * @param precision {@code auto}, {@code float32} or {@code bfloat16}; where a file written before
 *     there was a choice has none, {@code auto}
 * @param refinements where it departs from the paper's training
 */
public record TrainingConfiguration(
        String backbone,
        HeadConfiguration head,
        double lambdaChild,
        int childAge,
        int childFilter,
        int epochs,
        List<Integer> milestones,
        int batchSize,
        double learningRate,
        double momentum,
        double weightDecay,
        double dropout,
        boolean flip,
        long seed,
        String device,
        String precision,
        Refinements refinements) {

    public TrainingConfiguration {
        refinements = refinements == null ? Refinements.NONE : refinements;
        precision = precision == null ? "auto" : precision;
        milestones = List.copyOf(milestones);
    }

    /** As in the paper, without refinements. */
    public TrainingConfiguration(
            String backbone,
            HeadConfiguration head,
            double lambdaChild,
            int childAge,
            int childFilter,
            int epochs,
            List<Integer> milestones,
            int batchSize,
            double learningRate,
            double momentum,
            double weightDecay,
            double dropout,
            boolean flip,
            long seed,
            String device,
            String precision) {
        this(
                backbone,
                head,
                lambdaChild,
                childAge,
                childFilter,
                epochs,
                milestones,
                batchSize,
                learningRate,
                momentum,
                weightDecay,
                dropout,
                flip,
                seed,
                device,
                precision,
                Refinements.NONE);
    }

    public TrainingConfiguration withSeed(long newSeed) {
        return new TrainingConfiguration(
                backbone,
                head,
                lambdaChild,
                childAge,
                childFilter,
                epochs,
                milestones,
                batchSize,
                learningRate,
                momentum,
                weightDecay,
                dropout,
                flip,
                newSeed,
                device,
                precision,
                refinements);
    }

    public TrainingConfiguration withLambdaChild(double lambda) {
        return new TrainingConfiguration(
                backbone,
                head,
                lambda,
                childAge,
                childFilter,
                epochs,
                milestones,
                batchSize,
                learningRate,
                momentum,
                weightDecay,
                dropout,
                flip,
                seed,
                device,
                precision,
                refinements);
    }

    public TrainingConfiguration withHead(HeadConfiguration newHead) {
        return new TrainingConfiguration(
                backbone,
                newHead,
                lambdaChild,
                childAge,
                childFilter,
                epochs,
                milestones,
                batchSize,
                learningRate,
                momentum,
                weightDecay,
                dropout,
                flip,
                seed,
                device,
                precision,
                refinements);
    }

    public TrainingConfiguration withPrecision(String newPrecision) {
        return new TrainingConfiguration(
                backbone,
                head,
                lambdaChild,
                childAge,
                childFilter,
                epochs,
                milestones,
                batchSize,
                learningRate,
                momentum,
                weightDecay,
                dropout,
                flip,
                seed,
                device,
                newPrecision,
                refinements);
    }

    public TrainingConfiguration withRefinements(Refinements newRefinements) {
        return new TrainingConfiguration(
                backbone,
                head,
                lambdaChild,
                childAge,
                childFilter,
                epochs,
                milestones,
                batchSize,
                learningRate,
                momentum,
                weightDecay,
                dropout,
                flip,
                seed,
                device,
                precision,
                newRefinements);
    }
}
