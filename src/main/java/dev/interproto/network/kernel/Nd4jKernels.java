package dev.interproto.network.kernel;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The kernels by ND4J's array operations alone, so that they run on whatever back end ND4J found:
 * the processor or a CUDA card. In float32, or in float64 for gradient checks.
 */
public final class Nd4jKernels implements Kernels {
    private final DataType type;
    private final TensorPool pool = new TensorPool();
    private final Nd4jOperations ops;
    private final Nd4jConvolutions convolutions;
    private final Nd4jChannels channels;

    /** In float32. */
    public Nd4jKernels() {
        this(DataType.FLOAT);
    }

    /**
     * In a given precision.
     *
     * @param type {@code FLOAT} or {@code DOUBLE}
     */
    public Nd4jKernels(DataType type) {
        if (type != DataType.FLOAT && type != DataType.DOUBLE) {
            throw new IllegalArgumentException("float32 or float64, not " + type);
        }
        this.type = type;
        this.ops = new Nd4jOperations(pool, type);
        this.convolutions = new Nd4jConvolutions(ops);
        this.channels = new Nd4jChannels(ops);
    }

    @Override
    public String description() {
        return "ND4J operations, " + (type == DataType.FLOAT ? "float32" : "float64");
    }

    @Override
    public TensorPool pool() {
        return pool;
    }

    @Override
    public DataType parameterType() {
        return type;
    }

    @Override
    public DataType activationType() {
        return type;
    }

    @Override
    public void parametersChanged() {
        // Nothing is derived from the parameters.
    }

    @Override
    public INDArray toActivations(INDArray values) {
        boolean fits = values.dataType() == type && Nd4jKernels.isPlain(values);
        return fits ? values : pool.take(type, values.shape()).assign(values);
    }

    private static boolean isPlain(INDArray values) {
        return values.ordering() == 'c' && !values.isView();
    }

    @Override
    public INDArray activations(float[] values, long... shape) {
        INDArray host = Nd4j.createFromArray(values);
        INDArray result = pool.take(type, shape);
        result.reshape(result.length()).assign(host);
        host.close();
        return result;
    }

    @Override
    public INDArray convolution(INDArray x, INDArray weights, ConvolutionGeometry geometry) {
        return convolutions.forward(x, weights, geometry);
    }

    @Override
    public INDArray convolutionBackward(
            INDArray x,
            INDArray weights,
            INDArray dy,
            INDArray dWeights,
            ConvolutionGeometry geometry) {
        return convolutions.backward(x, weights, dy, dWeights, geometry);
    }

    @Override
    public void convolutionBackwardWeights(
            INDArray x,
            INDArray weights,
            INDArray dy,
            INDArray dWeights,
            ConvolutionGeometry geometry) {
        release(convolutions.backward(x, weights, dy, dWeights, geometry));
    }

    @Override
    public BatchNorm.Forward batchNormTraining(INDArray x, BatchNorm parameters) {
        return channels.normTraining(x, parameters);
    }

    @Override
    public INDArray batchNormInference(INDArray x, BatchNorm parameters) {
        return channels.normInference(x, parameters);
    }

    @Override
    public INDArray batchNormBackward(
            INDArray x,
            BatchNorm parameters,
            BatchNorm.Forward forward,
            INDArray dy,
            INDArray dScale,
            INDArray dShift,
            boolean mayOverwrite) {
        return channels.normBackward(x, parameters, forward, dy, dScale, dShift);
    }

    @Override
    public INDArray prelu(INDArray x, INDArray slopes) {
        return channels.prelu(x, slopes);
    }

    @Override
    public INDArray preluBackward(
            INDArray x, INDArray slopes, INDArray dy, INDArray dSlopes, boolean mayOverwrite) {
        return channels.preluBackward(x, slopes, dy, dSlopes);
    }

