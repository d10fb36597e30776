/**
 * The coarse DL4J layers the backbones are made of: convolution unit, IR unit, depthwise unit and
 * embedding layer. Each has a configuration class, parameters in the graph's flat vector and a
 * backward pass; the arithmetic is that of {@link dev.interproto.network.kernel.Kernels}.
 */
package dev.interproto.network.layer;
