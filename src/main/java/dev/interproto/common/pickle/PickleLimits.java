package dev.interproto.common.pickle;

/**
 * What a pickle may take, so that none exhausts memory or time.
 *
 * @param bytes of one pickle
 * @param steps of its machine; a step takes at most about 100 bytes of memory
 * @param exact whether the input has just these bytes, so that a pickle that asks for more is cut
 *     off
 */
public record PickleLimits(long bytes, int steps, boolean exact) {
    /**
     * IR-152's state dict takes 0.3 MiB and 40,000 steps; with an optimiser's state three times
     * that.
     */
    public static final PickleLimits STATE_DICT = new PickleLimits(16 << 20, 1_000_000, false);
}
