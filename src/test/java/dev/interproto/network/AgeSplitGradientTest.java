package dev.interproto.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.network.kernel.Nd4jKernels;
import dev.interproto.network.layer.AgeReadings;
import dev.interproto.network.layer.AttentionSplitUnit;
import dev.interproto.network.layer.LengthAgeUnit;
import dev.interproto.network.layer.ParameterKind;
import dev.interproto.network.layer.ResidualSplitUnit;
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
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Backward passes of the age branches against central differences in float64: of the output and of
 * the readings together, with the signs that adversaries reverse.
 */
class AgeSplitGradientTest {
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 2e-6;

    static Stream<Arguments> units() {
        return Stream.of(
                Arguments.of("length", new LengthAgeUnit(), new long[] {4, 5}),
                Arguments.of("residual", new ResidualSplitUnit(5, true), new long[] {4, 5}),
                Arguments.of(
                        "attention",
                        new AttentionSplitUnit(16, 3, 4, true),
                        new long[] {4, 3, 3, 16}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void backwardAgreesWithFiniteDifferences(String name, UnitLayer unit, long[] shape) {
        Random random = new Random(name.hashCode());
        INDArray x = gaussian(random, shape);
        try (UnitChain chain =
                new UnitChain(Map.of("", unit), new Nd4jKernels(DataType.DOUBLE), 7)) {
            chain.parameters()
                    .forEach(
                            (key, view) -> {
                                if (chain.kind(key) != ParameterKind.RUNNING_STATISTIC) {
                                    view.addi(gaussian(random, view.shape()).muli(0.2));
                                }
                            });
            INDArray byOutput = gaussian(random, chain.forward(x, true).shape());
            AgeReadings readings = chain.last().ageReadings().orElseThrow();
            INDArray byReadings = gaussian(random, readings.values().shape());
            readings.gradient(byReadings.dup('c'));
            INDArray dx = chain.backward(byOutput.dup('c')).dup('c');

            INDArray reversed = reversed(name, byReadings);
            check(name + ", input", chain, x, x, dx, byOutput, reversed, random);
            chain.parameters()
                    .forEach(
                            (key, view) -> {
                                if (chain.kind(key) == ParameterKind.RUNNING_STATISTIC) {
                                    return;
                                }
                                INDArray gradient = chain.gradients().get(key).dup('c');
                                boolean works = chain.kind(key) == ParameterKind.ADVERSARY;
                                // Those that are trained against the others find their own
                                // gradient reversed; MTLFace's adversary learns as it is.
                                check(
                                        name + ", " + key,
                                        chain,
                                        x,
                                        view,
                                        works ? gradient.neg() : gradient,
                                        byOutput,
                                        key.startsWith("adversary") ? byReadings : reversed,
                                        random);
                            });
        }
    }

    /** What the features are to learn from the readings: the opposite behind the reversal. */
    private static INDArray reversed(String name, INDArray byReadings) {
        INDArray reversed = byReadings.dup('c');
        if (name.equals("attention")) {
            reversed.get(NDArrayIndex.all(), NDArrayIndex.interval(108, 216)).negi();
        }
        return reversed;
    }

    private static void check(
            String what,
            UnitChain chain,
            INDArray x,
            INDArray varied,
            INDArray gradient,
            INDArray byOutput,
            INDArray byReadings,
            Random random) {
        INDArray start = varied.dup('c');
        INDArray direction = gaussian(random, varied.shape());
        varied.assign(start.add(direction.mul(STEP)));
        double up = objective(chain, x, byOutput, byReadings);
        varied.assign(start.sub(direction.mul(STEP)));
        double down = objective(chain, x, byOutput, byReadings);
        varied.assign(start);
        double difference = (up - down) / (2 * STEP);
        double slope = gradient.mul(direction).sumNumber().doubleValue();
        assertThat(Math.abs(difference - slope) / (1 + Math.abs(difference)))
                .as("%s: %s and %s", what, difference, slope)
                .isLessThan(TOLERANCE);
    }

    private static double objective(
            UnitChain chain, INDArray x, INDArray byOutput, INDArray byReadings) {
        double ofOutput = chain.forward(x, true).mul(byOutput).sumNumber().doubleValue();
        INDArray values = chain.last().ageReadings().orElseThrow().values();
        double ofReadings = values.mul(byReadings).sumNumber().doubleValue();
        chain.clear();
        return ofOutput + ofReadings;
    }

    private static INDArray gaussian(Random random, long... shape) {
        double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return Nd4j.createFromArray(values).reshape('c', shape);
    }
}