    @Override
    public SqueezeExcite squeezeExcite(INDArray x, INDArray fc1, INDArray fc2) {
        INDArray pooled = meanOverPixels(x);
        INDArray hidden = ops.take(x.size(0), fc1.size(0));
        INDArray gate = ops.take(x.size(0), fc2.size(0));
        Nd4jOperations.product(pooled, false, matrix(fc1), true, hidden);
        Transforms.relu(hidden, false);
        Nd4jOperations.product(hidden, false, matrix(fc2), true, gate);
        Transforms.sigmoid(gate, false);
        INDArray y = ops.takeLike(x);
        Nd4j.getExecutioner().exec(new BroadcastMulOp(x, gate, y, 0, 3));
        return new SqueezeExcite(y, pooled, hidden, gate);
    }

    @Override
    public INDArray squeezeExciteBackward(
            INDArray x,
            SqueezeExcite forward,
            INDArray fc1,
            INDArray fc2,
            INDArray dy,
            INDArray dFc1,
            INDArray dFc2) {
        long pixels = x.size(1) * x.size(2);
        INDArray work = ops.takeLike(x);
        x.muli(dy, work);
        INDArray dGate = meanOverPixels(work);
        INDArray slope = ops.takeLike(dGate);
        forward.gate().rsubi(1, slope);
        slope.muli(forward.gate());
        dGate.muli(slope).muli(pixels);
        Nd4jOperations.product(dGate, true, forward.hidden(), false, matrix(dFc2));
        INDArray dHidden = ops.takeLike(forward.hidden());
        INDArray active = ops.takeLike(dHidden);
        Nd4jOperations.product(dGate, false, matrix(fc2), false, dHidden);
        Nd4j.getExecutioner().exec(new Step(forward.hidden(), active));
        dHidden.muli(active);
        Nd4jOperations.product(dHidden, true, forward.pooled(), false, matrix(dFc1));
        INDArray dPooled = ops.takeLike(forward.pooled());
        Nd4jOperations.product(dHidden, false, matrix(fc1), false, dPooled);
        dPooled.divi(pixels);
        INDArray dx = work;
        Nd4j.getExecutioner().exec(new BroadcastMulOp(dy, forward.gate(), dx, 0, 3));
        Nd4j.getExecutioner().exec(new BroadcastAddOp(dx, dPooled, dx, 0, 3));
        ops.release(dGate, slope, dHidden, active, dPooled);
        return dx;
    }

    /** {@code [B, H, W, C]} to {@code [B, C]}. */
    private INDArray meanOverPixels(INDArray x) {
        INDArray mean = ops.take(x.size(0), x.size(3));
        INDArray asImage = mean.reshape('c', x.size(0), 1, 1, x.size(3));
        int h = (int) x.size(1);
        int w = (int) x.size(2);
        Nd4jOperations.run(
                "avgpool2d",
                new INDArray[] {x},
                new INDArray[] {asImage},
                h,
                w,
                h,
                w,
                0,
                0,
                1,
                1,
                0,
                0,
                1);
        return mean;
    }

    @Override
    public SpatialAttention spatialAttention(INDArray x, INDArray weights) {
        return SpatialGate.of(x.shape())
                .forward(read(x), read(weights), values -> write(values, x.shape()));
    }

    @Override
    public INDArray spatialAttentionBackward(
            INDArray x,
            SpatialAttention forward,
            INDArray weights,
            INDArray dy,
            INDArray dWeights) {
        double[] slopes = read(dy);
        double[] weightSlopes = new double[(int) dWeights.length()];
        SpatialGate.of(x.shape()).backward(read(x), forward, read(weights), slopes, weightSlopes);
        dWeights.assign(Nd4j.createFromArray(weightSlopes).reshape('c', dWeights.shape()));
        return write(slopes, x.shape());
    }

    private static double[] read(INDArray array) {
        return array.reshape(array.length()).toDoubleVector();
    }

    private INDArray write(double[] values, long[] shape) {
        INDArray host = Nd4j.createFromArray(values);
        INDArray result = ops.take(shape);
        result.reshape(result.length()).assign(host);
        host.close();
        return result;
    }

