package dev.interproto.verification;

import dev.interproto.dataset.VerificationPair;

/**
 * A pair and how alike its two faces are.
 *
 * @param similarity cosine of the two embeddings, −1 to 1
 */
public record ScoredPair(VerificationPair pair, double similarity) {

    /** Whether the pair is called the same person at a threshold. */
    public boolean acceptedAt(double threshold) {
        return similarity >= threshold;
    }

    /** Whether that verdict is right. */
    public boolean rightAt(double threshold) {
        return acceptedAt(threshold) == pair.same();
    }
}
