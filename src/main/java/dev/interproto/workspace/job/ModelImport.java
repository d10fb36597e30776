package dev.interproto.workspace.job;

import dev.interproto.face.Preprocessing;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An import as a person asks for it.
 *
 * @param file the model
 * @param name on the shelf; without one, from the file's name
 * @param head a file with prototypes that belong to a PyTorch backbone
 * @param preprocessing what the model's input expects; without it, what the file says
 * @param replace whether a model of that name goes to the trash
 */
public record ModelImport(
        Path file,
        Optional<String> name,
        Optional<Path> head,
        Optional<Preprocessing> preprocessing,
        boolean replace) {

    /** A file, and nothing said about it. */
    public static ModelImport of(Path file) {
        return new ModelImport(file, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** The same under a name. */
    public ModelImport named(String other) {
        return new ModelImport(file, Optional.of(other), head, preprocessing, replace);
    }
}
