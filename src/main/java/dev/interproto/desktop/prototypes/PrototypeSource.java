package dev.interproto.desktop.prototypes;

import java.nio.file.Path;

/** Reads the prototypes of a checkpoint; takes a moment. */
@FunctionalInterface
interface PrototypeSource {

    /**
     * @throws dev.interproto.common.UserFacingException where the file is missing or damaged
     */
    PrototypeSet read(Path checkpoint);
}
