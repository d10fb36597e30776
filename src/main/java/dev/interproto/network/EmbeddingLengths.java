package dev.interproto.network;

/**
 * An output layer's configuration that may want to know how long embeddings are before they are
 * normalised: in training it then receives them as they are and brings them to unit length itself.
 * Evaluation is not touched.
 */
public interface EmbeddingLengths {
    boolean needsLengths();
}
