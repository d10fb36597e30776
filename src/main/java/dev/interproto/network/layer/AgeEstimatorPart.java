package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * MTLFace's estimator of ages from a feature map: BN, flatten, linear, ReLU, linear to a logit for
 * each year, and from these by another linear layer to a logit for each age group.
 */
final class AgeEstimatorPart {
    private final Kernels kernels;
    private final Part years;
    private final Part groups;
    private INDArray ofYears;

    AgeEstimatorPart(UnitRuntime unit, String key) {
        this.kernels = unit.kernels();
        this.years =
                new Sequence(
                        kernels,
                        List.of(
                                new NormPart(unit, key + ".0"),
                                new FlatLinearPart(unit, key + ".2", true),
                                new ReluPart(kernels),
                                new DensePart(unit, key + ".4", true)));
        this.groups = new DensePart(unit, key + ".group", true);
    }

    /** Adds its parameters. */
    static void specs(ParameterSpecs specs, String key, int channels, int pixels, int hidden) {
        specs.norm(key + ".0", channels)
                .linear(key + ".2", hidden, channels * pixels, true)
                .linear(key + ".4", AgeBranch.ATTENTION_AGES, hidden, true)
                .linear(key + ".group", AgeBranch.ATTENTION_GROUPS, AgeBranch.ATTENTION_AGES, true);
    }

    /** Logits of years and of groups, in training; both are the caller's. */
    INDArray[] forward(INDArray x) {
        discard();
        ofYears = years.forward(x, true);
        INDArray copy = kernels.pool().take(ofYears.dataType(), ofYears.shape()).assign(ofYears);
        return new INDArray[] {copy, groups.forward(ofYears, true)};
    }

    /**
     * Gradient of its input.
     *
     * @param dYears of the logits of years; given back
     * @param dGroups of those of groups; given back
     */
    INDArray backward(INDArray x, INDArray dYears, INDArray dGroups) {
        INDArray throughGroups = groups.backward(ofYears, dGroups, false);
        kernels.addInto(dYears, throughGroups);
        INDArray dx = years.backward(x, dYears, false);
        kernels.release(dYears);
        kernels.release(dGroups);
        kernels.release(throughGroups);
        discard();
        return dx;
    }

    void discard() {
        years.discard();
        groups.discard();
        if (ofYears != null) {
            kernels.release(ofYears);
            ofYears = null;
        }
    }
}
