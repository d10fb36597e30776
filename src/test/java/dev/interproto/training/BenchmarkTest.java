package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.network.kernel.Nd4jKernels;
import dev.interproto.network.kernel.TimedKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class BenchmarkTest {

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertThat(BenchmarkReport.median(new double[] {9, 1, 4})).isEqualTo(4);
        assertThat(BenchmarkReport.median(new double[] {9, 1, 4, 5})).isEqualTo(4.5);
    }

    @Test
    void aTrainingStepIsMeasuredWithItsConvolutions() {
        BenchmarkReport report =
                new Benchmark(
                                new BenchmarkRequest(
                                        BenchmarkRequest.Kind.TRAIN,
                                        "ir-small",
                                        2,
                                        "cpu",
                                        "float32",
                                        20,
                                        HeadConfiguration.ARCFACE,
                                        0.5,
                                        2))
                        .run(Progress.NONE);

        assertThat(report.imagesPerSecond())
                .isBetween(report.imagesPerSecondMin(), report.imagesPerSecondMax());
        assertThat(report.convolutionShare()).isBetween(0.01, 1.0);
        assertThat(report.peakMemoryBytes()).isGreaterThanOrEqualTo(report.memoryLateBytes());
        assertThat(report.operations()).extracting("name").contains("convolution", "gemm");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.2})
    void theHeadIsMeasuredAlone(double partialFc) {
        BenchmarkReport report =
                new Benchmark(
                                new BenchmarkRequest(
                                        BenchmarkRequest.Kind.HEAD,
                                        "ir-small",
                                        4,
                                        "cpu",
                                        "float32",
                                        50,
                                        HeadConfiguration.ARCFACE,
                                        partialFc,
                                        2))
                        .run(Progress.NONE);

        assertThat(report.convolutionShare()).isZero();
        assertThat(report.operations()).extracting("name").contains("gemm");
        // What is not sampled is not in the flat vectors that this kernel updates.
        assertThat(report.operations())
                .extracting("name")
                .satisfies(
                        names ->
                                assertThat(names.contains("sgdMomentumStep"))
                                        .isEqualTo(partialFc == 1));
    }

    @Test
    void aShareOfTheIdentitiesThatIsNoneIsRefused() {
        assertThatThrownBy(
                        () ->
                                new BenchmarkRequest(
                                        BenchmarkRequest.Kind.HEAD,
                                        "ir-small",
                                        4,
                                        "cpu",
                                        "float32",
                                        50,
                                        HeadConfiguration.ARCFACE,
                                        0,
                                        2))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("(Partial FC) is 0.0");
    }

    @Test
    void timedKernelsCountCallsAndPassFailuresOn() {
        TimedKernels timed = new TimedKernels(new Nd4jKernels());
        var a = Nd4j.ones(DataType.FLOAT, 2, 2);
        var product = Nd4j.create(DataType.FLOAT, 2, 2);
        timed.kernels().gemm(a, false, a, false, product, 1, 0);
        timed.kernels().gemm(a, false, a, false, product, 1, 0);

        assertThat(product.getDouble(0, 0)).isEqualTo(2);
        assertThat(timed.entries()).hasSize(1);
        assertThat(timed.entries().get(0).operation()).isEqualTo("gemm");
        assertThat(timed.entries().get(0).calls()).isEqualTo(2);
        timed.kernels().close();
    }
}
