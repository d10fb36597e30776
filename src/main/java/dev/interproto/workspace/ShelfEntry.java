package dev.interproto.workspace;

import dev.interproto.common.UserFacingException;

/** A folder of the model shelf. */
public sealed interface ShelfEntry {

    /** Where it lies. */
    ModelFolder folder();

    default String name() {
        return folder().name();
    }

    /**
     * A model that can be used.
     *
     * @param record its {@code model.json}
     */
    record Model(ModelFolder folder, ModelRecord record) implements ShelfEntry {}

    /**
     * A model whose files are damaged or missing.
     *
     * @param problem what is wrong, and what to do
     */
    record Damaged(ModelFolder folder, UserFacingException problem) implements ShelfEntry {}
}
