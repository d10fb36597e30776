package dev.interproto.network.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.PointerScope;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions in evaluation, by oneDNN: batch normalisation is folded into weights and a bias,
 * PReLU and the addition of a shortcut are done while the results are still in registers.
 */
final class OneDnnFusedConvolutions implements AutoCloseable {
    private record Key(
            OneDnnConvolutions.Shape shape, boolean bias, boolean slopes, boolean addend) {}

    private record Step(OneDnnOperation operation, OneDnnWeights.Layout layout) {}

    /** Weights with the normalisation folded in, and what remains of it as a bias. */
    private static final class Folded implements AutoCloseable {
        private final NativeBuffer weights = new NativeBuffer();
        private final NativeBuffer bias = new NativeBuffer();
        private long version = -1;

        @Override
        public void close() {
            weights.close();
            bias.close();
        }
    }

    private final OneDnn oneDnn;
    private final OneDnnWeights weightCopies;
    private final TensorPool pool;
    private final Map<Key, Step> steps = new HashMap<>();
    private final Map<Long, Folded> folded = new HashMap<>();
    private final HostFloats host = new HostFloats();

    OneDnnFusedConvolutions(OneDnn oneDnn, OneDnnWeights weightCopies, TensorPool pool) {
        this.oneDnn = oneDnn;
        this.weightCopies = weightCopies;
        this.pool = pool;
    }

    INDArray run(
            INDArray x,
            INDArray weights,
            ConvolutionGeometry geometry,
            Optional<BatchNorm> norm,
            Optional<INDArray> slopes,
            Optional<INDArray> addend) {
        Key key =
                new Key(
                        OneDnnConvolutions.Shape.of(x, weights, geometry),
                        norm.isPresent(),
                        slopes.isPresent(),
                        addend.isPresent());
        Step step = steps.get(key);
        if (step == null) {
            try (PointerScope temporary = new PointerScope()) {
                step = make(key);
                steps.put(key, step);
            }
        }
        INDArray y = pool.take(key.shape().type(), key.shape().outputShape());
        long[] addresses = new long[step.operation().arguments()];
        long plainWeights = OneDnn.address(weights);
        int next = 3;
        if (norm.isPresent()) {
            Folded known = fold(weights, norm.get());
            plainWeights = known.weights.address();
            addresses[next++] = known.bias.address();
        }
        if (slopes.isPresent()) {
            addresses[next++] = OneDnn.address(slopes.get());
        }
        if (addend.isPresent()) {
            addresses[next] = OneDnn.address(addend.get());
        }
        addresses[0] = OneDnn.address(x);
        addresses[1] = weightCopies.in(step.layout(), plainWeights);
        addresses[2] = OneDnn.address(y);
        step.operation().run(addresses);
        return y;
    }

    private Folded fold(INDArray weights, BatchNorm norm) {
        Folded known = folded.computeIfAbsent(OneDnn.address(weights), address -> new Folded());
        if (known.version != weightCopies.version()) {
            known.weights.atLeast(weights.length() * Float.BYTES);
            known.bias.atLeast(weights.size(0) * Float.BYTES);
            write(weights, norm, known);
            known.version = weightCopies.version();
        }
        return known;
    }

    private void write(INDArray weights, BatchNorm norm, Folded target) {
        float[] values = read(weights);
        float[] scale = read(norm.scale());
        float[] shift = read(norm.shift());
        float[] mean = read(norm.runningMean());
        float[] variance = read(norm.runningVariance());
        int window = values.length / scale.length;
        float[] bias = new float[scale.length];
        for (int out = 0; out < scale.length; out++) {
            double factor = scale[out] / Math.sqrt(variance[out] + BatchNorm.EPSILON);
            for (int i = out * window; i < (out + 1) * window; i++) {
                values[i] = (float) (values[i] * factor);
            }
            bias[out] = (float) (shift[out] - mean[out] * factor);
        }
        host.write(target.weights.address(), values);
        host.write(target.bias.address(), bias);
    }

    private float[] read(INDArray array) {
        return host.read(OneDnn.address(array), Math.toIntExact(array.length()));
    }

    private Step make(Key key) {
        OneDnnConvolutions.Shape shape = key.shape();
        List<OneDnn.Argument> more = new ArrayList<>();
        primitive_attr attributes = OneDnn.attributes();
        post_ops after = new post_ops();
        if (key.slopes()) {
            after.append_prelu(1 << 1); // one slope a channel
            more.add(
                    OneDnn.argument(
                            DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | DNNL_ARG_WEIGHTS,
                            OneDnn.vector(shape.out())));
        }
        if (key.addend()) {
            more.add(
                    OneDnn.argument(
                            DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (after.len() + 1)
                                    | DNNL_ARG_SRC_1,
                            shape.destination()));
            after.append_binary(dnnl.algorithm.binary_add, shape.destination());
        }
        attributes.set_post_ops(after);
        memory.desc bias = key.bias() ? OneDnn.vector(shape.out()) : new memory.desc();
        var description =
                new convolution_forward.primitive_desc(
                        oneDnn.engine(),
                        dnnl.prop_kind.forward_inference,
                        dnnl.algorithm.convolution_direct,
                        shape.source(),
                        shape.anyWeights(shape.type()),
                        bias,
                        shape.destination(),
                        shape.strides(),
                        shape.padding(),
                        shape.padding(),
                        attributes,
                        false);
        memory.desc weights = description.weights_desc();
        List<OneDnn.Argument> all = new ArrayList<>();
        all.add(OneDnn.argument(DNNL_ARG_SRC, shape.source()));
        all.add(OneDnn.argument(DNNL_ARG_WEIGHTS, weights));
        all.add(OneDnn.argument(DNNL_ARG_DST, shape.destination()));
        if (key.bias()) {
            all.add(OneDnn.argument(DNNL_ARG_BIAS, bias));
        }
        all.addAll(more);
        return new Step(
                oneDnn.bind(
                        description,
                        new convolution_forward(description),
                        all.toArray(OneDnn.Argument[]::new)),
                weightCopies.layout(shape.plainWeights(), weights));
    }

    @Override
    public void close() {
        folded.values().forEach(Folded::close);
        folded.clear();
    }
}
