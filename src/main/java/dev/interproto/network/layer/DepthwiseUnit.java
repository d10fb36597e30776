package dev.interproto.network.layer;

import dev.interproto.network.kernel.ConvolutionGeometry;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * The bottleneck of MobileFaceNet: 1 x 1 expansion, 3 x 3 depthwise convolution, both with BN and
 * PReLU, 1 x 1 projection with BN, plus the input if residual. The reference's {@code Depth_Wise}.
 */
public final class DepthwiseUnit extends UnitLayer {
    private static final long serialVersionUID = 1L;

    private int in;
    private int out;
    private int groups;
    private int stride;
    private boolean residual;

    /** For deserialisation. */
    DepthwiseUnit() {}

    /**
     * A unit.
     *
     * @param in channels of the input
     * @param out channels of the output
     * @param groups channels in between
     * @param stride of the depthwise convolution
     * @param residual whether the input is added ({@code in = out}, stride 1)
     */
    public DepthwiseUnit(int in, int out, int groups, int stride, boolean residual) {
        if (residual && (in != out || stride != 1)) {
            throw new IllegalArgumentException("a residual needs equal sizes on both ends");
        }
        this.in = in;
        this.out = out;
        this.groups = groups;
        this.stride = stride;
        this.residual = residual;
    }

    @Override
    public List<ParameterSpec> parameterSpecs() {
        return new ParameterSpecs()
                .convolution("conv.conv", groups, in, 1)
                .norm("conv.bn", groups)
                .slopes("conv.prelu", groups)
                .convolution("conv_dw.conv", groups, 1, 3)
                .norm("conv_dw.bn", groups)
                .slopes("conv_dw.prelu", groups)
                .convolution("project.conv", out, groups, 1)
                .norm("project.bn", out)
                .byKind();
    }

    @Override
    Part assemble(UnitRuntime runtime) {
        ConvolutionGeometry point = new ConvolutionGeometry(1, 1, 0);
        ConvolutionGeometry window = new ConvolutionGeometry(3, stride, 1);
        Part branch =
                new Sequence(
                        runtime.kernels(),
                        List.of(
                                block(runtime, "conv", true, point),
                                block(runtime, "conv_dw", true, window),
                                block(runtime, "project", false, point)));
        return residual ? new ResidualPart(runtime.kernels(), branch, Optional.empty(), 1) : branch;
    }

    private static Part block(
            UnitRuntime runtime, String key, boolean prelu, ConvolutionGeometry geometry) {
        return new ConvolutionPart(
                runtime,
                key + ".conv",
                Optional.of(key + ".bn"),
                prelu ? Optional.of(key + ".prelu") : Optional.empty(),
                geometry,
                false);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        var image = (InputType.InputTypeConvolutional) inputType;
        ConvolutionGeometry geometry = new ConvolutionGeometry(3, stride, 1);
        return InputType.convolutional(
                geometry.outputSize(image.getHeight()),
                geometry.outputSize(image.getWidth()),
                out,
                CNN2DFormat.NHWC);
    }
}
