package dev.interproto.loss;

import java.util.Map;

/**
 * BroadFace: prototypes learn from tens of thousands of past embeddings at once. The backbone
 * learns from the batch by ArcFace with the prototypes fixed; the prototypes learn by the mean
 * ArcFace loss of a queue of the newest embeddings, the batch's among them, with the embeddings
 * fixed (Kim, Park and Shin, ECCV 2020, arXiv 2008.06674). {@link EmbeddingQueue} compensates for
 * how far prototypes have moved since.
 *
 * <p>A step costs as much as one of ArcFace with a batch of the queue's size, the backbone left
 * out.
 *
 * @param scale s, above 0 (64)
 * @param margin m in radians, 0 to π/2 (0.5)
 * @param queue embeddings kept (32,000: 64 MB at 512 numbers each)
 */
public record BroadFace(double scale, double margin, int queue) implements MarginHead {

    @Override
    public HeadKind kind() {
        return HeadKind.BROADFACE;
    }

    @Override
    public Map<String, Double> options() {
        return kind().named(scale, margin, queue);
    }

    @Override
    public RowMargin row(double own, double norm, double[] memory) {
        AngularMargin moved = AngularMargin.of(own, margin);
        return new RowMargin(moved.target(), moved.slope());
    }
}
