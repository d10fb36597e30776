package dev.interproto.loss;

import dev.interproto.loss.RowMargin.HardNegatives;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * By loops of our own, row by row with a row in the cache: cosines, margin, hard negatives, softmax
 * and its derivative in one pass over [B, S]. For float32 in the processor's memory, as {@link
 * HostRows#serves} has it. Keeps its scratch arrays.
 */
final class HostSoftmax implements CosineSoftmax {
    private static final double LOG2_E = 1 / Math.log(2);

    /** Adding it to a float rounds to a whole number, found in the low bits: 1.5 · 2²³. */
    private static final float ROUNDING = 12_582_912f;

    /** ln 2 in two parts, the first exact in few bits (Cody and Waite; constants of Cephes). */
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;

    /** Below it e^x is not a normal float. */
    private static final float LEAST_EXPONENT = -87.3f;

    private float[] inverseNorms = {};
    private float[][] cosines = {};
    private float[][] exponentials = {};
    private float[][] hardSlopes = {};

    /** A sample's prototypes are not equally many in every step: a little more than ever needed. */
    @Override
    public void measure(INDArray prototypes) {
        int rows = (int) prototypes.size(0);
        if (inverseNorms.length < rows) {
            inverseNorms = new float[Math.max(rows, inverseNorms.length * 9 / 8)];
        }
        HostPasses.inverseNorms(prototypes, inverseNorms);
    }

    @Override
    public void throughNormalisation(INDArray prototypes, INDArray gradient) {
        HostPasses.throughNormalisation(prototypes, inverseNorms, gradient);
    }

    @Override
    public Result derivative(
            INDArray scores,
            int[] labels,
            Function<double[], RowMargin[]> heads,
            double scale,
            Optional<INDArray> overLengths) {
        float[] lengths = inverseNorms;
        RowMargin[] margins = heads.apply(HostPasses.own(scores, labels, lengths));
        HostRows rows = new HostRows(scores);
        Optional<HostRows> overRows = overLengths.map(HostRows::new);
        makeRoom(rows.columns());
        double[] losses = new double[labels.length];
        double[] byTarget = new double[labels.length];
        boolean[] correct = new boolean[labels.length];
        double factor = scale / labels.length;
        HostRows.each(
                labels.length,
                (number, from, to) -> {
                    HostRows.Window window = rows.window();
                    Optional<HostRows.Window> overWindow = overRows.map(HostRows::window);
                    float[] c = cosines[number];
                    float[] e = exponentials[number];
                    for (int row = (int) from; row < to; row++) {
                        int label = labels[row];
                        RowMargin margin = margins[row];
                        window.read(row, 1, c);
                        toCosines(c, lengths);
                        float own = c[label];
                        c[label] = Float.NEGATIVE_INFINITY;
                        float best = largest(c);
                        correct[row] = isNearest(c, own, best, label);
                        boolean anyHard = best > margin.hard().above();
                        float[] slopes = hardSlopes[number];
                        if (anyHard) {
                            reweigh(c, margin.hard(), slopes);
                            best = largest(c);
                        }
                        double target = scale * margin.target();
                        double top = Math.max(scale * best, target);
                        double total = exponentials(c, (float) scale, (float) top, e);
                        double ofTarget = Math.exp(target - top);
                        total += ofTarget;
                        losses[row] = Math.log(total) - (target - top);
                        float share = (float) (factor / total);
                        for (int j = 0; j < e.length; j++) {
                            e[j] *= share;
                        }
                        if (anyHard) {
                            for (int j = 0; j < e.length; j++) {
                                e[j] *= slopes[j];
                            }
                        }
                        byTarget[row] = factor * (ofTarget / total - 1);
                        e[label] = (float) (byTarget[row] * margin.slope());
                        window.write(row, 1, e);
                        if (overWindow.isPresent()) {
                            for (int j = 0; j < e.length; j++) {
                                e[j] *= lengths[j];
                            }
                            overWindow.get().write(row, 1, e);
                        }
                    }
                });
        double loss = 0;
        int right = 0;
        for (int row = 0; row < labels.length; row++) {
            loss += losses[row];
            right += correct[row] ? 1 : 0;
        }
        return new Result(loss / labels.length, right, margins, byTarget);
    }

