package dev.interproto.loss;

import dev.interproto.network.OutputNeeds;
import dev.interproto.network.OwnGradient;
import dev.interproto.network.layer.AgeBranch;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of the output layer that holds the prototypes: one parameter {@code weight} of
 * shape [C, D], a row per identity, and the loss of {@link PrototypeLoss}. Its input is a batch of
 * embeddings of unit length, [B, D], or of any length for a head that needs it; its labels are
 * identity indices, [B, 1], never one-hot rows, with ages in years beside them, [B, 2], for a head
 * that learns from ages.
 *
 * <p>Serialised by plain values; the margin head by its name.
 */
public class PrototypeOutputLayer extends FeedForwardLayer implements OutputNeeds, OwnGradient {
    private String head = ArcFace.PUBLISHED.name();
    private Map<String, Double> headOptions = ArcFace.PUBLISHED.options();
    private double lambda;
    private SimilarityDistance similarityDistance = SimilarityDistance.MSE;
    private int[] childIdentities = {};
    private double sampleRate = 1;
    private long seed;

    /** For deserialisation only. */
    protected PrototypeOutputLayer() {}

    protected PrototypeOutputLayer(Builder builder) {
        super(builder);
        this.head = builder.head.name();
        this.headOptions = builder.head.options();
        this.lambda = builder.lambda;
        this.similarityDistance = builder.similarityDistance;
        this.childIdentities = builder.childIdentities.clone();
        this.sampleRate = builder.sampleRate;
        this.seed = builder.seed;
    }

    public MarginHead marginHead() {
        return MarginHead.named(head, headOptions);
    }

    @Override
    public boolean needsLengths() {
        return marginHead().needsNorms();
    }

    @Override
    public AgeBranch ageBranch() {
        return marginHead().ageTask().map(AgeTask::branch).orElse(AgeBranch.NONE);
    }

    /** Where it samples ({@link PartialFc}), few prototypes have a gradient. */
    @Override
    public boolean keepsGradient() {
        return sampleRate < 1;
    }

    public String getHead() {
        return head;
    }

    /** The head's numbers by name. */
    public Map<String, Double> getHeadOptions() {
        return Map.copyOf(headOptions);
    }

    /** Weight λ of the Inter-Prototype loss. */
    public double getLambda() {
        return lambda;
    }

    /** Of the Inter-Prototype loss. */
    public SimilarityDistance getSimilarityDistance() {
        return similarityDistance;
    }

    /** Rows of {@code weight} that are child prototypes. */
    public int[] getChildIdentities() {
        return childIdentities.clone();
    }

    /**
     * Share of the identities that a step's softmax is over, as {@link PartialFc} has it; 1: all.
     */
    public double getSampleRate() {
        return sampleRate;
    }

    /** Seed of the prototypes' initial values and of the sampling. */
    public long getSeed() {
        return seed;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameterView,
            boolean initializeParameters,
            DataType dataType) {
        PrototypeOutput layer = new PrototypeOutput(conf, dataType);
        layer.setListeners(listeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(parameterView);
        layer.setParamTable(initializer().init(conf, parameterView, initializeParameters));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return new PrototypeInitializer();
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return new LayerMemoryReport.Builder(
                        getLayerName(), getClass(), inputType, getOutputType(-1, inputType))
                .standardMemory(getNIn() * getNOut(), 0)
                .workingMemory(0, getNOut(), 0, getNOut())
                .cacheMemory(0, 0)
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof PrototypeOutputLayer that
                && head.equals(that.head)
                && headOptions.equals(that.headOptions)
                && lambda == that.lambda
                && similarityDistance == that.similarityDistance
                && sampleRate == that.sampleRate
                && seed == that.seed
                && Arrays.equals(childIdentities, that.childIdentities);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + head.hashCode();
    }

    /** What a prototype output layer is made of. */
    public static class Builder extends FeedForwardLayer.Builder<Builder> {
        private MarginHead head = ArcFace.PUBLISHED;
        private double lambda;
        private SimilarityDistance similarityDistance = SimilarityDistance.MSE;
        private int[] childIdentities = {};
        private double sampleRate = 1;
        private long seed;

        public Builder head(MarginHead head) {
            this.head = head;
            return this;
        }

        /**
         * The Inter-Prototype loss.
         *
         * @param lambda its weight, 0 or more
         * @param childIdentities rows it pushes apart; may be empty
         */
        public Builder interPrototype(double lambda, int[] childIdentities) {
            this.lambda = lambda;
            this.childIdentities = childIdentities.clone();
            return this;
        }

        /** The Inter-Prototype loss's distance; MSE, the paper's, unless said otherwise. */
        public Builder similarityDistance(SimilarityDistance distance) {
            this.similarityDistance = distance;
            return this;
        }

        /** Share of the identities that a step's softmax is over ({@link PartialFc}); 1: all. */
        public Builder sampleRate(double rate) {
            this.sampleRate = rate;
            return this;
        }

        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public PrototypeOutputLayer build() {
            return new PrototypeOutputLayer(this);
        }
    }
}
