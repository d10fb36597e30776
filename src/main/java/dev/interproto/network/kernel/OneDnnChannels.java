package dev.interproto.network.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.prelu_backward;
import org.bytedeco.dnnl.prelu_forward;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is done channel by channel: batch normalisation and PReLU, by oneDNN. */
final class OneDnnChannels {
    private enum Kind {
        NORM_TRAINING,
        NORM_INFERENCE,
        NORM_BACKWARD,
        PRELU,
        PRELU_BACKWARD
    }

    private record Key(Kind kind, DataType type, long b, long h, long w, long c) {
        static Key of(Kind kind, INDArray x) {
            return x.rank() == 2
                    ? new Key(kind, x.dataType(), x.size(0), 1, 1, x.size(1))
                    : new Key(kind, x.dataType(), x.size(0), x.size(1), x.size(2), x.size(3));
        }
    }

    private static final int AFFINE =
            dnnl.normalization_flags.use_scale.value | dnnl.normalization_flags.use_shift.value;

    private final OneDnn oneDnn;
    private final TensorPool pool;
    private final HostFloats host = new HostFloats();

    OneDnnChannels(OneDnn oneDnn, TensorPool pool) {
        this.oneDnn = oneDnn;
        this.pool = pool;
    }

    BatchNorm.Forward normTraining(INDArray x, BatchNorm parameters) {
        long channels = x.size(-1);
        INDArray y = pool.take(x.dataType(), x.shape());
        INDArray mean = pool.take(DataType.FLOAT, channels);
        INDArray variance = pool.take(DataType.FLOAT, channels);
        oneDnn.operation(Key.of(Kind.NORM_TRAINING, x), () -> makeForward(x, true))
                .run(
                        OneDnn.address(x),
                        OneDnn.address(parameters.scale()),
                        OneDnn.address(parameters.shift()),
                        OneDnn.address(mean),
                        OneDnn.address(variance),
                        OneDnn.address(y));
        double count = (double) x.length() / channels;
        follow(parameters.runningMean(), mean, 1);
        follow(parameters.runningVariance(), variance, count > 1 ? count / (count - 1) : 1);
        return new BatchNorm.Forward(y, mean, variance);
    }

    /** running = 0.9 · running + 0.1 · factor · batch. */
    private void follow(INDArray running, INDArray batch, double factor) {
        int length = (int) running.length();
        float[] now = host.read(OneDnn.address(batch), length);
        float[] values = host.read(OneDnn.address(running), length);
        float keep = (float) (1 - BatchNorm.MOMENTUM);
        float take = (float) (BatchNorm.MOMENTUM * factor);
        for (int i = 0; i < length; i++) {
            values[i] = keep * values[i] + take * now[i];
        }
        host.write(OneDnn.address(running), values);
    }

    INDArray normInference(INDArray x, BatchNorm parameters) {
        INDArray y = pool.take(x.dataType(), x.shape());
        oneDnn.operation(Key.of(Kind.NORM_INFERENCE, x), () -> makeForward(x, false))
                .run(
                        OneDnn.address(x),
                        OneDnn.address(parameters.scale()),
                        OneDnn.address(parameters.shift()),
                        OneDnn.address(parameters.runningMean()),
                        OneDnn.address(parameters.runningVariance()),
                        OneDnn.address(y));
        return y;
    }

    private OneDnnOperation makeForward(INDArray x, boolean training) {
        memory.desc values = OneDnn.activations(x);
        memory.desc channels = OneDnn.vector(x.size(-1));
        var description = forwardDescription(values, training);
        return oneDnn.bind(
                description,
                new batch_normalization_forward(description),
                OneDnn.argument(DNNL_ARG_SRC, values),
                OneDnn.argument(DNNL_ARG_SCALE, channels),
                OneDnn.argument(DNNL_ARG_SHIFT, channels),
                OneDnn.argument(DNNL_ARG_MEAN, channels),
                OneDnn.argument(DNNL_ARG_VARIANCE, channels),
                OneDnn.argument(DNNL_ARG_DST, values));
    }

    private batch_normalization_forward.primitive_desc forwardDescription(
            memory.desc values, boolean training) {
        int global = dnnl.normalization_flags.use_global_stats.value;
        return new batch_normalization_forward.primitive_desc(
                oneDnn.engine(),
                (training ? dnnl.prop_kind.forward_training : dnnl.prop_kind.forward_inference)
                        .value,
                values,
                values,
                (float) BatchNorm.EPSILON,
                training ? AFFINE : AFFINE | global,
                OneDnn.attributes(),
                false);
    }