    @Override
    public INDArray sum(double alpha, INDArray a, double beta, INDArray b) {
        INDArray sum = ops.takeLike(a);
        a.muli(alpha, sum);
        if (beta == 1) {
            return sum.addi(b);
        }
        INDArray other = ops.takeLike(b);
        sum.addi(b.muli(beta, other));
        ops.release(other);
        return sum;
    }

    @Override
    public void addInto(INDArray target, INDArray other) {
        target.addi(other);
    }

    @Override
    public INDArray multiply(INDArray a, INDArray b) {
        INDArray product = ops.takeLike(a);
        a.muli(b, product);
        return product;
    }

    @Override
    public INDArray subsample(INDArray x, int stride) {
        return convolutions.subsample(x, stride);
    }

    @Override
    public void subsampleBackwardInto(INDArray dy, int stride, INDArray dx) {
        convolutions.subsampleBackwardInto(dy, stride, dx);
    }

    @Override
    public INDArray flattenChannelsFirst(INDArray x) {
        INDArray flat = ops.take(x.size(0), x.length() / x.size(0));
        flat.reshape('c', x.size(0), x.size(3), x.size(1), x.size(2)).assign(x.permute(0, 3, 1, 2));
        return flat;
    }

    @Override
    public INDArray unflattenChannelsFirst(INDArray flat, long[] shape) {
        INDArray x = ops.take(shape);
        INDArray channelsFirst = flat.reshape('c', shape[0], shape[3], shape[1], shape[2]);
        return x.assign(channelsFirst.permute(0, 2, 3, 1));
    }

    @Override
    public INDArray linear(INDArray x, INDArray weights, Optional<INDArray> bias) {
        INDArray y = ops.take(x.size(0), weights.size(0));
        Nd4jOperations.product(x, false, weights, true, y);
        bias.ifPresent(b -> Nd4jOperations.addRow(y, b, y));
        return y;
    }

    @Override
    public INDArray linearBackward(
            INDArray x,
            INDArray weights,
            INDArray dy,
            INDArray dWeights,
            Optional<INDArray> dBias) {
        INDArray dx = ops.takeLike(x);
        Nd4jOperations.product(dy, false, weights, false, dx);
        Nd4jOperations.product(dy, true, x, false, dWeights);
        dBias.ifPresent(b -> ops.columnSums(dy, b));
        return dx;
    }

    @Override
    public NormalisedRows normaliseRows(INDArray x) {
        INDArray y = ops.takeLike(x);
        INDArray norms = ops.take(x.size(0), 1);
        norms.assign(x.norm2(true, 1));
        x.divi(norms, y);
        return new NormalisedRows(y, norms);
    }

    @Override
    public INDArray normaliseRowsBackward(NormalisedRows forward, INDArray dy) {
        INDArray y = forward.output();
        INDArray dx = ops.takeLike(dy);
        dy.muli(y, dx);
        INDArray along = dx.sum(true, 1);
        y.muli(along, dx);
        dx.rsubi(dy).divi(forward.norms());
        return dx;
    }

    @Override
    public void gemm(
            INDArray a,
            boolean transposeA,
            INDArray b,
            boolean transposeB,
            INDArray result,
            double alpha,
            double beta) {
        Nd4j.getExecutioner()
                .exec(
                        DynamicCustomOp.builder("matmul")
                                .addInputs(a, b)
                                .addOutputs(result)
                                .addFloatingPointArguments(alpha, beta)
                                .addIntegerArguments(transposeA ? 1 : 0, transposeB ? 1 : 0, 0)
                                .build());
    }

    @Override
    public void sgdMomentumStep(
            INDArray weights,
            INDArray gradients,
            INDArray velocity,
            double learningRate,
            double momentum,
            double weightDecay) {
        velocity.muli(momentum).addi(gradients);
        if (weightDecay != 0) {
            Nd4j.getBlasWrapper().axpy(weightDecay, weights, velocity);
        }
        Nd4j.getBlasWrapper().axpy(-learningRate, velocity, weights);
    }

    @Override
    public void close() {
        pool.close();
    }

    private static INDArray matrix(INDArray weights) {
        return weights.reshape('c', weights.size(0), weights.size(1));
    }
}
