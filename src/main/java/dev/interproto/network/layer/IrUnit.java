package dev.interproto.network.layer;

import dev.interproto.network.kernel.ConvolutionGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * The residual unit of ArcFace's improved ResNet: BN, conv 3 x 3, PReLU, conv 3 x 3 with stride,
 * BN, squeeze and excitation if wanted, plus the shortcut (every stride-th pixel, or conv 1 x 1 and
 * BN where the channels change). The reference's {@code bottleneck_IR} and {@code
 * bottleneck_IR_SE}.
 */
public final class IrUnit extends UnitLayer {
    private static final long serialVersionUID = 1L;

    /** Channels are squeezed to a sixteenth, as in the reference. */
    private static final int REDUCTION = 16;

    private int in;
    private int depth;
    private int stride;
    private boolean squeezeExcite;

    /** For deserialisation. */
    IrUnit() {}

    /**
     * A unit.
     *
     * @param in channels of the input
     * @param depth channels of the output
     * @param stride of the second convolution and the shortcut
     * @param squeezeExcite whether the channels are weighed
     */
    public IrUnit(int in, int depth, int stride, boolean squeezeExcite) {
        this.in = in;
        this.depth = depth;
        this.stride = stride;
        this.squeezeExcite = squeezeExcite;
    }

    @Override
    public List<ParameterSpec> parameterSpecs() {
        ParameterSpecs specs = new ParameterSpecs();
        if (in != depth) {
            specs.convolution("shortcut_layer.0", depth, in, 1).norm("shortcut_layer.1", depth);
        }
        specs.norm("res_layer.0", in)
                .convolution("res_layer.1", depth, in, 3)
                .slopes("res_layer.2", depth)
                .convolution("res_layer.3", depth, depth, 3)
                .norm("res_layer.4", depth);
        if (squeezeExcite) {
            specs.convolution("res_layer.5.fc1", depth / REDUCTION, depth, 1)
                    .convolution("res_layer.5.fc2", depth, depth / REDUCTION, 1);
        }
        return specs.byKind();
    }

    @Override
    Part assemble(UnitRuntime runtime) {
        List<Part> branch = new ArrayList<>();
        branch.add(new NormPart(runtime, "res_layer.0"));
        branch.add(
                new ConvolutionPart(
                        runtime,
                        "res_layer.1",
                        Optional.empty(),
                        Optional.of("res_layer.2"),
                        new ConvolutionGeometry(3, 1, 1),
                        false));
        branch.add(
                new ConvolutionPart(
                        runtime,
                        "res_layer.3",
                        Optional.of("res_layer.4"),
                        Optional.empty(),
                        new ConvolutionGeometry(3, stride, 1),
                        false));
        if (squeezeExcite) {
            branch.add(new SqueezeExcitePart(runtime, "res_layer.5"));
        }
        return new ResidualPart(
                runtime.kernels(),
                new Sequence(runtime.kernels(), branch),
                in == depth ? Optional.empty() : Optional.of(shortcut(runtime)),
                stride);
    }

    private Part shortcut(UnitRuntime runtime) {
        return new ConvolutionPart(
                runtime,
                "shortcut_layer.0",
                Optional.of("shortcut_layer.1"),
                Optional.empty(),
                new ConvolutionGeometry(1, stride, 0),
                false);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        var image = (InputType.InputTypeConvolutional) inputType;
        ConvolutionGeometry geometry = new ConvolutionGeometry(3, stride, 1);
        return InputType.convolutional(
                geometry.outputSize(image.getHeight()),
                geometry.outputSize(image.getWidth()),
                depth,
                CNN2DFormat.NHWC);
    }
}
