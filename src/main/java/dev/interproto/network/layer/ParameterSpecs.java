package dev.interproto.network.layer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the parameters of a unit. */
final class ParameterSpecs {
    /** PReLU's slope at the start, as in PyTorch. */
    private static final double START_SLOPE = 0.25;

    private final List<ParameterSpec> specs = new ArrayList<>();

    /** The weights {@code key.weight} of a convolution without bias. */
    ParameterSpecs convolution(String key, int out, int inPerGroup, int kernel) {
        long fanIn = (long) inPerGroup * kernel * kernel;
        return add(
                key + ".weight",
                ParameterKind.WEIGHT,
                new ParameterSpec.Start.Uniform(fanIn),
                out,
                inPerGroup,
                kernel,
                kernel);
    }

    /** The weights {@code key.weight} of a linear layer and, if wanted, {@code key.bias}. */
    ParameterSpecs linear(String key, int out, int in, boolean bias) {
        var start = new ParameterSpec.Start.Uniform(in);
        add(key + ".weight", ParameterKind.WEIGHT, start, out, in);
        return bias ? add(key + ".bias", ParameterKind.WEIGHT, start, out) : this;
    }

    /** The weights {@code key.weight} of a linear layer that is trained against the others. */
    ParameterSpecs adversary(String key, int out, int in) {
        var start = new ParameterSpec.Start.Uniform(in);
        return add(key + ".weight", ParameterKind.ADVERSARY, start, out, in);
    }

    /** Scale, shift and running statistics of a batch normalisation. */
    ParameterSpecs norm(String key, int channels) {
        var zero = new ParameterSpec.Start.Constant(0);
        var one = new ParameterSpec.Start.Constant(1);
        add(key + ".weight", ParameterKind.NORM, one, channels);
        add(key + ".bias", ParameterKind.NORM, zero, channels);
        add(key + ".running_mean", ParameterKind.RUNNING_STATISTIC, zero, channels);
        return add(key + ".running_var", ParameterKind.RUNNING_STATISTIC, one, channels);
    }

    /** The slopes {@code key.weight} of a PReLU. */
    ParameterSpecs slopes(String key, int channels) {
        return add(
                key + ".weight",
                ParameterKind.WEIGHT,
                new ParameterSpec.Start.Constant(START_SLOPE),
                channels);
    }

    private ParameterSpecs add(
            String key, ParameterKind kind, ParameterSpec.Start start, long... shape) {
        specs.add(new ParameterSpec(key, kind, shape, start));
        return this;
    }

    /** All of them, grouped by kind, so that an update touches few and long stretches. */
    List<ParameterSpec> byKind() {
        return specs.stream().sorted(Comparator.comparing(ParameterSpec::kind)).toList();
    }
}
