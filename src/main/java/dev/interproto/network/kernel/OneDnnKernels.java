package dev.interproto.network.kernel;

import dev.interproto.network.kernel.OneDnnProducts.Matrix;
import dev.interproto.network.kernel.OneDnnProducts.Then;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The kernels by oneDNN, called on the memory of the arrays themselves: for processors.
 *
 * <p>Activations lie in NHWC throughout, which oneDNN's convolutions take without reordering;
 * primitives are made once for each shape; weights are copied into the layouts oneDNN chooses once
 * a step. In bfloat16 activations and the products of the backbone are of that type, while
 * parameters, their gradients, statistics, embeddings, loss and update stay float32.
 *
 * <p>Weights at an address are taken to be unchanged until {@link #parametersChanged()} or {@link
 * #sgdMomentumStep}.
 */
public final class OneDnnKernels implements Kernels {
    private final DataType type;
    private final TensorPool pool = new TensorPool();
    private final OneDnn oneDnn = new OneDnn();
    private final OneDnnWeights weightCopies = new OneDnnWeights(oneDnn);
    private final OneDnnConvolutions convolutions =
            new OneDnnConvolutions(oneDnn, weightCopies, pool);
    private final OneDnnFusedConvolutions fused =
            new OneDnnFusedConvolutions(oneDnn, weightCopies, pool);
    private final OneDnnChannels channels = new OneDnnChannels(oneDnn, pool);
    private final OneDnnElements elements = new OneDnnElements(oneDnn, pool);
    private final OneDnnProducts products = new OneDnnProducts(oneDnn, pool);
    private final HostFloats host = new HostFloats();
    private INDArray ones;

    /**
     * @param activations {@code FLOAT} or {@code BFLOAT16}
     */
    public OneDnnKernels(DataType activations) {
        OneDnn.type(activations);
        this.type = activations;
    }

    @Override
    public String description() {
        return "oneDNN, " + (type == DataType.FLOAT ? "float32" : "bfloat16");
    }

    @Override
    public TensorPool pool() {
        return pool;
    }

    @Override
    public DataType parameterType() {
        return DataType.FLOAT;
    }

    @Override
    public DataType activationType() {
        return type;
    }

    @Override
    public void parametersChanged() {
        weightCopies.changed();
    }

    @Override
    public INDArray toActivations(INDArray values) {
        boolean plain = values.ordering() == 'c' && !values.isView();
        if (values.dataType() == type && plain) {
            return values;
        }
        if (!plain || values.dataType() != DataType.FLOAT) {
            INDArray copy = pool.take(DataType.FLOAT, values.shape()).assign(values);
            if (type == DataType.FLOAT) {
                return copy;
            }
            INDArray converted = elements.convert(copy, type);
            release(copy);
            return converted;
        }
        return elements.convert(values, type);
    }

    @Override
    public INDArray activations(float[] values, long... shape) {
        INDArray floats = pool.take(DataType.FLOAT, shape);
        host.write(OneDnn.address(floats), values);
        if (type == DataType.FLOAT) {
            return floats;
        }
        INDArray result = elements.convert(floats, type);
        release(floats);
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
        convolutions.backwardWeights(x, weights, dy, dWeights, geometry);
        return convolutions.backwardData(x, weights, dy, geometry);
    }

    @Override
    public void convolutionBackwardWeights(
            INDArray x,
            INDArray weights,
            INDArray dy,
            INDArray dWeights,
            ConvolutionGeometry geometry) {
        convolutions.backwardWeights(x, weights, dy, dWeights, geometry);
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
        return channels.normBackward(x, parameters, forward, dy, dScale, dShift, mayOverwrite);
    }

    @Override
    public INDArray prelu(INDArray x, INDArray slopes) {
        return channels.prelu(x, slopes);
    }

    @Override
    public INDArray preluBackward(
            INDArray x, INDArray slopes, INDArray dy, INDArray dSlopes, boolean mayOverwrite) {
        return channels.preluBackward(x, slopes, dy, dSlopes, mayOverwrite);
    }

    @Override
    public INDArray convolutionUnitInference(
            INDArray x,
            INDArray weights,
            ConvolutionGeometry geometry,
            Optional<BatchNorm> norm,
            Optional<INDArray> slopes,
            Optional<INDArray> addend) {
        return fused.run(x, weights, geometry, norm, slopes, addend);
    }

    @Override
    public SqueezeExcite squeezeExcite(INDArray x, INDArray fc1, INDArray fc2) {
        long pixels = x.size(1) * x.size(2);
        INDArray pooled = products.sumOverPixels(x, ones(x), 1.0 / pixels);
        INDArray hidden = pool.take(DataType.FLOAT, x.size(0), fc1.size(0));
        INDArray gate = pool.take(DataType.FLOAT, x.size(0), fc2.size(0));
        Matrix first = Matrix.of(fc1).transposed();
        Matrix second = Matrix.of(fc2).transposed();
        products.product(Matrix.of(pooled), first, Matrix.of(hidden), 1, 0, Then.RELU);
        products.product(Matrix.of(hidden), second, Matrix.of(gate), 1, 0, Then.SIGMOID);
        INDArray y = pool.take(type, x.shape());
        elements.scaleChannels(x, gate, y);
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
        INDArray dx = elements.multiply(x, dy);
        INDArray dGate = products.sumOverPixels(dx, ones(x), 1);
        throughSigmoid(forward.gate(), dGate);
        INDArray dHidden = pool.take(DataType.FLOAT, forward.hidden().shape());
        INDArray dPooled = pool.take(DataType.FLOAT, forward.pooled().shape());
        Matrix gates = Matrix.of(dGate);
        products.product(gates.transposed(), Matrix.of(forward.hidden()), Matrix.of(dFc2));
        products.product(gates, Matrix.of(fc2), Matrix.of(dHidden));
        throughRelu(forward.hidden(), dHidden);
        Matrix hidden = Matrix.of(dHidden);
        products.product(hidden.transposed(), Matrix.of(forward.pooled()), Matrix.of(dFc1));
        products.product(hidden, Matrix.of(fc1), Matrix.of(dPooled), 1.0 / pixels, 0, Then.NOTHING);
        elements.scaleChannels(dy, forward.gate(), dx);
        elements.shiftChannels(dx, dPooled, dx);
        release(dGate);
        release(dHidden);
        release(dPooled);
        return dx;
    }

    private void throughSigmoid(INDArray gate, INDArray gradient) {
        float[] gates = read(gate);
        float[] values = read(gradient);
        for (int i = 0; i < values.length; i++) {
            values[i] *= gates[i] * (1 - gates[i]);
        }
        host.write(OneDnn.address(gradient), values);
    }

    private void throughRelu(INDArray output, INDArray gradient) {
        float[] outputs = read(output);
        float[] values = read(gradient);
        for (int i = 0; i < values.length; i++) {
            values[i] = outputs[i] > 0 ? values[i] : 0;
        }
        host.write(OneDnn.address(gradient), values);
    }

    private float[] read(INDArray array) {
        return host.read(OneDnn.address(array), Math.toIntExact(array.length()));
    }

    @Override
    public SpatialAttention spatialAttention(INDArray x, INDArray weights) {
        return SpatialGate.of(x.shape())
                .forward(
                        readWide(x),
                        readWide(weights),
                        values -> activations(narrow(values), x.shape()));
    }

    @Override
    public INDArray spatialAttentionBackward(
            INDArray x,
            SpatialAttention forward,
            INDArray weights,
            INDArray dy,
            INDArray dWeights) {
        double[] slopes = readWide(dy);
        double[] weightSlopes = new double[(int) dWeights.length()];
        SpatialGate.of(x.shape())
                .backward(readWide(x), forward, readWide(weights), slopes, weightSlopes);
        host.write(OneDnn.address(dWeights), narrow(weightSlopes));
        return activations(narrow(slopes), x.shape());
    }

    private double[] readWide(INDArray array) {
        boolean isFloat = array.dataType() == DataType.FLOAT;
        INDArray floats = isFloat ? array : elements.convert(array, DataType.FLOAT);
        float[] values = read(floats);
        if (!isFloat) {
            release(floats);
        }
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static float[] narrow(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    /** The address of as many ones as x has pixels, in the type of activations. */
    private long ones(INDArray x) {
        long wanted = x.size(0) * x.size(1) * x.size(2);
        if (ones == null || ones.length() < wanted) {
            ones = pool.keep(type, wanted);
            ones.assign(1);
        }
        return OneDnn.address(ones);
    }

    @Override
    public INDArray sum(double alpha, INDArray a, double beta, INDArray b) {
        INDArray sum = pool.take(a.dataType(), a.shape());
        elements.weightedSum(sum, new float[] {(float) alpha, (float) beta}, a, b);
        return sum;
    }

    @Override
    public void addInto(INDArray target, INDArray other) {
        elements.addInto(target, other);
    }

    @Override
    public INDArray multiply(INDArray a, INDArray b) {
        return elements.multiply(a, b);
    }

    @Override
    public INDArray subsample(INDArray x, int stride) {
        return elements.subsample(x, stride);
    }

    @Override
    public void subsampleBackwardInto(INDArray dy, int stride, INDArray dx) {
        elements.subsampleBackwardInto(dy, stride, dx);
    }

    @Override
    public INDArray flattenChannelsFirst(INDArray x) {
        return elements.flattenChannelsFirst(x);
    }

    @Override
    public INDArray unflattenChannelsFirst(INDArray flat, long[] shape) {
        return elements.unflattenChannelsFirst(flat, shape);
    }

    @Override
    public INDArray linear(INDArray x, INDArray weights, Optional<INDArray> bias) {
        INDArray y = pool.take(DataType.FLOAT, x.size(0), weights.size(0));
        products.product(
                Matrix.of(x), weightCopies.matrix(weights, type).transposed(), Matrix.of(y));
        bias.ifPresent(b -> addRow(y, b));
        return y;
    }

    private void addRow(INDArray y, INDArray bias) {
        float[] row = read(bias);
        float[] values = read(y);
        for (int i = 0; i < values.length; i++) {
            values[i] += row[i % row.length];
        }
        host.write(OneDnn.address(y), values);
    }

    @Override
    public INDArray linearBackward(
            INDArray x,
            INDArray weights,
            INDArray dy,
            INDArray dWeights,
            Optional<INDArray> dBias) {
        INDArray dx = pool.take(type, x.shape());
        INDArray gradient = type == DataType.FLOAT ? dy : elements.convert(dy, type);
        products.product(Matrix.of(gradient), weightCopies.matrix(weights, type), Matrix.of(dx));
        products.product(Matrix.of(gradient).transposed(), Matrix.of(x), Matrix.of(dWeights));
        if (gradient != dy) {
            release(gradient);
        }
        dBias.ifPresent(b -> sumRows(dy, b));
        return dx;
    }

    private void sumRows(INDArray dy, INDArray sums) {
        float[] values = read(dy);
        double[] totals = new double[Math.toIntExact(sums.length())];
        for (int i = 0; i < values.length; i++) {
            totals[i % totals.length] += values[i];
        }
        float[] result = new float[totals.length];
        for (int i = 0; i < totals.length; i++) {
            result[i] = (float) totals[i];
        }
        host.write(OneDnn.address(sums), result);
    }

    @Override
    public NormalisedRows normaliseRows(INDArray x) {
        int rows = (int) x.size(0);
        int columns = (int) x.size(1);
        float[] values = read(x);
        float[] lengths = new float[rows];
        for (int row = 0; row < rows; row++) {
            double squares = 0;
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                squares += (double) values[i] * values[i];
            }
            lengths[row] = (float) Math.sqrt(squares);
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                values[i] /= lengths[row];
            }
        }
        INDArray y = pool.take(DataType.FLOAT, x.shape());
        INDArray norms = pool.take(DataType.FLOAT, rows, 1);
        host.write(OneDnn.address(y), values);
        host.write(OneDnn.address(norms), lengths);
        return new NormalisedRows(y, norms);
    }

    @Override
    public INDArray normaliseRowsBackward(NormalisedRows forward, INDArray dy) {
        float[] y = read(forward.output());
        float[] lengths = read(forward.norms());
        float[] gradient = read(dy);
        int columns = (int) dy.size(1);
        for (int row = 0; row < lengths.length; row++) {
            double along = 0;
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                along += (double) y[i] * gradient[i];
            }
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                gradient[i] = (float) ((gradient[i] - along * y[i]) / lengths[row]);
            }
        }
        INDArray dx = pool.take(DataType.FLOAT, dy.shape());
        host.write(OneDnn.address(dx), gradient);
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
        products.product(
                Matrix.of(a).transposedIf(transposeA),
                Matrix.of(b).transposedIf(transposeB),
                Matrix.of(result),
                alpha,
                beta,
                Then.NOTHING);
    }

    @Override
    public void sgdMomentumStep(
            INDArray weights,
            INDArray gradients,
            INDArray velocity,
            double learningRate,
            double momentum,
            double weightDecay) {
        if (weightDecay == 0) {
            elements.weightedSum(velocity, new float[] {(float) momentum, 1}, velocity, gradients);
        } else {
            elements.weightedSum(
                    velocity,
                    new float[] {(float) momentum, 1, (float) weightDecay},
                    velocity,
                    gradients,
                    weights);
        }
        elements.weightedSum(weights, new float[] {1, (float) -learningRate}, weights, velocity);
        weightCopies.changed();
    }

    @Override
    public void close() {
        fused.close();
        weightCopies.close();
        oneDnn.close();
        pool.close();
    }
}
