package dev.interproto.network;

import dev.interproto.network.layer.AgeBranch;

/**
 * An output layer's configuration that may want more of the network in training than embeddings of
 * unit length. Its embeddings in evaluation have unit length all the same.
 */
public interface OutputNeeds {
    /**
     * Whether it wants to know how long embeddings are before they are normalised: it then receives
     * them as they are and brings them to unit length itself.
     */
    boolean needsLengths();

    /** Where ages are to be read; its running layer is then an {@link AgeReader}. */
    default AgeBranch ageBranch() {
        return AgeBranch.NONE;
    }
}
