package dev.interproto.desktop.shell;

import dev.interproto.dataset.ChildRule;
import dev.interproto.workspace.ModelFolder;
import dev.interproto.workspace.ModelHome;
import java.nio.file.Path;
import java.util.List;

/** What a page is opened on; a page ignores kinds it has no use for. */
public sealed interface PageArgument {

    /** As it was left, or its own choice. */
    record None() implements PageArgument {}

    /** The dataset of a root folder, with the rule for child identities chosen for it. */
    record OfDataset(Path root, ChildRule rule) implements PageArgument {

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

    /** A folder of raw photographs that are to be aligned. */
    record ToAlign(Path photographs) implements PageArgument {}

    /** Files that were dropped or named. */
    record OfFiles(List<Path> files) implements PageArgument {
        public OfFiles {
            files = List.copyOf(files);
        }
    }
}
