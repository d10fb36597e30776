package dev.interproto.verification;

import dev.interproto.face.RgbImage;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How alike two faces are, and the verdict where an evaluation allows one.
 *
 * @param cropA the first face as the network read it, 112×112
 * @param cropB the second
 * @param similarity cosine of the two embeddings, −1 to 1
 * @param threshold at or above which they count as the same person; absent without an evaluation
 * @param same the verdict; absent without a threshold
 * @param probability 0 to 1 that they are the same person, by the evaluation's calibration; absent
 *     without one
 * @param thresholdOrigin where the threshold comes from or, without one, how to get one
 */
public record Comparison(
        RgbImage cropA,
        RgbImage cropB,
        double similarity,
        OptionalDouble threshold,
        Optional<Boolean> same,
        OptionalDouble probability,
        String thresholdOrigin) {}
