package dev.interproto.network.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows of unit length.
 *
 * @param output {@code [B, D]}, pool-owned
 * @param norms their lengths before {@code [B, 1]}, pool-owned
 */
public record NormalisedRows(INDArray output, INDArray norms) {}
