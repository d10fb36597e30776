package dev.interproto.training;

import dev.interproto.loss.PartialFc;
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

    /** The paper's training on CASIA-WebFace, as a start for others. */
    public static Builder paper() {
        return new Builder();
    }

    /**
     * Identities that a step's softmax is over, as far as the batch's are not more: all of them, or
     * with {@link PartialFc} a share.
     *
     * @param identities of the dataset
     */
    int classes(int identities) {
        int sampled = PartialFc.sampleSize(refinements.partialFc(), identities);
        return Math.max(sampled, Math.min(batchSize, identities));
    }

    /** A builder that starts from these numbers. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    public TrainingConfiguration withSeed(long seed) {
        return toBuilder().seed(seed).build();
    }

    public TrainingConfiguration withLambdaChild(double lambdaChild) {
        return toBuilder().lambdaChild(lambdaChild).build();
    }

    public TrainingConfiguration withHead(HeadConfiguration head) {
        return toBuilder().head(head).build();
    }

    public TrainingConfiguration withPrecision(String precision) {
        return toBuilder().precision(precision).build();
    }

    public TrainingConfiguration withRefinements(Refinements refinements) {
        return toBuilder().refinements(refinements).build();
    }

    /** Says what differs from another configuration, or from the paper's. */
    public static final class Builder {
        private String backbone = "ir-se-50";
        private HeadConfiguration head = HeadConfiguration.ARCFACE;
        private double lambdaChild = 1;
        private int childAge = 13;
        private int childFilter = 10;
        private int epochs = 50;
        private List<Integer> milestones = List.of(28, 38, 46);
        private int batchSize = 64;
        private double learningRate = 0.1;
        private double momentum = 0.9;
        private double weightDecay = 5e-4;
        private double dropout = 0.6;
        private boolean flip = true;
        private long seed = 4885;
        private String device = "auto";
        private String precision = "auto";
        private Refinements refinements = Refinements.NONE;

        private Builder() {}

        private Builder(TrainingConfiguration start) {
            backbone = start.backbone;
            head = start.head;
            lambdaChild = start.lambdaChild;
            childAge = start.childAge;
            childFilter = start.childFilter;
            epochs = start.epochs;
            milestones = start.milestones;
            batchSize = start.batchSize;
            learningRate = start.learningRate;
            momentum = start.momentum;
            weightDecay = start.weightDecay;
            dropout = start.dropout;
            flip = start.flip;
            seed = start.seed;
            device = start.device;
            precision = start.precision;
            refinements = start.refinements;
        }

        public Builder backbone(String value) {
            backbone = value;
            return this;
        }

        public Builder head(HeadConfiguration value) {
            head = value;
            return this;
        }

        public Builder lambdaChild(double value) {
            lambdaChild = value;
            return this;
        }

        public Builder childAge(int value) {
            childAge = value;
            return this;
        }

        public Builder childFilter(int value) {
            childFilter = value;
            return this;
        }

        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        public Builder milestones(List<Integer> value) {
            milestones = value;
            return this;
        }

        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        public Builder momentum(double value) {
            momentum = value;
            return this;
        }

        public Builder weightDecay(double value) {
            weightDecay = value;
            return this;
        }

        public Builder dropout(double value) {
            dropout = value;
            return this;
        }

        public Builder flip(boolean value) {
            flip = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder device(String value) {
            device = value;
            return this;
        }

        public Builder precision(String value) {
            precision = value;
            return this;
        }

        public Builder refinements(Refinements value) {
            refinements = value;
            return this;
        }

        public TrainingConfiguration build() {
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
                    refinements);
        }
    }
}
