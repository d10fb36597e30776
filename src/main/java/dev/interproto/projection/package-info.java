/**
 * Looking at prototypes and embeddings: t-SNE, principal components, nearest prototypes, figures
 * for how child prototypes lie among the others and for how far a map can be trusted. Plain float
 * arrays, no ND4J; every result depends on its inputs and seed alone, never on the number of
 * threads. Floor 5: imports {@code common}, and of {@code loss} the sums of unit vectors.
 */
package dev.interproto.projection;
