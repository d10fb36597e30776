package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Parts one after another; keeps the activations between them for the backward pass. */
final class Sequence implements Part {
    private final Kernels kernels;
    private final List<Part> parts;
    private final List<INDArray> between = new ArrayList<>();

    Sequence(Kernels kernels, List<Part> parts) {
        this.kernels = kernels;
        this.parts = parts;
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        INDArray current = x;
        for (Part part : parts) {
            INDArray next = part.forward(current, training);
            if (current != x) {
                if (training) {
                    between.add(current);
                } else {
                    kernels.release(current);
                }
            }
            current = next;
        }
        return current;
    }

    @Override
    public INDArray inferenceAdding(INDArray x, INDArray addend) {
        INDArray current = x;
        for (Part part : parts.subList(0, parts.size() - 1)) {
            INDArray next = part.forward(current, false);
            if (current != x) {
                kernels.release(current);
            }
            current = next;
        }
        INDArray y = parts.get(parts.size() - 1).inferenceAdding(current, addend);
        if (current != x) {
            kernels.release(current);
        }
        return y;
    }

    @Override
    public Kernels kernels() {
        return kernels;
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        INDArray gradient = dy;
        for (int i = parts.size() - 1; i >= 0; i--) {
            INDArray input = i == 0 ? x : between.get(i - 1);
            boolean own = gradient != dy;
            INDArray next = parts.get(i).backward(input, gradient, own || mayOverwrite);
            if (own && next != gradient) {
                kernels.release(gradient);
            }
            if (i > 0) {
                kernels.release(input);
            }
            gradient = next;
        }
        between.clear();
        return gradient;
    }

    @Override
    public void discard() {
        parts.forEach(Part::discard);
        between.forEach(kernels::release);
        between.clear();
    }
}
