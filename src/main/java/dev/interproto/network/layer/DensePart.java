package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * x · weightsᵀ, plus a bias if wanted, of rows that are of the parameters' type, as embeddings are:
 * unlike {@link FlatLinearPart} it never rounds to the type of activations.
 */
final class DensePart implements Part {
    private final UnitRuntime unit;
    private final String weight;
    private final String bias;
    private final boolean biased;

    DensePart(UnitRuntime unit, String key, boolean biased) {
        this.unit = unit;
        this.weight = key + ".weight";
        this.bias = key + ".bias";
        this.biased = biased;
    }

    @Override
    public Kernels kernels() {
        return unit.kernels();
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        INDArray weights = unit.parameter(weight);
        INDArray y = kernels().pool().take(x.dataType(), x.size(0), weights.size(0));
        kernels().gemm(x, false, weights, true, y, 1, 0);
        return biased ? y.addiRowVector(unit.parameter(bias)) : y;
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        kernels().gemm(dy, true, x, false, unit.gradient(weight), 1, 0);
        if (biased) {
            unit.gradient(bias).assign(dy.sum(0));
        }
        INDArray dx = kernels().pool().take(x.dataType(), x.shape());
        kernels().gemm(dy, false, unit.parameter(weight), false, dx, 1, 0);
        return dx;
    }

    @Override
    public void discard() {
        // Input and gradient are all that it needs.
    }
}
