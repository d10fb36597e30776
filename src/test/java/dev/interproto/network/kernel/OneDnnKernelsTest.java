package dev.interproto.network.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** oneDNN's kernels give what ND4J's operations give. */
class OneDnnKernelsTest {
    private static final double ROUNDING = 1e-5;

    /** bfloat16 keeps 8 bits: half a unit in the last place is 1 in 512. */
    private static final double BFLOAT16_ROUNDING = 0.02;

    private final Kernels reference = new Nd4jKernels();
    private Kernels kernels;

    @BeforeEach
    void open() {
        assumeTrue(OneDnnSupport.here() != OneDnnSupport.NONE, "oneDNN is not for this platform");
        Nd4j.getRandom().setSeed(7);
        kernels = new OneDnnKernels(DataType.FLOAT);
    }

    @AfterEach
    void close() {
        reference.close();
        if (kernels != null) {
            kernels.close();
        }
    }

    private static INDArray random(long... shape) {
        return Nd4j.randn(DataType.FLOAT, shape);
    }

    /** ‖a − b‖ / ‖b‖. */
    private static double difference(INDArray actual, INDArray expected) {
        INDArray a = actual.castTo(DataType.DOUBLE);
        INDArray e = expected.castTo(DataType.DOUBLE);
        return a.sub(e).norm2Number().doubleValue() / e.norm2Number().doubleValue();
    }

    private static void same(INDArray actual, INDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(difference(actual, expected)).isLessThan(ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 32, 3, 1, 1, 9",
        "16, 32, 3, 2, 1, 14",
        "24, 20, 1, 1, 0, 7",
        "64, 128, 1, 1, 0, 14",
        "16, 8, 1, 2, 0, 9"
    })
    void denseConvolutions(int in, int out, int kernel, int stride, int padding, int size) {
        convolutions(in, random(out, in, kernel, kernel), stride, padding, size);
    }

    @ParameterizedTest
    @CsvSource({"32, 3, 1, 1, 14", "20, 3, 2, 1, 9", "128, 3, 2, 1, 28", "64, 7, 1, 0, 7"})
    void depthwiseConvolutions(int channels, int kernel, int stride, int padding, int size) {
        convolutions(channels, random(channels, 1, kernel, kernel), stride, padding, size);
    }

    private void convolutions(int in, INDArray weights, int stride, int padding, int size) {
        ConvolutionGeometry geometry =
                new ConvolutionGeometry((int) weights.size(2), stride, padding);
        INDArray x = random(2, size, size, in);
        INDArray y = reference.convolution(x, weights, geometry);
        same(kernels.convolution(x, weights, geometry), y);
        INDArray dy = random(y.shape());
        INDArray gradient = weights.like();
        INDArray expected = weights.like();
        same(
                kernels.convolutionBackward(x, weights, dy, gradient, geometry),
                reference.convolutionBackward(x, weights, dy, expected, geometry));
        same(gradient, expected);
        gradient.assign(0);
        kernels.convolutionBackwardWeights(x, weights, dy, gradient, geometry);
        same(gradient, expected);
    }

    private static BatchNorm norm(int channels) {
        return new BatchNorm(
                Nd4j.rand(DataType.FLOAT, channels),
                random(channels),
                random(channels),
                Nd4j.rand(DataType.FLOAT, channels).addi(0.5));
    }

