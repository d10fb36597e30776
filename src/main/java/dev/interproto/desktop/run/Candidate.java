package dev.interproto.desktop.run;

import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.RunSummary;
import dev.interproto.workspace.ShelfEntry;
import java.nio.file.Path;
import java.util.List;

/** A network that a page can work with: a run, or a model of the shelf. */
public sealed interface Candidate {

    /** Where it lies. */
    ModelHome home();

    /** The files it can be loaded from: a run's checkpoints, or the model's one file. */
    List<Path> files();

    default String name() {
        return home().name();
    }

    /** A run of the workspace. */
    record OfRun(RunSummary run) implements Candidate {
        @Override
        public ModelHome home() {
            return run.folder();
        }

        @Override
        public List<Path> files() {
            return RunChoice.checkpoints(run.folder());
        }
    }

    /** A model of the shelf. */
    record OfModel(ShelfEntry.Model model) implements Candidate {
        @Override
        public ModelHome home() {
            return model.folder();
        }

        @Override
        public List<Path> files() {
            return List.of(
                    model.record().backbone().isPresent()
                            ? model.folder().weightsFile()
                            : model.folder().graphFile());
        }
    }
}
