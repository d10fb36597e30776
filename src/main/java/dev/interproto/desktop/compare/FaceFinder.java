package dev.interproto.desktop.compare;

import dev.interproto.verification.PhotoFaces;
import java.nio.file.Path;

/** Finds the faces of a photograph; needs no network. Called from background threads. */
@FunctionalInterface
interface FaceFinder {

    /**
     * @throws dev.interproto.common.UserFacingException where the file cannot be read
     */
    PhotoFaces find(Path photograph);
}