    INDArray normBackward(
            INDArray x,
            BatchNorm parameters,
            BatchNorm.Forward forward,
            INDArray dy,
            INDArray dScale,
            INDArray dShift,
            boolean mayOverwrite) {
        INDArray dx = mayOverwrite ? dy : pool.take(x.dataType(), x.shape());
        oneDnn.operation(Key.of(Kind.NORM_BACKWARD, x), () -> makeBackward(x))
                .run(
                        OneDnn.address(x),
                        OneDnn.address(forward.mean()),
                        OneDnn.address(forward.variance()),
                        OneDnn.address(dy),
                        OneDnn.address(parameters.scale()),
                        OneDnn.address(dx),
                        OneDnn.address(dScale),
                        OneDnn.address(dShift));
        return dx;
    }

    private OneDnnOperation makeBackward(INDArray x) {
        memory.desc values = OneDnn.activations(x);
        memory.desc channels = OneDnn.vector(x.size(-1));
        var description =
                new batch_normalization_backward.primitive_desc(
                        oneDnn.engine(),
                        dnnl.prop_kind.backward.value,
                        values,
                        values,
                        values,
                        (float) BatchNorm.EPSILON,
                        AFFINE,
                        forwardDescription(values, true),
                        OneDnn.attributes(),
                        false);
        return oneDnn.bind(
                description,
                new batch_normalization_backward(description),
                OneDnn.argument(DNNL_ARG_SRC, values),
                OneDnn.argument(DNNL_ARG_MEAN, channels),
                OneDnn.argument(DNNL_ARG_VARIANCE, channels),
                OneDnn.argument(DNNL_ARG_DIFF_DST, values),
                OneDnn.argument(DNNL_ARG_SCALE, channels),
                OneDnn.argument(DNNL_ARG_DIFF_SRC, values),
                OneDnn.argument(DNNL_ARG_DIFF_SCALE, channels),
                OneDnn.argument(DNNL_ARG_DIFF_SHIFT, channels));
    }

    INDArray prelu(INDArray x, INDArray slopes) {
        INDArray y = pool.take(x.dataType(), x.shape());
        oneDnn.operation(Key.of(Kind.PRELU, x), () -> makePrelu(x))
                .run(OneDnn.address(x), OneDnn.address(slopes), OneDnn.address(y));
        return y;
    }

    private static memory.desc slopes(INDArray x) {
        return OneDnn.activations(DataType.FLOAT, 1, 1, 1, x.size(-1));
    }

    private prelu_forward.primitive_desc preluDescription(INDArray x) {
        memory.desc values = OneDnn.activations(x);
        return new prelu_forward.primitive_desc(
                oneDnn.engine(),
                dnnl.prop_kind.forward_training,
                values,
                slopes(x),
                values,
                OneDnn.attributes(),
                false);
    }

    private OneDnnOperation makePrelu(INDArray x) {
        var description = preluDescription(x);
        return oneDnn.bind(
                description,
                new prelu_forward(description),
                OneDnn.argument(DNNL_ARG_SRC, OneDnn.activations(x)),
                OneDnn.argument(DNNL_ARG_WEIGHTS, slopes(x)),
                OneDnn.argument(DNNL_ARG_DST, OneDnn.activations(x)));
    }

    INDArray preluBackward(
            INDArray x, INDArray slopes, INDArray dy, INDArray dSlopes, boolean mayOverwrite) {
        INDArray dx = mayOverwrite ? dy : pool.take(x.dataType(), x.shape());
        oneDnn.operation(Key.of(Kind.PRELU_BACKWARD, x), () -> makePreluBackward(x))
                .run(
                        OneDnn.address(x),
                        OneDnn.address(slopes),
                        OneDnn.address(dy),
                        OneDnn.address(dx),
                        OneDnn.address(dSlopes));
        return dx;
    }

    private OneDnnOperation makePreluBackward(INDArray x) {
        memory.desc values = OneDnn.activations(x);
        var description =
                new prelu_backward.primitive_desc(
                        oneDnn.engine(),
                        values,
                        slopes(x),
                        values,
                        slopes(x),
                        values,
                        preluDescription(x),
                        OneDnn.attributes(),
                        false);
        return oneDnn.bind(
                description,
                new prelu_backward(description),
                OneDnn.argument(DNNL_ARG_SRC, values),
                OneDnn.argument(DNNL_ARG_WEIGHTS, slopes(x)),
                OneDnn.argument(DNNL_ARG_DIFF_DST, values),
                OneDnn.argument(DNNL_ARG_DIFF_SRC, values),
                OneDnn.argument(DNNL_ARG_DIFF_WEIGHTS, slopes(x)));
    }
}
