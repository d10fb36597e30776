package dev.interproto.command;

import dev.interproto.workspace.Workspace;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --workspace}, the same everywhere. */
final class WorkspaceOption {
    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "where runs lie (default: interproto in your home folder)")
    private Path root;

    Path root() {
        return root == null ? Workspace.defaultRoot() : root;
    }

    Workspace open() {
        return Workspace.open(root());
    }

    /** For a command that only looks at things: the workspace need not be writable. */
    Workspace openToLookAt() {
        return Workspace.openToLookAt(root());
    }
}
