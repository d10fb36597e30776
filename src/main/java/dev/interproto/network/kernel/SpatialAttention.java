package dev.interproto.network.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A forward pass of spatial attention (Woo et al., "CBAM", ECCV 2018), with what its backward pass
 * needs.
 *
 * @param output the weighed activations {@code [B, H, W, C]}, pool-owned
 * @param gate weight of each pixel, 0 to 1, {@code [B·H·W]}
 * @param summary greatest and mean channel of each pixel, {@code [B·H·W·2]}
 * @param greatest which channel of each pixel is greatest, {@code [B·H·W]}
 */
public record SpatialAttention(INDArray output, double[] gate, double[] summary, int[] greatest) {}
