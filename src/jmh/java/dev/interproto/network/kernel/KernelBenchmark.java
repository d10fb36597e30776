package dev.interproto.network.kernel;

import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Single kernels at the sizes of IR-50 (batch 16) and MobileFaceNet (batch 64), for each
 * implementation. Run with {@code mvn -Pjmh test-compile exec:exec}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {

    /** Implementation and precision. */
    public enum Arithmetic {
        ND4J_FLOAT32,
        ONEDNN_FLOAT32,
        ONEDNN_BFLOAT16;

        Kernels open() {
            return switch (this) {
                case ND4J_FLOAT32 -> new Nd4jKernels();
                case ONEDNN_FLOAT32 -> new OneDnnKernels(DataType.FLOAT);
                case ONEDNN_BFLOAT16 -> new OneDnnKernels(DataType.BFLOAT16);
            };
        }
    }

    /** A convolution as it stands in a backbone; its input also feeds the norm and the PReLU. */
    public enum Case {
        IR50_DENSE_112(16, 112, 64, 64, 3, 1),
        IR50_DENSE_28(16, 28, 128, 128, 3, 1),
        IR50_DENSE_14(16, 14, 256, 256, 3, 1),
        IR50_SHORTCUT_28(16, 28, 128, 256, 1, 2),
        MOBILE_POINTWISE_28(64, 28, 64, 128, 1, 1),
        MOBILE_DEPTHWISE_28(64, 28, 128, 0, 3, 1),
        MOBILE_DEPTHWISE_56_STRIDE_2(64, 56, 128, 0, 3, 2);

        private final int batch;
        private final int size;
        private final int channels;
        private final int out;
        private final ConvolutionGeometry geometry;

        /**
         * @param out channels of the output; 0 for a depthwise convolution
         */
        Case(int batch, int size, int channels, int out, int kernel, int stride) {
            this.batch = batch;
            this.size = size;
            this.channels = channels;
            this.out = out;
            this.geometry = new ConvolutionGeometry(kernel, stride, kernel / 2);
        }

        INDArray weights() {
            int k = geometry.kernel();
            return out == 0
                    ? Nd4j.randn(DataType.FLOAT, channels, 1, k, k)
                    : Nd4j.randn(DataType.FLOAT, out, channels, k, k);
        }

        INDArray input() {
            return Nd4j.randn(DataType.FLOAT, batch, size, size, channels);
        }

        INDArray outputGradient() {
            long side = geometry.outputSize(size);
            return Nd4j.randn(DataType.FLOAT, batch, side, side, out == 0 ? channels : out);
        }
    }

    @Param public Arithmetic arithmetic;
    @Param public Case shape;

    private Kernels kernels;
    private INDArray x;
    private INDArray dx;
    private INDArray dy;
    private INDArray weights;
    private INDArray dWeights;
    private INDArray slopes;
    private INDArray dSlopes;
    private INDArray dShift;
    private BatchNorm norm;

    @Setup(Level.Trial)
    public void open() {
        kernels = arithmetic.open();
        x = kernels.toActivations(shape.input());
        dx = kernels.toActivations(shape.input());
        dy = kernels.toActivations(shape.outputGradient());
        weights = shape.weights();
        dWeights = weights.like();
        slopes = Nd4j.valueArrayOf(new long[] {shape.channels}, 0.25f, DataType.FLOAT);
        dSlopes = slopes.like();
        dShift = slopes.like();
        norm =
                new BatchNorm(
                        Nd4j.ones(DataType.FLOAT, shape.channels),
                        Nd4j.zeros(DataType.FLOAT, shape.channels),
                        Nd4j.zeros(DataType.FLOAT, shape.channels),
                        Nd4j.ones(DataType.FLOAT, shape.channels));
    }

    @TearDown(Level.Trial)
    public void close() {
        kernels.close();
    }

    @Benchmark
    public void convolution() {
        kernels.release(kernels.convolution(x, weights, shape.geometry));
    }

    @Benchmark
    public void convolutionBackward() {
        kernels.release(kernels.convolutionBackward(x, weights, dy, dWeights, shape.geometry));
    }

    @Benchmark
    public void batchNormForwardAndBackward() {
        BatchNorm.Forward forward = kernels.batchNormTraining(x, norm);
        kernels.release(kernels.batchNormBackward(x, norm, forward, dx, dSlopes, dShift));
        kernels.release(forward.output());
        kernels.release(forward.mean());
        kernels.release(forward.variance());
    }

    @Benchmark
    public void prelu() {
        kernels.release(kernels.prelu(x, slopes));
    }

    @Benchmark
    public void preluBackward() {
        kernels.release(kernels.preluBackward(x, slopes, dx, dSlopes));
    }
}
