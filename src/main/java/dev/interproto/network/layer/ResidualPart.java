package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A branch added to a shortcut: the input itself, every stride-th pixel of it, or a second branch.
 */
final class ResidualPart implements Part {
    private final Kernels kernels;
    private final Part branch;
    private final Optional<Part> shortcut;
    private final int stride;

    /**
     * @param shortcut the second branch, if the shortcut is one
     * @param stride of a shortcut without arithmetic
     */
    ResidualPart(Kernels kernels, Part branch, Optional<Part> shortcut, int stride) {
        this.kernels = kernels;
        this.branch = branch;
        this.shortcut = shortcut;
        this.stride = stride;
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        INDArray y = branch.forward(x, training);
        if (shortcut.isEmpty() && stride == 1) {
            kernels.addInto(y, x);
            return y;
        }
        INDArray added =
                shortcut.isPresent()
                        ? shortcut.get().forward(x, training)
                        : kernels.subsample(x, stride);
        kernels.addInto(y, added);
        kernels.release(added);
        return y;
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy) {
        INDArray dx = branch.backward(x, dy);
        if (shortcut.isPresent()) {
            INDArray dShortcut = shortcut.get().backward(x, dy);
            kernels.addInto(dx, dShortcut);
            kernels.release(dShortcut);
        } else if (stride == 1) {
            kernels.addInto(dx, dy);
        } else {
            kernels.subsampleBackwardInto(dy, stride, dx);
        }
        return dx;
    }

    @Override
    public void discard() {
        branch.discard();
        shortcut.ifPresent(Part::discard);
    }
}
