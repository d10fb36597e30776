package dev.interproto.network.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * Follows an embedding layer that keeps lengths in training: reads the age off an embedding's
 * length and hands on its direction (OE-CNN, ECCV 2018). Not there in a network for evaluation.
 */
public final class LengthAgeUnit extends UnitLayer {
    private static final long serialVersionUID = 1L;
    private static final String LINE = "line";

    @Override
    public List<ParameterSpec> parameterSpecs() {
        return new ParameterSpecs().linear(LINE, 1, 1, true).byKind();
    }

    @Override
    Part assemble(UnitRuntime runtime) {
        return new LengthAgePart(runtime, LINE);
    }

    @Override
    boolean takesEmbeddings() {
        return true;
    }

    @Override
    boolean keepsOutput() {
        return true;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return inputType;
    }
}
