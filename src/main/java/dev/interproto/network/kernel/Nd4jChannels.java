package dev.interproto.network.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What works channel by channel: batch normalisation and PReLU, by ND4J operations. */
final class Nd4jChannels {
    private final Nd4jOperations ops;

    Nd4jChannels(Nd4jOperations ops) {
        this.ops = ops;
    }

    BatchNorm.Forward normTraining(INDArray x, BatchNorm norm) {
        INDArray pixels = ops.pixels(x);
        long n = pixels.size(0);
        INDArray mean = ops.take(pixels.size(1));
        INDArray variance = ops.take(pixels.size(1));
        INDArray centred = ops.takeLike(pixels);
        ops.columnSums(pixels, mean);
        mean.divi(n);
        Nd4jOperations.subtractRow(pixels, mean, centred);
        centred.muli(centred);
        ops.columnSums(centred, variance);
        variance.divi(n);
        ops.release(centred);
        updateRunning(norm.runningMean(), mean, 1);
        updateRunning(norm.runningVariance(), variance, n > 1 ? n / (n - 1.0) : 1);
        return new BatchNorm.Forward(normalise(x, mean, variance, norm), mean, variance);
    }

    INDArray normInference(INDArray x, BatchNorm norm) {
        return normalise(x, norm.runningMean(), norm.runningVariance(), norm);
    }

    private static void updateRunning(INDArray running, INDArray batch, double correction) {
        running.muli(1 - BatchNorm.MOMENTUM);
        Nd4j.getBlasWrapper().axpy(BatchNorm.MOMENTUM * correction, batch, running);
    }

    private INDArray normalise(INDArray x, INDArray mean, INDArray variance, BatchNorm norm) {
        INDArray y = ops.takeLike(x);
        if (isFastForm(x)) {
            batchNorm(x, mean, variance, norm.scale(), norm.shift(), BatchNorm.EPSILON, y);
            return y;
        }
        INDArray factor = ops.takeLike(mean);
        INDArray constant = ops.takeLike(mean);
        inverseDeviation(variance, factor);
        factor.muli(norm.scale());
        mean.muli(factor, constant);
        constant.rsubi(norm.shift());
        affine(x, factor, constant, y);
        ops.release(factor, constant);
        return y;
    }

    /** Whether ND4J's inference batch norm, its only fast operation of the form, can be used. */
    private static boolean isFastForm(INDArray x) {
        return x.rank() == 4 && x.dataType() == DataType.FLOAT;
    }

    private static void batchNorm(
            INDArray x,
            INDArray mean,
            INDArray variance,
            INDArray scale,
            INDArray shift,
            double epsilon,
            INDArray result) {
        Nd4j.getExecutioner()
                .exec(
                        DynamicCustomOp.builder("batchnorm")
                                .addInputs(x, mean, variance, scale, shift)
                                .addOutputs(result)
                                .addFloatingPointArguments(epsilon)
                                .addIntegerArguments(1, 1, 3)
                                .build());
    }

    private static void inverseDeviation(INDArray variance, INDArray result) {
        variance.addi(BatchNorm.EPSILON, result);
        Transforms.sqrt(result, false);
        result.rdivi(1);
    }

    /** result = x · factor + constant, channel by channel. */
    private void affine(INDArray x, INDArray factor, INDArray constant, INDArray result) {
        if (isFastForm(x)) {
            INDArray zero = ops.constant(0, factor.length());
            INDArray one = ops.constant(1, factor.length());
            batchNorm(x, zero, one, factor, constant, 0, result);
            return;
        }
        INDArray pixels = ops.pixels(result);
        Nd4jOperations.multiplyRow(ops.pixels(x), factor, pixels);
        Nd4jOperations.addRow(pixels, constant, pixels);
    }

    /**
     * With S = Σ dy · (x − mean): dShift = Σ dy, dScale = S / σ, and dx = γ/σ · (dy − dShift/n − (x
     * − mean) · S / (n σ²)), computed as dy · a + x · b + c.
     */
    INDArray normBackward(
            INDArray x,
            BatchNorm norm,
            BatchNorm.Forward forward,
            INDArray dy,
            INDArray dScale,
            INDArray dShift) {
        INDArray pixels = ops.pixels(x);
        INDArray dyPixels = ops.pixels(dy);
        long n = pixels.size(0);
        INDArray work = ops.takeLike(pixels);
        INDArray inverse = ops.takeLike(forward.mean());
        INDArray a = ops.takeLike(inverse);
        INDArray b = ops.takeLike(inverse);
        INDArray c = ops.takeLike(inverse);
        ops.columnSums(dyPixels, dShift);
        Nd4jOperations.subtractRow(pixels, forward.mean(), work);
        work.muli(dyPixels);
        ops.columnSums(work, dScale);
        inverseDeviation(forward.variance(), inverse);
        dScale.muli(inverse);
        inverse.muli(norm.scale(), a);
        a.muli(inverse, b);
        b.muli(dScale).muli(-1.0 / n);
        a.muli(dShift, c);
        c.muli(-1.0 / n);
        INDArray shifted = ops.takeLike(inverse);
        forward.mean().muli(b, shifted);
        c.subi(shifted);
        INDArray dx = ops.takeLike(dy);
        affine(dy, a, c, dx);
        Nd4jOperations.multiplyRow(pixels, b, work);
        ops.pixels(dx).addi(work);
        ops.release(work, inverse, a, b, c, shifted);
        return dx;
    }

    INDArray prelu(INDArray x, INDArray slopes) {
        INDArray y = ops.takeLike(x);
        INDArray negative = ops.takeLike(x);
        Nd4j.getExecutioner().exec(new RectifiedLinear(x, y, 0.0));
        // x − relu(x) and not min(x, 0): a NaN stays one, and the divergence is seen.
        x.subi(y, negative);
        INDArray pixels = ops.pixels(negative);
        Nd4jOperations.multiplyRow(pixels, slopes, pixels);
        y.addi(negative);
        ops.release(negative);
        return y;
    }

    INDArray preluBackward(INDArray x, INDArray slopes, INDArray dy, INDArray dSlopes) {
        INDArray dx = ops.takeLike(x);
        INDArray work = ops.takeLike(x);
        INDArray workPixels = ops.pixels(work);
        Nd4j.getExecutioner().exec(new RectifiedLinear(x, dx, 0.0));
        x.subi(dx, work);
        work.muli(dy);
        ops.columnSums(workPixels, dSlopes);
        INDArray gap = ops.takeLike(slopes);
        slopes.rsubi(1, gap);
        Nd4j.getExecutioner().exec(new Step(x, work));
        Nd4jOperations.multiplyRow(workPixels, gap, workPixels);
        Nd4jOperations.addRow(workPixels, slopes, workPixels);
        dy.muli(work, dx);
        ops.release(work, gap);
        return dx;
    }
}
