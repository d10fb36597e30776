package dev.interproto.network.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_desc;
import org.bytedeco.javacpp.PointerScope;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolutions in training: dense, pointwise and depthwise, by oneDNN. */
final class OneDnnConvolutions {
    /** Implementations whose depthwise gradients with a stride take 70 ms where others take 2. */
    private static final String SLOW_DEPTHWISE = "brgconv";

    /**
     * For the weight gradient of 1 x 1 convolutions in float32, up to twice as fast as oneDNN's
     * first choice at MobileFaceNet's sizes (17.7 and 9.4 ms for 64 to 128 channels at 56 x 56,
     * batch 64).
     */
    private static final String FAST_POINTWISE = "x64:gemm";

    /** One convolution, with all that decides how it is computed. */
    record Shape(
            DataType type,
            long batch,
            long height,
            long width,
            long in,
            long out,
            boolean depthwise,
            ConvolutionGeometry geometry) {

        static Shape of(INDArray x, INDArray weights, ConvolutionGeometry geometry) {
            boolean depthwise = weights.size(1) == 1 && x.size(3) > 1;
            return new Shape(
                    x.dataType(),
                    x.size(0),
                    x.size(1),
                    x.size(2),
                    x.size(3),
                    weights.size(0),
                    depthwise,
                    geometry);
        }

        long[] outputShape() {
            return new long[] {batch, geometry.outputSize(height), geometry.outputSize(width), out};
        }

        long[] strides() {
            return new long[] {geometry.stride(), geometry.stride()};
        }

        long[] padding() {
            return new long[] {geometry.padding(), geometry.padding()};
        }

        memory.desc source() {
            return OneDnn.activations(type, batch, height, width, in);
        }

        memory.desc destination() {
            long[] shape = outputShape();
            return OneDnn.activations(type, batch, shape[1], shape[2], out);
        }

        private long[] weightSizes() {
            int k = geometry.kernel();
            return depthwise ? new long[] {out, 1, 1, k, k} : new long[] {out, in, k, k};
        }

        /** The weights as the network holds them. */
        memory.desc plainWeights() {
            return new memory.desc(
                    weightSizes(),
                    memory.data_type.f32,
                    depthwise ? memory.format_tag.goihw : memory.format_tag.oihw);
        }

        /** The weights in a layout that oneDNN chooses. */
        memory.desc anyWeights(DataType weightType) {
            return new memory.desc(weightSizes(), OneDnn.type(weightType), memory.format_tag.any);
        }
    }

    /** A primitive and the layout in which it takes or gives the weights. */
    private record Step(OneDnnOperation operation, OneDnnWeights.Layout layout) {}

    private final OneDnn oneDnn;
    private final OneDnnWeights weightCopies;
    private final TensorPool pool;
    private final Map<Shape, Step> forward = new HashMap<>();
    private final Map<Shape, Step> backwardData = new HashMap<>();
    private final Map<Shape, Step> backwardWeights = new HashMap<>();

    OneDnnConvolutions(OneDnn oneDnn, OneDnnWeights weightCopies, TensorPool pool) {
        this.oneDnn = oneDnn;
        this.weightCopies = weightCopies;
        this.pool = pool;
    }

    INDArray forward(INDArray x, INDArray weights, ConvolutionGeometry geometry) {
        Shape shape = Shape.of(x, weights, geometry);
        Step step = scoped(forward, shape, this::makeForward);
        INDArray y = pool.take(shape.type(), shape.outputShape());
        long copy = weightCopies.in(step.layout(), OneDnn.address(weights));
        step.operation().run(OneDnn.address(x), copy, OneDnn.address(y));
        return y;
    }

    INDArray backwardData(INDArray x, INDArray weights, INDArray dy, ConvolutionGeometry geometry) {
        Shape shape = Shape.of(x, weights, geometry);
        Step step = scoped(backwardData, shape, this::makeBackwardData);
        INDArray dx = pool.take(shape.type(), x.shape());
        long copy = weightCopies.in(step.layout(), OneDnn.address(weights));
        step.operation().run(OneDnn.address(dy), copy, OneDnn.address(dx));
        return dx;
    }

