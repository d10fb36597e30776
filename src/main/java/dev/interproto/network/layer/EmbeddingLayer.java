package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The end of a backbone: from a small image of many channels to an embedding of unit length. The
 * reference's {@code output_layer} of IR (BN, dropout, flatten, linear with bias, BN) or {@code
 * linear} of MobileFaceNet (flatten, linear without bias, BN), each with its {@code l2_norm}.
 */
public final class EmbeddingLayer extends UnitLayer {
    private static final long serialVersionUID = 1L;

    private int channels;
    private int size;
    private int embeddingSize;
    private boolean leadingNorm;
    private double dropout;
    private boolean unitInTraining = true;

    /** For deserialisation. */
    EmbeddingLayer() {}

    private EmbeddingLayer(
            int channels, int size, int embeddingSize, boolean leadingNorm, double dropout) {
        if (dropout < 0 || dropout >= 1) {
            throw new IllegalArgumentException("dropout " + dropout + " is not in [0, 1)");
        }
        this.channels = channels;
        this.size = size;
        this.embeddingSize = embeddingSize;
        this.leadingNorm = leadingNorm;
        this.dropout = dropout;
    }

    /**
     * IR's.
     *
     * @param channels of the input
     * @param size width and height of the input, in pixels
     * @param embeddingSize numbers in an embedding
     * @param dropout share of activations dropped in training, in [0, 1)
     */
    public static EmbeddingLayer ofIr(int channels, int size, int embeddingSize, double dropout) {
        return new EmbeddingLayer(channels, size, embeddingSize, true, dropout);
    }

    /** MobileFaceNet's, after the depthwise convolution has left one pixel. */
    public static EmbeddingLayer ofMobileFaceNet(int channels, int embeddingSize) {
        return new EmbeddingLayer(channels, 1, embeddingSize, false, 0);
    }

    /**
     * Leaves the embeddings in training as long as they are, for an output layer that looks at
     * their lengths and normalises them itself; in evaluation they have unit length all the same.
     */
    public void keepLengthsInTraining() {
        unitInTraining = false;
    }

    private int inputs() {
        return channels * size * size;
    }

    @Override
    public List<ParameterSpec> parameterSpecs() {
        return leadingNorm
                ? new ParameterSpecs()
                        .norm("0", channels)
                        .linear("3", embeddingSize, inputs(), true)
                        .norm("4", embeddingSize)
                        .byKind()
                : new ParameterSpecs()
                        .linear("0", embeddingSize, inputs(), false)
                        .norm("1", embeddingSize)
                        .byKind();
    }

    @Override
    Part assemble(UnitRuntime runtime) {
        if (!leadingNorm) {
            return new EmbeddingPart(runtime, "0", false, "1", unitInTraining);
        }
        NormPart norm = new NormPart(runtime, "0");
        EmbeddingPart end = new EmbeddingPart(runtime, "3", true, "4", unitInTraining);
        Part evaluation = new Sequence(runtime.kernels(), List.of(norm, end));
        if (dropout == 0) {
            return evaluation;
        }
        Part training =
                new Sequence(
                        runtime.kernels(), List.of(norm, new DropoutPart(runtime, dropout), end));
        return new Part() {
            @Override
            public INDArray forward(INDArray x, boolean inTraining) {
                return (inTraining ? training : evaluation).forward(x, inTraining);
            }

            @Override
            public Kernels kernels() {
                return runtime.kernels();
            }

            @Override
            public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
                return training.backward(x, dy, mayOverwrite);
            }

            @Override
            public void discard() {
                training.discard();
            }
        };
    }

    @Override
    boolean keepsOutput() {
        return true;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.feedForward(embeddingSize);
    }
}
