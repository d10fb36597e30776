package dev.interproto.network.layer;

import dev.interproto.network.kernel.ConvolutionGeometry;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * Convolution, batch normalisation and, if wanted, PReLU: the stem of the IR networks and the
 * reference's {@code Conv_block} and {@code Linear_block}.
 */
public final class ConvolutionUnit extends UnitLayer {
    private static final long serialVersionUID = 1L;

    /** How the reference names the three parts. */
    public enum Naming {
        /** {@code 0}, {@code 1}, {@code 2}: an {@code nn.Sequential}. */
        NUMBERED("0", "1", "2"),
        /** {@code conv}, {@code bn}, {@code prelu}: a block with fields. */
        FIELDS("conv", "bn", "prelu");

        private final String convolution;
        private final String norm;
        private final String prelu;

        Naming(String convolution, String norm, String prelu) {
            this.convolution = convolution;
            this.norm = norm;
            this.prelu = prelu;
        }
    }

    private int in;
    private int out;
    private int kernel;
    private int stride;
    private int padding;
    private boolean depthwise;
    private boolean prelu;
    private boolean first;
    private Naming naming;

    /** For deserialisation. */
    ConvolutionUnit() {}

    /**
     * A unit.
     *
     * @param in channels of the input
     * @param out channels of the output
     * @param geometry of the window
     * @param depthwise one window a channel ({@code in = out})
     * @param prelu whether a PReLU ends it
     * @param first whether the network begins with it: then it has no gradient for its input
     * @param naming how the reference names its parameters
     */
    public ConvolutionUnit(
            int in,
            int out,
            ConvolutionGeometry geometry,
            boolean depthwise,
            boolean prelu,
            boolean first,
            Naming naming) {
        if (depthwise && in != out) {
            throw new IllegalArgumentException("depthwise from " + in + " to " + out);
        }
        this.in = in;
        this.out = out;
        this.kernel = geometry.kernel();
        this.stride = geometry.stride();
        this.padding = geometry.padding();
        this.depthwise = depthwise;
        this.prelu = prelu;
        this.first = first;
        this.naming = naming;
    }

    private ConvolutionGeometry geometry() {
        return new ConvolutionGeometry(kernel, stride, padding);
    }

    @Override
    public List<ParameterSpec> parameterSpecs() {
        ParameterSpecs specs =
                new ParameterSpecs()
                        .convolution(naming.convolution, out, depthwise ? 1 : in, kernel)
                        .norm(naming.norm, out);
        return (prelu ? specs.slopes(naming.prelu, out) : specs).byKind();
    }

    @Override
    Part assemble(UnitRuntime runtime) {
        return new ConvolutionPart(
                runtime,
                naming.convolution,
                Optional.of(naming.norm),
                prelu ? Optional.of(naming.prelu) : Optional.empty(),
                geometry(),
                first);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        var image = (InputType.InputTypeConvolutional) inputType;
        return InputType.convolutional(
                geometry().outputSize(image.getHeight()),
                geometry().outputSize(image.getWidth()),
                out,
                CNN2DFormat.NHWC);
    }
}
