package dev.interproto.network.layer;

import dev.interproto.network.kernel.ConvolutionGeometry;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution without bias. */
final class ConvolutionPart implements Part {
    private final UnitRuntime unit;
    private final String weight;
    private final ConvolutionGeometry geometry;

    ConvolutionPart(UnitRuntime unit, String key, ConvolutionGeometry geometry) {
        this.unit = unit;
        this.weight = key + ".weight";
        this.geometry = geometry;
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        return unit.kernels().convolution(x, unit.parameter(weight), geometry);
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy) {
        return unit.kernels()
                .convolutionBackward(
                        x, unit.parameter(weight), dy, unit.gradient(weight), geometry);
    }

    @Override
    public void discard() {
        // Nothing is saved.
    }
}
