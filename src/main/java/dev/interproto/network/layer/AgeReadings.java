package dev.interproto.network.layer;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a network reads off the faces of a training batch beside their embeddings; see {@link
 * AgeBranch}. A second way out of the graph, past the layers after the branch.
 */
public interface AgeReadings {

    /** [B, A], of the parameters' type; valid after a training forward pass, the network's. */
    INDArray values();

    /**
     * Hands over the loss's derivative by the readings. The output layer does so in its backward
     * pass, which comes before that of the branch; without it the readings are not learnt from.
     *
     * @param gradient [B, A]; the network's from now on, which gives it back to its pool
     */
    void gradient(INDArray gradient);
}
