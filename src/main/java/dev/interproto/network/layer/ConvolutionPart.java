package dev.interproto.network.layer;

import dev.interproto.network.kernel.ConvolutionGeometry;
import dev.interproto.network.kernel.Kernels;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution and, if wanted, batch normalisation and PReLU; one call of the kernels in evaluation.
 */
final class ConvolutionPart implements Part {
    private final UnitRuntime unit;
    private final String convolution;
    private final Optional<String> norm;
    private final Optional<String> prelu;
    private final ConvolutionGeometry geometry;
    private final boolean first;
    private final Optional<NormPart> normPart;
    private final Optional<PReluPart> preluPart;
    private INDArray convolved;
    private INDArray normalised;

    /**
     * @param first whether the network begins here, so that nobody asks for the input's gradient
     */
    ConvolutionPart(
            UnitRuntime unit,
            String convolution,
            Optional<String> norm,
            Optional<String> prelu,
            ConvolutionGeometry geometry,
            boolean first) {
        this.unit = unit;
        this.convolution = convolution + ".weight";
        this.norm = norm;
        this.prelu = prelu;
        this.geometry = geometry;
        this.first = first;
        this.normPart = norm.map(key -> new NormPart(unit, key));
        this.preluPart = prelu.map(key -> new PReluPart(unit, key));
    }

    @Override
    public Kernels kernels() {
        return unit.kernels();
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        if (!training) {
            return inference(x, Optional.empty());
        }
        convolved = unit.kernels().convolution(x, unit.parameter(convolution), geometry);
        normalised = normPart.isPresent() ? normPart.get().forward(convolved, true) : convolved;
        return preluPart.isPresent() ? preluPart.get().forward(normalised, true) : normalised;
    }

    @Override
    public INDArray inferenceAdding(INDArray x, INDArray addend) {
        return inference(x, Optional.of(addend));
    }

    private INDArray inference(INDArray x, Optional<INDArray> addend) {
        return unit.kernels()
                .convolutionUnitInference(
                        x,
                        unit.parameter(convolution),
                        geometry,
                        norm.map(unit::norm),
                        prelu.map(key -> unit.parameter(key + ".weight")),
                        addend);
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        Kernels kernels = unit.kernels();
        INDArray gradient = dy;
        if (preluPart.isPresent()) {
            gradient = preluPart.get().backward(normalised, dy, mayOverwrite);
        }
        if (normPart.isPresent()) {
            INDArray dNormalised = gradient;
            boolean own = dNormalised != dy;
            gradient = normPart.get().backward(convolved, dNormalised, own || mayOverwrite);
            if (own && gradient != dNormalised) {
                kernels.release(dNormalised);
            }
        }
        discardActivations();
        INDArray weights = unit.parameter(convolution);
        INDArray dWeights = unit.gradient(convolution);
        INDArray dx = null;
        if (first) {
            kernels.convolutionBackwardWeights(x, weights, gradient, dWeights, geometry);
        } else {
            dx = kernels.convolutionBackward(x, weights, gradient, dWeights, geometry);
        }
        if (gradient != dy) {
            kernels.release(gradient);
        }
        return dx;
    }

    /** Gives back all but the output, which is the caller's. */
    private void discardActivations() {
        if (normalised != null && preluPart.isPresent()) {
            unit.kernels().release(normalised);
        }
        if (convolved != null && normPart.isPresent()) {
            unit.kernels().release(convolved);
        }
        convolved = null;
        normalised = null;
    }

    @Override
    public void discard() {
        normPart.ifPresent(NormPart::discard);
        discardActivations();
    }
}
