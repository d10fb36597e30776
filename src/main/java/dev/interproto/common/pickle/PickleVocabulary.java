package dev.interproto.common.pickle;

import dev.interproto.common.pickle.PickleValue.Global;
import java.util.List;

/** The few names that a pickle may refer to, and what they mean here. */
public interface PickleVocabulary {
    /** Whether the pickle may name this. */
    boolean knows(Global global);

    /**
     * What a call of a known name stands for.
     *
     * @throws dev.interproto.common.UserFacingException where it is not to be called, or not with
     *     these arguments
     */
    PickleValue call(Global global, List<PickleValue> arguments);

    /**
     * Gives a value its state, as BUILD asks for; throws likewise.
     *
     * @param value what is changed, where it needs to know the state
     */
    void build(PickleValue value, PickleValue state);

    /** What a persistent identifier stands for; throws likewise. */
    PickleValue persistent(PickleValue id);
}
