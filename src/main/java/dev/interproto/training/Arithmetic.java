package dev.interproto.training;

import dev.interproto.network.Precision;

/**
 * What a network computes with, as settled from the wishes for device and precision.
 *
 * @param device for a person, such as "CPU, 2 cores"
 * @param precision {@code FLOAT32} or {@code BFLOAT16}, never {@code AUTO}
 * @param kernels for a person: which arithmetic, such as "ND4J operations, float32"
 * @param reason why this precision, one sentence
 */
public record Arithmetic(String device, Precision precision, String kernels, String reason) {

    /** The arithmetic and why, in one line for a log. */
    public String description() {
        return kernels + " (" + reason + ")";
    }
}
