package dev.interproto.desktop.prototypes;

import dev.interproto.workspace.ModelHome;
import java.io.IOException;
import java.util.Optional;

/** Reads the vectors behind a map; takes a moment. */
@FunctionalInterface
interface PrototypeSource {

    /**
     * @return empty for means that have not been computed yet
     * @throws IOException where the means cannot be read
     * @throws dev.interproto.common.UserFacingException where the file is missing or damaged
     */
    Optional<PrototypeSet> read(ModelHome home, MapSubject subject) throws IOException;
}
