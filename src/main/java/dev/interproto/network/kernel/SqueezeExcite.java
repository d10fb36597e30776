package dev.interproto.network.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A forward pass of squeeze and excitation (Hu et al., CVPR 2018), with what its backward pass
 * needs.
 *
 * @param output the weighed activations {@code [B, H, W, C]}, pool-owned
 * @param pooled means over the pixels {@code [B, C]}, pool-owned
 * @param hidden after the first product and ReLU {@code [B, R]}, pool-owned
 * @param gate sigmoid of the second product {@code [B, C]}, pool-owned
 */
public record SqueezeExcite(INDArray output, INDArray pooled, INDArray hidden, INDArray gate) {}