    void backwardWeights(
            INDArray x,
            INDArray weights,
            INDArray dy,
            INDArray dWeights,
            ConvolutionGeometry geometry) {
        Shape shape = Shape.of(x, weights, geometry);
        Step step = scoped(backwardWeights, shape, this::makeBackwardWeights);
        long gradient = OneDnn.address(dWeights);
        long target = weightCopies.gradientTarget(step.layout(), gradient);
        step.operation().run(OneDnn.address(x), OneDnn.address(dy), target);
        weightCopies.deliver(step.layout(), gradient);
    }

    private interface Maker {
        Step make(Shape shape);
    }

    private static Step scoped(Map<Shape, Step> known, Shape shape, Maker maker) {
        Step step = known.get(shape);
        if (step == null) {
            try (PointerScope temporary = new PointerScope()) {
                step = maker.make(shape);
                known.put(shape, step);
            }
        }
        return step;
    }

    private convolution_forward.primitive_desc forwardDescription(Shape shape) {
        return new convolution_forward.primitive_desc(
                oneDnn.engine(),
                dnnl.prop_kind.forward_training,
                dnnl.algorithm.convolution_direct,
                shape.source(),
                shape.anyWeights(shape.type()),
                shape.destination(),
                shape.strides(),
                shape.padding(),
                shape.padding(),
                OneDnn.attributes(),
                false);
    }

    private Step makeForward(Shape shape) {
        var description = forwardDescription(shape);
        memory.desc weights = description.weights_desc();
        return new Step(
                oneDnn.bind(
                        description,
                        new convolution_forward(description),
                        OneDnn.argument(DNNL_ARG_SRC, shape.source()),
                        OneDnn.argument(DNNL_ARG_WEIGHTS, weights),
                        OneDnn.argument(DNNL_ARG_DST, shape.destination())),
                weightCopies.layout(shape.plainWeights(), weights));
    }

    private Step makeBackwardData(Shape shape) {
        var description =
                new convolution_backward_data.primitive_desc(
                        oneDnn.engine(),
                        dnnl.algorithm.convolution_direct,
                        shape.source(),
                        shape.anyWeights(shape.type()),
                        shape.destination(),
                        shape.strides(),
                        shape.padding(),
                        shape.padding(),
                        forwardDescription(shape),
                        OneDnn.attributes(),
                        false);
        if (shape.depthwise()) {
            avoidSlow(description);
        }
        memory.desc weights = description.weights_desc();
        return new Step(
                oneDnn.bind(
                        description,
                        new convolution_backward_data(description),
                        OneDnn.argument(DNNL_ARG_DIFF_DST, shape.destination()),
                        OneDnn.argument(DNNL_ARG_WEIGHTS, weights),
                        OneDnn.argument(DNNL_ARG_DIFF_SRC, shape.source())),
                weightCopies.layout(shape.plainWeights(), weights));
    }

    private static void avoidSlow(primitive_desc description) {
        while (description.impl_info_str().getString().startsWith(SLOW_DEPTHWISE)) {
            if (!description.next_impl()) {
                return;
            }
        }
    }

    private Step makeBackwardWeights(Shape shape) {
        var description = weightsDescription(shape);
        if (shape.type() == DataType.FLOAT && shape.geometry().isPointwise()) {
            description = asProduct(description, shape);
        }
        memory.desc weights = description.diff_weights_desc();
        return new Step(
                oneDnn.bind(
                        description,
                        new convolution_backward_weights(description),
                        OneDnn.argument(DNNL_ARG_SRC, shape.source()),
                        OneDnn.argument(DNNL_ARG_DIFF_DST, shape.destination()),
                        OneDnn.argument(DNNL_ARG_DIFF_WEIGHTS, weights)),
                weightCopies.layout(shape.plainWeights(), weights));
    }

    /** The implementation by a plain matrix product, or the first where there is none. */
    private convolution_backward_weights.primitive_desc asProduct(
            convolution_backward_weights.primitive_desc first, Shape shape) {
        while (!first.impl_info_str().getString().startsWith(FAST_POINTWISE)) {
            if (!first.next_impl()) {
                return weightsDescription(shape);
            }
        }
        return first;
    }

    private convolution_backward_weights.primitive_desc weightsDescription(Shape shape) {
        return new convolution_backward_weights.primitive_desc(
                oneDnn.engine(),
                dnnl.algorithm.convolution_direct,
                shape.source(),
                shape.anyWeights(DataType.FLOAT),
                shape.destination(),
                shape.strides(),
                shape.padding(),
                shape.padding(),
                forwardDescription(shape),
                OneDnn.attributes(),
                false);
    }
}
