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
    public Kernels kernels() {
        return kernels;
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        if (!training) {
            INDArray added = shortcut(x, false);
            INDArray y = branch.inferenceAdding(x, added);
            releaseShortcut(added, x);
            return y;
        }
        INDArray y = branch.forward(x, true);
        INDArray added = shortcut(x, true);
        kernels.addInto(y, added);
        releaseShortcut(added, x);
        return y;
    }

    private INDArray shortcut(INDArray x, boolean training) {
        if (shortcut.isPresent()) {
            return shortcut.get().forward(x, training);
        }
        return stride == 1 ? x : kernels.subsample(x, stride);
    }

    private void releaseShortcut(INDArray added, INDArray x) {
        if (added != x) {
            kernels.release(added);
        }
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        INDArray dx = branch.backward(x, dy, false);
        if (shortcut.isPresent()) {
            INDArray dShortcut = shortcut.get().backward(x, dy, mayOverwrite);
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
