package dev.interproto.network.exchange;

/**
 * The prototypes of a head file.
 *
 * @param identities C
 * @param embeddingSize D
 * @param prototypes [C, D] in C order, of any length
 */
public record TorchHead(int identities, int embeddingSize, float[] prototypes) {}
