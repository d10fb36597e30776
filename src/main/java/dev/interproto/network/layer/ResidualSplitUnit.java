package dev.interproto.network.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * DAL's residual factorisation (Wang et al., CVPR 2019) of an embedding x of unit length: an age
 * part by twice linear and ReLU, and the identity part, which is what remains of x. In training it
 * also reads off them what the age task asks for, by a classifier of three linear layers with ReLU
 * between and by the two canonical mappings, which are trained against all else.
 */
public final class ResidualSplitUnit extends UnitLayer {
    private static final long serialVersionUID = 1L;
    private static final String OF_AGE = "canonical_age";
    private static final String OF_IDENTITY = "canonical_identity";

    private int embeddingSize;
    private boolean reads;

    /** For deserialisation. */
    ResidualSplitUnit() {}

    /**
     * A unit.
     *
     * @param embeddingSize D
     * @param reads whether it is for training
     */
    public ResidualSplitUnit(int embeddingSize, boolean reads) {
        this.embeddingSize = embeddingSize;
        this.reads = reads;
    }

    @Override
    public List<ParameterSpec> parameterSpecs() {
        int size = embeddingSize;
        ParameterSpecs specs =
                new ParameterSpecs()
                        .linear("residual.0", size, size, true)
                        .linear("residual.2", size, size, true);
        if (reads) {
            specs.linear("groups.0", size, size, true)
                    .linear("groups.2", size, size, true)
                    .linear("groups.4", AgeBranch.RESIDUAL_GROUPS, size, true)
                    .adversary(OF_AGE, 1, size)
                    .adversary(OF_IDENTITY, 1, size);
        }
        return specs.byKind();
    }

    @Override
    Part assemble(UnitRuntime runtime) {
        ReluPart relu = new ReluPart(runtime.kernels());
        return new ResidualSplitPart(
                runtime,
                new Sequence(
                        runtime.kernels(),
                        List.of(
                                dense(runtime, "residual.0"),
                                relu,
                                dense(runtime, "residual.2"),
                                relu)),
                new Sequence(
                        runtime.kernels(),
                        List.of(
                                dense(runtime, "groups.0"),
                                relu,
                                dense(runtime, "groups.2"),
                                relu,
                                dense(runtime, "groups.4"))),
                OF_AGE,
                OF_IDENTITY);
    }

    private static DensePart dense(UnitRuntime runtime, String key) {
        return new DensePart(runtime, key, true);
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
