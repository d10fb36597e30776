package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inverted dropout whose mask is a function of the seed, the step and the element alone (the
 * counter-based generator SplitMix64), so that a resumed run drops what the run that never stopped
 * would have dropped, on any device.
 */
final class DropoutPart implements Part {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    private final UnitRuntime unit;
    private final double rate;
    private INDArray mask;

    /**
     * @param rate share of elements dropped, in (0, 1)
     */
    DropoutPart(UnitRuntime unit, double rate) {
        this.unit = unit;
        this.rate = rate;
    }

    @Override
    public Kernels kernels() {
        return unit.kernels();
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        if (!training) {
            throw new IllegalStateException("dropout is for training only");
        }
        discard();
        long step = unit.takeDropoutStep();
        float[] values = mask(unit.seed(), step, Math.toIntExact(x.length()), rate);
        mask = unit.kernels().activations(values, x.shape());
        return unit.kernels().multiply(x, mask);
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        INDArray dx = unit.kernels().multiply(dy, mask);
        discard();
        return dx;
    }

    @Override
    public void discard() {
        if (mask != null) {
            unit.kernels().release(mask);
            mask = null;
        }
    }

    /** Zeros with probability {@code rate}, elsewhere 1 / (1 − rate). */
    static float[] mask(long seed, long step, int length, double rate) {
        float kept = (float) (1 / (1 - rate));
        long start = mix(mix(seed) + step * GOLDEN);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            double uniform = (mix(start + i * GOLDEN) >>> 11) * UNIT;
            values[i] = uniform < rate ? 0 : kept;
        }
        return values;
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
