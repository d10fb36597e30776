package dev.interproto.desktop.shell;

import dev.interproto.dataset.ChildRule;
import dev.interproto.workspace.ModelFolder;
import dev.interproto.workspace.ModelHome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a page is opened on; a page ignores kinds it has no use for. */
public sealed interface PageArgument {

    /** As it was left, or its own choice. */
    record None() implements PageArgument {}

    /**
     * The dataset of a root folder.
     *
     * @param rule for child identities, chosen for it
     * @param identities file of those that are meant, one a line; empty for all of them
     */
    record OfDataset(Path root, ChildRule rule, Optional<Path> identities) implements PageArgument {

        /** All of its identities. */
        public OfDataset(Path root, ChildRule rule) {
            this(root, rule, Optional.empty());
        }

        /** With the paper's rule. */
        public OfDataset(Path root) {
            this(root, ChildRule.PAPER);
        }
    }

    /** One identity of a dataset. */
    record OfIdentity(Path root, String identity) implements PageArgument {}

    /** A run of the workspace, by name. */
    record OfRun(String run) implements PageArgument {}

    /** A model of the shelf, by name. */
    record OfModel(String model) implements PageArgument {}

    /** A run, or a model of the shelf. */
    static PageArgument of(ModelHome home) {
        return home instanceof ModelFolder ? new OfModel(home.name()) : new OfRun(home.name());
    }

    /** A run of the workspace that is to go on from its last checkpoint. */
    record ToResume(String run) implements PageArgument {}

    /**
     * Raw photographs are to be aligned.
     *
     * @param photographs their folder; empty: none yet, or the one before
     */
    record ToAlign(Optional<Path> photographs) implements PageArgument {}

    /** Files that were dropped or named. */
    record OfFiles(List<Path> files) implements PageArgument {
        public OfFiles {
            files = List.copyOf(files);
        }
    }
}
