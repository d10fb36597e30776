package dev.interproto.network.kernel;

/**
 * A DL4J layer whose arithmetic is done by {@link Kernels}. The network hands them over once, after
 * the graph was initialised; an output layer implements this on its runtime layer.
 */
public interface KernelBound {
    void useKernels(Kernels kernels);
}