    @ParameterizedTest
    @CsvSource({"8", "32", "20"})
    void batchNormalisation(int channels) {
        BatchNorm own = norm(channels);
        BatchNorm other =
                new BatchNorm(
                        own.scale(),
                        own.shift(),
                        own.runningMean().dup(),
                        own.runningVariance().dup());
        INDArray x = random(3, 5, 6, channels).addi(2);
        INDArray dy = random(x.shape());
        same(kernels.batchNormInference(x, own), reference.batchNormInference(x, other));
        BatchNorm.Forward forward = kernels.batchNormTraining(x, own);
        BatchNorm.Forward expected = reference.batchNormTraining(x, other);
        same(forward.output(), expected.output());
        same(own.runningMean(), other.runningMean());
        same(own.runningVariance(), other.runningVariance());
        INDArray[] gradients = new INDArray[4];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = own.scale().like();
        }
        INDArray dx =
                reference.batchNormBackward(
                        x, other, expected, dy, gradients[2], gradients[3], false);
        same(kernels.batchNormBackward(x, own, forward, dy, gradients[0], gradients[1], false), dx);
        same(gradients[0], gradients[2]);
        same(gradients[1], gradients[3]);
        INDArray over = dy.dup();
        same(
                kernels.batchNormBackward(x, own, forward, over, gradients[0], gradients[1], true),
                dx);
        same(over, dx);
    }

    @Test
    void slopes() {
        INDArray x = random(2, 5, 5, 24);
        INDArray slopes = random(24);
        INDArray dy = random(x.shape());
        same(kernels.prelu(x, slopes), reference.prelu(x, slopes));
        INDArray gradient = slopes.like();
        INDArray expected = slopes.like();
        same(
                kernels.preluBackward(x, slopes, dy, gradient, false),
                reference.preluBackward(x, slopes, dy, expected, false));
        same(gradient, expected);
    }

    @Test
    void pixelsAndLayouts() {
        INDArray x = random(2, 9, 9, 8);
        INDArray every = kernels.subsample(x, 2);
        same(every, reference.subsample(x, 2));
        INDArray target = x.dup();
        INDArray expected = x.dup();
        kernels.subsampleBackwardInto(every, 2, target);
        reference.subsampleBackwardInto(every, 2, expected);
        same(target, expected);
        INDArray flat = kernels.flattenChannelsFirst(x);
        same(flat, reference.flattenChannelsFirst(x));
        same(kernels.unflattenChannelsFirst(flat, x.shape()), x);
    }

    @Test
    void linearLayersAndUnitRows() {
        INDArray x = random(3, 40);
        INDArray weights = random(16, 40);
        Optional<INDArray> bias = Optional.of(random(16));
        INDArray dy = random(3, 16);
        same(kernels.linear(x, weights, bias), reference.linear(x, weights, bias));
        INDArray[] gradients = {weights.like(), weights.like(), bias.get().like(), random(16)};
        same(
                kernels.linearBackward(x, weights, dy, gradients[0], Optional.of(gradients[2])),
                reference.linearBackward(x, weights, dy, gradients[1], Optional.of(gradients[3])));
        same(gradients[0], gradients[1]);
        same(gradients[2], gradients[3]);
        NormalisedRows rows = kernels.normaliseRows(dy);
        same(rows.output(), reference.normaliseRows(dy).output());
        INDArray d = random(dy.shape());
        same(
                kernels.normaliseRowsBackward(rows, d),
                reference.normaliseRowsBackward(reference.normaliseRows(dy), d));
    }

    @Test
    void productsOfViews() {
        INDArray all = random(10, 12);
        INDArray view = all.get(NDArrayIndex.interval(4, 8), NDArrayIndex.all());
        INDArray other = random(5, 12);
        INDArray result = Nd4j.ones(DataType.FLOAT, 4, 5);
        INDArray expected = view.mmul(other.transpose()).muli(3).addi(2);
        kernels.gemm(view, false, other, true, result, 3, 2);
        same(result, expected);
    }

    @Test
    void squeezeAndExcitation() {
        INDArray x = random(2, 6, 6, 32);
        INDArray fc1 = random(2, 32, 1, 1);
        INDArray fc2 = random(32, 2, 1, 1);
        INDArray dy = random(x.shape());
        SqueezeExcite forward = kernels.squeezeExcite(x, fc1, fc2);
        SqueezeExcite expected = reference.squeezeExcite(x, fc1, fc2);
        same(forward.output(), expected.output());
        INDArray[] gradients = {fc1.like(), fc2.like(), fc1.like(), fc2.like()};
        same(
                kernels.squeezeExciteBackward(x, forward, fc1, fc2, dy, gradients[0], gradients[1]),
                reference.squeezeExciteBackward(
                        x, expected, fc1, fc2, dy, gradients[2], gradients[3]));
        same(gradients[0], gradients[2]);
        same(gradients[1], gradients[3]);
    }

    static List<Arguments> fusions() {
        return List.of(
                Arguments.of(true, true, false),
                Arguments.of(true, false, true),
                Arguments.of(false, true, false),
                Arguments.of(true, false, false));
    }

    @ParameterizedTest
    @MethodSource("fusions")
    void fusedEvaluation(boolean normed, boolean sloped, boolean added) {
        ConvolutionGeometry geometry = new ConvolutionGeometry(3, 1, 1);
        INDArray x = random(2, 7, 7, 16);
        Optional<BatchNorm> norm = normed ? Optional.of(norm(32)) : Optional.empty();
        Optional<INDArray> slopes = sloped ? Optional.of(random(32)) : Optional.empty();
        Optional<INDArray> addend = added ? Optional.of(random(2, 7, 7, 32)) : Optional.empty();
        INDArray dense = random(32, 16, 3, 3);
        same(
                kernels.convolutionUnitInference(x, dense, geometry, norm, slopes, addend),
                reference.convolutionUnitInference(x, dense, geometry, norm, slopes, addend));
        INDArray wide = random(2, 7, 7, 32);
        INDArray depthwise = random(32, 1, 3, 3);
        same(
                kernels.convolutionUnitInference(wide, depthwise, geometry, norm, slopes, addend),
                reference.convolutionUnitInference(
                        wide, depthwise, geometry, norm, slopes, addend));
    }

    @Test
    void copiesOfWeightsFollowTheWeights() {
        ConvolutionGeometry geometry = new ConvolutionGeometry(3, 1, 1);
        INDArray x = random(1, 7, 7, 16);
        INDArray weights = random(32, 16, 3, 3);
        kernels.release(kernels.convolution(x, weights, geometry));
        weights.muli(2);
        kernels.parametersChanged();
        same(
                kernels.convolution(x, weights, geometry),
                reference.convolution(x, weights, geometry));
        INDArray none = weights.like();
        kernels.sgdMomentumStep(weights, random(weights.shape()), none, 0.1, 0.9, 0.01);
        same(
                kernels.convolution(x, weights, geometry),
                reference.convolution(x, weights, geometry));
    }

    @Test
    void momentumInPyTorchsForm() {
        INDArray weights = Nd4j.createFromArray(1f, 2f);
        INDArray velocity = Nd4j.createFromArray(10f, 20f);
        INDArray gradients = Nd4j.createFromArray(3f, 4f);
        kernels.sgdMomentumStep(weights, gradients, velocity, 0.1, 0.5, 0.5);
        // v = 0.5 v + (g + 0.5 w); w = w − 0.1 v
        assertThat(velocity.toFloatVector()).containsExactly(8.5f, 15f);
        assertThat(weights.getDouble(0)).isCloseTo(0.15, within(1e-6));
        assertThat(weights.getDouble(1)).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void bfloat16IsCloseAndKeepsGradientsOfWeightsInFloat32() {
        assumeTrue(
                OneDnnSupport.here().compareTo(OneDnnSupport.BFLOAT16_EMULATED) >= 0,
                "oneDNN has no bfloat16 on this processor");
        try (Kernels half = new OneDnnKernels(DataType.BFLOAT16)) {
            ConvolutionGeometry geometry = new ConvolutionGeometry(3, 2, 1);
            for (INDArray weights : List.of(random(64, 64, 3, 3), random(64, 1, 3, 3))) {
                INDArray x = random(2, 14, 14, 64);
                INDArray y = reference.convolution(x, weights, geometry);
                INDArray dy = random(y.shape());
                INDArray gradient = weights.like();
                INDArray expected = weights.like();
                INDArray xHalf = half.toActivations(x);
                INDArray result = half.convolution(xHalf, weights, geometry);
                assertThat(result.dataType()).isEqualTo(DataType.BFLOAT16);
                assertThat(difference(result, y)).isLessThan(BFLOAT16_ROUNDING);
                INDArray dx =
                        half.convolutionBackward(
                                xHalf, weights, half.toActivations(dy), gradient, geometry);
                INDArray dxExpected =
                        reference.convolutionBackward(x, weights, dy, expected, geometry);
                assertThat(difference(dx, dxExpected)).isLessThan(BFLOAT16_ROUNDING);
                assertThat(gradient.dataType()).isEqualTo(DataType.FLOAT);
                assertThat(difference(gradient, expected)).isLessThan(BFLOAT16_ROUNDING);
            }
        }
    }

    @Test
    void repeatingAnOperationTakesNoMoreNativeMemory() {
        ConvolutionGeometry geometry = new ConvolutionGeometry(3, 1, 1);
        INDArray x = random(2, 14, 14, 32);
        INDArray weights = random(32, 32, 3, 3);
        INDArray gradient = weights.like();
        BatchNorm norm = norm(32);
        long held = 0;
        for (int step = 0; step < 200; step++) {
            INDArray y = kernels.convolution(x, weights, geometry);
            BatchNorm.Forward normed = kernels.batchNormTraining(y, norm);
            kernels.release(normed.mean());
            kernels.release(normed.variance());
            kernels.release(normed.output());
            kernels.release(kernels.convolutionBackward(x, weights, y, gradient, geometry));
            kernels.release(y);
            kernels.parametersChanged();
            if (step == 5) {
                held = kernels.pool().bytes();
            }
        }
        assertThat(kernels.pool().outstanding()).isZero();
        assertThat(kernels.pool().bytes()).isEqualTo(held);
    }

    @Test
    void closingFreesWhatWasHeld() {
        convolveAndClose(); // ND4J remembers each shape it ever met
        long before = Pointer.totalBytes();
        assertThat(convolveAndClose() - before).isGreaterThan(100_000);
        // ND4J leaves the husks of closed arrays, 64 bytes each, to the garbage collector.
        assertThat(Pointer.totalBytes() - before).isLessThan(1000);
    }

    /** The native memory held just before closing. */
    private static long convolveAndClose() {
        try (Kernels other = new OneDnnKernels(DataType.FLOAT);
                INDArray x = random(4, 28, 28, 64);
                INDArray weights = random(64, 64, 3, 3)) {
            other.convolution(x, weights, new ConvolutionGeometry(3, 1, 1));
            return Pointer.totalBytes();
        }
    }

    @Test
    void spatialAttention() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.BFLOAT16}) {
            try (Kernels tested = new OneDnnKernels(type)) {
                INDArray x = random(3, 7, 7, 32);
                INDArray weights = random(1, 2, 7, 7).muli(0.1);
                INDArray dy = random(3, 7, 7, 32);
                INDArray expectedWeights = weights.like();
                INDArray actualWeights = weights.like();
                SpatialAttention expected = reference.spatialAttention(x, weights);
                INDArray activations = tested.toActivations(x);
                SpatialAttention actual = tested.spatialAttention(activations, weights);
                double rounding = type == DataType.FLOAT ? ROUNDING : BFLOAT16_ROUNDING;
                assertThat(difference(actual.output(), expected.output())).isLessThan(rounding);
                INDArray slopes = tested.toActivations(dy);
                INDArray sum = tested.sum(0.5, activations, -2, slopes);
                assertThat(difference(sum, x.mul(0.5).sub(dy.mul(2)))).isLessThan(rounding);
                INDArray dx =
                        tested.spatialAttentionBackward(
                                activations, actual, weights, slopes, actualWeights);
                INDArray expectedDx =
                        reference.spatialAttentionBackward(
                                x, expected, weights, dy, expectedWeights);
                // Rounding may make another channel the greatest, which moves a few slopes.
                assertThat(difference(dx, expectedDx)).isLessThan(10 * rounding);
                assertThat(difference(actualWeights, expectedWeights)).isLessThan(10 * rounding);
            }
        }
    }
}
