package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.SpatialAttention;
import dev.interproto.network.kernel.SqueezeExcite;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Age's share a = ½ (x · channel attention + x · spatial attention) of a feature map, and the
 * identity's, x − a, which goes on; in training one estimator reads ages off each, and what the one
 * of the identity's learns is reversed on its way back into the features.
 */
final class AttentionSplitPart implements ReadingPart {
    private static final int YEARS = AgeBranch.ATTENTION_AGES;
    private static final int GROUPS = AgeBranch.ATTENTION_GROUPS;

    private final UnitRuntime unit;
    private final String fc1;
    private final String fc2;
    private final String window;
    private final Optional<AgeEstimatorPart> estimator;
    private final Optional<AgeEstimatorPart> adversary;
    private final ReadingsSlot readings;
    private SqueezeExcite channels;
    private SpatialAttention pixels;
    private INDArray age;
    private INDArray identity;

    /**
     * @param channel key of the channel attention
     * @param spatial key of the spatial attention
     * @param estimator of the age's share; there in training
     * @param adversary of the identity's
     */
    AttentionSplitPart(
            UnitRuntime unit,
            String channel,
            String spatial,
            Optional<AgeEstimatorPart> estimator,
            Optional<AgeEstimatorPart> adversary) {
        this.unit = unit;
        this.fc1 = channel + ".fc1.weight";
        this.fc2 = channel + ".fc2.weight";
        this.window = spatial + ".weight";
        this.estimator = estimator;
        this.adversary = adversary;
        this.readings = new ReadingsSlot(unit.kernels());
    }

    @Override
    public Kernels kernels() {
        return unit.kernels();
    }

    @Override
    public AgeReadings readings() {
        return readings;
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        discard();
        channels = kernels().squeezeExcite(x, unit.parameter(fc1), unit.parameter(fc2));
        pixels = kernels().spatialAttention(x, unit.parameter(window));
        age = kernels().sum(0.5, channels.output(), 0.5, pixels.output());
        kernels().release(channels.output());
        kernels().release(pixels.output());
        INDArray output = kernels().sum(1, x, -1, age);
        if (training) {
            identity = output;
            INDArray[] ofAge = estimator.orElseThrow().forward(age);
            INDArray[] ofIdentity = adversary.orElseThrow().forward(identity);
            readings.fill(ofAge[0], ofAge[1], ofIdentity[0], ofIdentity[1]);
        } else {
            discard();
        }
        return output;
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        INDArray dAge = through(estimator.orElseThrow(), age, 0);
        INDArray reversed = through(adversary.orElseThrow(), identity, YEARS + GROUPS);
        INDArray dIdentity = kernels().sum(1, dy, -1, reversed);
        INDArray dWeighed = kernels().sum(0.5, dAge, -0.5, dIdentity);
        INDArray ofChannels =
                kernels()
                        .squeezeExciteBackward(
                                x,
                                channels,
                                unit.parameter(fc1),
                                unit.parameter(fc2),
                                dWeighed,
                                unit.gradient(fc1),
                                unit.gradient(fc2));
        INDArray dx =
                kernels()
                        .spatialAttentionBackward(
                                x, pixels, unit.parameter(window), dWeighed, unit.gradient(window));
        kernels().addInto(dx, ofChannels);
        kernels().addInto(dx, dIdentity);
        for (INDArray done : new INDArray[] {dAge, reversed, dIdentity, dWeighed, ofChannels}) {
            kernels().release(done);
        }
        discard();
        return dx;
    }

    private INDArray through(AgeEstimatorPart part, INDArray x, int from) {
        return part.backward(
                x, readings.gradient(from, YEARS), readings.gradient(from + YEARS, GROUPS));
    }

    /** Gives back all but the identity's share, which is the unit's output. */
    @Override
    public void discard() {
        estimator.ifPresent(AgeEstimatorPart::discard);
        adversary.ifPresent(AgeEstimatorPart::discard);
        readings.discard();
        if (age != null) {
            kernels().release(age);
            kernels().release(channels.pooled());
            kernels().release(channels.hidden());
            kernels().release(channels.gate());
            age = null;
        }
    }
}
