package dev.interproto.network.layer;

import dev.interproto.network.kernel.ConvolutionGeometry;
import dev.interproto.network.kernel.Kernels;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution, batch normalisation and, if wanted, PReLU; one call of the kernels in evaluation.
 */
final class ConvolutionNormPart implements Part {
    private final UnitRuntime unit;
    private final String convolution;
    private final String norm;
    private final Optional<String> prelu;
    private final ConvolutionGeometry geometry;
    private final boolean first;
    private final NormPart normPart;
    private final Optional<PReluPart> preluPart;
    private INDArray convolved;
    private INDArray normalised;

    /**
     * @param first whether the network begins here, so that nobody asks for the input's gradient
     */
    ConvolutionNormPart(
            UnitRuntime unit,
            String convolution,
            String norm,
            Optional<String> prelu,
            ConvolutionGeometry geometry,
            boolean first) {
        this.unit = unit;
        this.convolution = convolution + ".weight";
        this.norm = norm;
        this.prelu = prelu;
        this.geometry = geometry;
        this.first = first;
        this.normPart = new NormPart(unit, norm);
        this.preluPart = prelu.map(key -> new PReluPart(unit, key));
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        Kernels kernels = unit.kernels();
        INDArray weights = unit.parameter(convolution);
        if (!training) {
            Optional<INDArray> slopes = prelu.map(key -> unit.parameter(key + ".weight"));
            return kernels.convolutionUnitInference(x, weights, geometry, unit.norm(norm), slopes);
        }
        convolved = kernels.convolution(x, weights, geometry);
        INDArray output = normPart.forward(convolved, true);
        if (preluPart.isEmpty()) {
            return output;
        }
        normalised = output;
        return preluPart.get().forward(normalised, true);
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy) {
        Kernels kernels = unit.kernels();
        INDArray dNormalised = dy;
        if (preluPart.isPresent()) {
            dNormalised = preluPart.get().backward(normalised, dy);
            kernels.release(normalised);
        }
        INDArray dConvolved = normPart.backward(convolved, dNormalised);
        kernels.release(convolved);
        if (dNormalised != dy) {
            kernels.release(dNormalised);
        }
        convolved = null;
        normalised = null;
        INDArray weights = unit.parameter(convolution);
        INDArray dWeights = unit.gradient(convolution);
        INDArray dx = null;
        if (first) {
            kernels.convolutionBackwardWeights(x, weights, dConvolved, dWeights, geometry);
        } else {
            dx = kernels.convolutionBackward(x, weights, dConvolved, dWeights, geometry);
        }
        kernels.release(dConvolved);
        return dx;
    }

    @Override
    public void discard() {
        normPart.discard();
        if (convolved != null) {
            unit.kernels().release(convolved);
            convolved = null;
        }
        if (normalised != null) {
            unit.kernels().release(normalised);
            normalised = null;
        }
    }
}