    /** Hard cosines to what becomes of them; the slope of each, 1 where nothing does. */
    private static void reweigh(float[] c, HardNegatives hard, float[] slopes) {
        float above = (float) hard.above();
        float quadratic = (float) hard.quadratic();
        float linear = (float) hard.linear();
        float constant = (float) hard.constant();
        for (int j = 0; j < c.length; j++) {
            float cosine = c[j];
            float changed = (quadratic * cosine + linear) * cosine + constant;
            float slope = 2 * quadratic * cosine + linear;
            c[j] = cosine > above ? changed : cosine;
            slopes[j] = cosine > above ? slope : 1;
        }
    }

    private void makeRoom(int columns) {
        if (cosines.length != HostRows.slices() || cosines[0].length != columns) {
            cosines = new float[HostRows.slices()][columns];
            exponentials = new float[HostRows.slices()][columns];
            hardSlopes = new float[HostRows.slices()][columns];
        }
    }

    /** Rounding may leave −1 to 1 by an ulp, and ArcFace takes a root of 1 − cos². */
    private static void toCosines(float[] products, float[] inverseNorms) {
        for (int j = 0; j < products.length; j++) {
            products[j] = Math.max(-1f, Math.min(1f, products[j] * inverseNorms[j]));
        }
    }

    private static float largest(float[] values) {
        float a = Float.NEGATIVE_INFINITY;
        float b = a;
        float c = a;
        float d = a;
        int j = 0;
        for (; j + 4 <= values.length; j += 4) {
            a = Math.max(a, values[j]);
            b = Math.max(b, values[j + 1]);
            c = Math.max(c, values[j + 2]);
            d = Math.max(d, values[j + 3]);
        }
        for (; j < values.length; j++) {
            a = Math.max(a, values[j]);
        }
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    /** Of equal ones the first counts as the nearest. */
    private static boolean isNearest(float[] others, float own, float best, int label) {
        if (own != best) {
            return own > best;
        }
        for (int j = 0; j < label; j++) {
            if (others[j] == own) {
                return false;
            }
        }
        return true;
    }

    /** e[j] = exp(scale · c[j] − top), and their sum. The own identity's, −∞, comes to nothing. */
    private static double exponentials(float[] c, float scale, float top, float[] e) {
        for (int j = 0; j < c.length; j++) {
            e[j] = exp(scale * c[j] - top);
        }
        double a = 0;
        double b = 0;
        double d = 0;
        double f = 0;
        int j = 0;
        for (; j + 4 <= e.length; j += 4) {
            a += e[j];
            b += e[j + 1];
            d += e[j + 2];
            f += e[j + 3];
        }
        for (; j < e.length; j++) {
            a += e[j];
        }
        return (a + b) + (d + f);
    }

    /** e^x for x ≤ 0 within 2 ulp; 0 where that is no normal float (Cephes, expf). NaN stays. */
    static float exp(float x) {
        if (x < LEAST_EXPONENT) {
            return 0;
        }
        float shifted = x * (float) LOG2_E + ROUNDING;
        int n = Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(ROUNDING);
        float whole = shifted - ROUNDING;
        float r = x - whole * LN2_HIGH - whole * LN2_LOW;
        float p = 1.9875691500e-4f;
        p = p * r + 1.3981999507e-3f;
        p = p * r + 8.3334519073e-3f;
        p = p * r + 4.1665795894e-2f;
        p = p * r + 1.6666665459e-1f;
        p = p * r + 5.0000001201e-1f;
        p = p * r * r + r + 1;
        return p * Float.intBitsToFloat((n + 127) << 23);
    }
}
