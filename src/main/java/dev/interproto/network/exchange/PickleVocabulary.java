package dev.interproto.network.exchange;

import dev.interproto.network.exchange.PickleValue.Global;
import java.util.List;

/** The few names that a pickle may refer to, and what they mean here. */
interface PickleVocabulary {
    /** Whether the pickle may name this. */
    boolean knows(Global global);

    /**
     * What a call of a known name stands for.
     *
     * @throws dev.interproto.common.UserFacingException where it is not to be called, or not with
     *     these arguments
     */
    PickleValue call(Global global, List<PickleValue> arguments);

    /** What a persistent identifier stands for; throws likewise. */
    PickleValue persistent(PickleValue id);
}
