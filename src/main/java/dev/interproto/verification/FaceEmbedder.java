package dev.interproto.verification;

import dev.interproto.face.RgbImage;
import java.util.List;

/**
 * Turns aligned faces into embeddings: a trained network and its input convention. Called from one
 * thread at a time.
 */
public interface FaceEmbedder extends AutoCloseable {

    /** For a person: the run and checkpoint, or the model file. */
    String name();

    /** The length of an embedding, such as 512. */
    int dimension();

    /**
     * Embeds faces.
     *
     * @param faces112 aligned faces of 112 × 112 pixels
     * @return one row a face, {@link #dimension()} values, of Euclidean length 1
     */
    float[][] embed(List<RgbImage> faces112);

    @Override
    void close();
}
