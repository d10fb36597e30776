package dev.interproto.network.layer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * One parameter of a unit.
 *
 * @param key name within the unit, as the reference's state dict has it after the unit's own name
 * @param kind how training treats it
 * @param shape PyTorch's shape
 * @param start how it begins
 */
public record ParameterSpec(String key, ParameterKind kind, long[] shape, Start start) {

    /** PyTorch's default beginnings. */
    public sealed interface Start {
        /** Every element the same. */
        record Constant(double value) implements Start {}

        /**
         * Uniform in ±1/√fanIn: PyTorch's {@code kaiming_uniform_} with a = √5, the default of
         * convolutions and linear layers, and of a linear layer's bias.
         */
        record Uniform(long fanIn) implements Start {}
    }

    /** Number of elements. */
    public long length() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /**
     * The values it begins with: the same for the same seed and name, whatever the order in which
     * parameters are made.
     *
     * @param seed the network's
     * @param unit name of the unit
     */
    float[] startValues(long seed, String unit) {
        float[] values = new float[Math.toIntExact(length())];
        if (start instanceof Start.Constant constant) {
            Arrays.fill(values, (float) constant.value());
        } else if (start instanceof Start.Uniform uniform) {
            CRC32 name = new CRC32();
            name.update((unit + "." + key).getBytes(StandardCharsets.UTF_8));
            SplittableRandom random = new SplittableRandom(seed * 0x100000001L + name.getValue());
            double bound = 1 / Math.sqrt(uniform.fanIn());
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
            }
        }
        return values;
    }
}
