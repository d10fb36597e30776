/**
 * The arithmetic of the layers behind one interface, {@link dev.interproto.network.kernel.Kernels},
 * and the pool their buffers come from. Activations are {@code [B, H, W, C]} in C order,
 * convolution weights {@code [out, in / groups, kh, kw]} as PyTorch keeps them.
 */
package dev.interproto.network.kernel;
