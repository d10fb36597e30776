package dev.interproto.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.network.kernel.ConvolutionGeometry;
import dev.interproto.network.kernel.Nd4jKernels;
import dev.interproto.network.layer.ConvolutionUnit;
import dev.interproto.network.layer.DepthwiseUnit;
import dev.interproto.network.layer.EmbeddingLayer;
import dev.interproto.network.layer.IrUnit;
import dev.interproto.network.layer.ParameterKind;
import dev.interproto.network.layer.UnitLayer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Backward passes against central differences in float64, for every kind of unit. */
class GradientCheckTest {
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 2e-6;

    /** Random directions tried for each array. */
    private static final int DIRECTIONS = 2;

    static Stream<Arguments> units() {
        ConvolutionGeometry same = new ConvolutionGeometry(3, 1, 1);
        ConvolutionGeometry half = new ConvolutionGeometry(3, 2, 1);
        ConvolutionGeometry point = new ConvolutionGeometry(1, 1, 0);
        ConvolutionGeometry whole = new ConvolutionGeometry(4, 1, 0);
        return Stream.of(
                Arguments.of("conv 3x3", conv(3, 4, same, false, true), 5, 3),
                Arguments.of("conv 3x3 stride 2", conv(3, 4, half, false, true), 6, 3),
                Arguments.of("conv 3x3 stride 2, odd size", conv(3, 4, half, false, true), 5, 3),
                Arguments.of("conv 1x1 without PReLU", conv(3, 4, point, false, false), 4, 3),
                Arguments.of("depthwise 3x3", conv(4, 4, same, true, true), 5, 4),
                Arguments.of("depthwise 3x3 stride 2", conv(4, 4, half, true, true), 6, 4),
                Arguments.of("depthwise over all pixels", conv(4, 4, whole, true, false), 4, 4),
                Arguments.of("IR, subsampling shortcut", new IrUnit(4, 4, 2, false), 5, 4),
                Arguments.of("IR, identity shortcut", new IrUnit(4, 4, 1, false), 4, 4),
                Arguments.of("IR, convolution shortcut", new IrUnit(3, 4, 2, false), 6, 3),
                Arguments.of("IR-SE, identity", new IrUnit(16, 16, 1, true), 3, 16),
                Arguments.of("IR-SE, convolution", new IrUnit(4, 32, 2, true), 4, 4),
                Arguments.of("depthwise unit", new DepthwiseUnit(3, 5, 4, 1, false), 4, 3),
                Arguments.of(
                        "depthwise unit, stride 2", new DepthwiseUnit(3, 5, 4, 2, false), 6, 3),
                Arguments.of("depthwise unit, residual", new DepthwiseUnit(3, 3, 4, 1, true), 4, 3),
                Arguments.of("embedding of IR", EmbeddingLayer.ofIr(3, 2, 5, 0), 2, 3),
                Arguments.of("embedding with dropout", EmbeddingLayer.ofIr(3, 2, 5, 0.4), 2, 3),
                Arguments.of("embedding", EmbeddingLayer.ofMobileFaceNet(6, 5), 1, 6),
                Arguments.of(
                        "embedding with its length",
                        withLengths(EmbeddingLayer.ofIr(3, 2, 5, 0)),
                        2,
                        3));
    }

    private static EmbeddingLayer withLengths(EmbeddingLayer layer) {
        layer.keepLengthsInTraining();
        return layer;
    }

    private static UnitLayer conv(
            int in, int out, ConvolutionGeometry geometry, boolean depthwise, boolean prelu) {
        return new ConvolutionUnit(
                in, out, geometry, depthwise, prelu, false, ConvolutionUnit.Naming.NUMBERED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void backwardAgreesWithFiniteDifferences(String name, UnitLayer unit, int size, int channels) {
        Random random = new Random(name.hashCode());
        INDArray x = gaussian(random, 4, size, size, channels);
        Nd4jKernels kernels = new Nd4jKernels(DataType.DOUBLE);
        try (UnitChain chain = new UnitChain(Map.of("", unit), kernels, 7)) {
            chain.parameters()
                    .forEach(
                            (key, view) -> {
                                if (chain.kind(key) != ParameterKind.RUNNING_STATISTIC) {
                                    view.addi(gaussian(random, view.shape()).muli(0.2));
                                }
                            });
            INDArray direction = gaussian(random, forward(chain, x).shape());
            chain.last().dropoutStep(0);
            chain.forward(x, true);
            INDArray dx = chain.backward(direction.dup('c')).dup('c');
            check(name + ", input", chain, x, x, dx, direction, random);
            chain.parameters()
                    .forEach(
                            (key, view) -> {
                                INDArray gradient = chain.gradients().get(key).dup('c');
                                if (chain.kind(key) == ParameterKind.RUNNING_STATISTIC) {
                                    assertThat(gradient.amaxNumber().doubleValue()).isZero();
                                } else {
                                    String what = name + ", " + key;
                                    check(what, chain, x, view, gradient, direction, random);
                                }
                            });
        }
    }

    /** The slope along random directions of the whole array, by difference and by gradient. */
    private static void check(
            String what,
            UnitChain chain,
            INDArray x,
            INDArray varied,
            INDArray gradient,
            INDArray objective,
            Random random) {
        INDArray start = varied.dup('c');
        for (int i = 0; i < DIRECTIONS; i++) {
            INDArray direction = gaussian(random, varied.shape());
            varied.assign(start.add(direction.mul(STEP)));
            double up = objective(chain, x, objective);
            varied.assign(start.sub(direction.mul(STEP)));
            double down = objective(chain, x, objective);
            varied.assign(start);
            double difference = (up - down) / (2 * STEP);
            double slope = gradient.mul(direction).sumNumber().doubleValue();
            assertThat(Math.abs(difference - slope) / (1 + Math.abs(difference)))
                    .as("%s, direction %d: %s and %s", what, i, difference, slope)
                    .isLessThan(TOLERANCE);
        }
    }

    private static double objective(UnitChain chain, INDArray x, INDArray direction) {
        return forward(chain, x).mul(direction).sumNumber().doubleValue();
    }

    private static INDArray forward(UnitChain chain, INDArray x) {
        chain.last().dropoutStep(0);
        INDArray y = chain.forward(x, true).dup('c');
        chain.clear();
        return y;
    }

    private static INDArray gaussian(Random random, long... shape) {
        double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return Nd4j.createFromArray(values).reshape('c', shape);
    }
}
