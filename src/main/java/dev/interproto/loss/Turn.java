package dev.interproto.loss;

import dev.interproto.network.layer.ParameterKind;

/** Which parameters an update changes, where some train in turns with the others. */
public enum Turn {
    /** All. */
    ALL,
    /** Those that work against the others, alone. */
    ADVERSARY,
    /** All but those. */
    OTHERS;

    /** Whether parameters of a kind are changed. */
    public boolean changes(ParameterKind kind) {
        return this == ALL || (this == ADVERSARY) == (kind == ParameterKind.ADVERSARY);
    }
}
