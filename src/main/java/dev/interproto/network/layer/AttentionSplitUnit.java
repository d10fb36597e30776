package dev.interproto.network.layer;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * MTLFace's attention-based decomposition of the last feature map into the age's share and the
 * identity's (Huang et al., CVPR 2021), which goes on to the embedding. Channel attention is
 * squeeze and excitation, spatial attention CBAM's; the authors' code pools the channels at three
 * sizes and normalises both attentions, which the formula does not say. In training it also reads
 * ages off both shares.
 */
public final class AttentionSplitUnit extends UnitLayer {
    private static final long serialVersionUID = 1L;

    /** Channels are squeezed to a sixteenth, as in the reference. */
    private static final int REDUCTION = 16;

    private static final int WINDOW = 7;

    private int channels;
    private int size;
    private int hidden;
    private boolean reads;

    /** For deserialisation. */
    AttentionSplitUnit() {}

    /**
     * A unit.
     *
     * @param channels of the map
     * @param size width and height of the map, in pixels
     * @param hidden numbers between the two layers of an estimator
     * @param reads whether it is for training
     */
    public AttentionSplitUnit(int channels, int size, int hidden, boolean reads) {
        this.channels = channels;
        this.size = size;
        this.hidden = hidden;
        this.reads = reads;
    }

    @Override
    public List<ParameterSpec> parameterSpecs() {
        ParameterSpecs specs =
                new ParameterSpecs()
                        .convolution("channel.fc1", channels / REDUCTION, channels, 1)
                        .convolution("channel.fc2", channels, channels / REDUCTION, 1)
                        .convolution("spatial", 1, 2, WINDOW);
        if (reads) {
            AgeEstimatorPart.specs(specs, "estimator", channels, size * size, hidden);
            AgeEstimatorPart.specs(specs, "adversary", channels, size * size, hidden);
        }
        return specs.byKind();
    }

    @Override
    Part assemble(UnitRuntime runtime) {
        return new AttentionSplitPart(
                runtime,
                "channel",
                "spatial",
                estimator(runtime, "estimator"),
                estimator(runtime, "adversary"));
    }

    private Optional<AgeEstimatorPart> estimator(UnitRuntime runtime, String key) {
        return reads ? Optional.of(new AgeEstimatorPart(runtime, key)) : Optional.empty();
    }

    /** The adversary's backward pass looks at it once more. */
    @Override
    boolean keepsOutput() {
        return true;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return inputType;
    }
}
