package dev.interproto.loss;

/**
 * How far the similarity matrix S = ŴŴᵀ of n child prototypes lies from the identity matrix. MSE is
 * the paper's (Inter-Prototype, BMVC 2021, arXiv 2110.11630); the others are for comparison.
 */
public enum SimilarityDistance {
    /** (1/n²) Σ (S_ij − δ_ij)²: far apart enough once orthogonal; large similarities count most. */
    MSE,
    /** (1/n²) Σ |S_ij − δ_ij|: every similarity is pushed with the same force. */
    L1,
    /**
     * (1/n) Σ_i −log softmax(S_i)_i, the rows of S as logits without a scale: pushes beyond
     * orthogonal, to opposite sides. 0 is not reached: n orthogonal prototypes have ln(1 + (n −
     * 1)/e).
     */
    CE
}
