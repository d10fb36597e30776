package dev.interproto.command;

import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whose network a command works with, where that lies, and what it computes on. */
final class ModelOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Which which;

    @Option(
            names = "--checkpoint",
            paramLabel = "NAME",
            description =
                    "of the run: last, best-<test set> (picked on that very set), best (evaluate"
                            + " only: of the list evaluated) or a file name (default: last)")
    private String checkpoint;

    @Mixin private WorkspaceOption workspace;

    @Mixin private ArithmeticOptions arithmetic = new ArithmeticOptions();

    /** A run or a model of the shelf. */
    static class Which {
        @Option(names = "--run", paramLabel = "NAME", description = "a run's network")
        private String run;

        @Option(
                names = "--model",
                paramLabel = "NAME",
                description = "a network of the model shelf (see: interproto model)")
        private String model;

        /** Whether one of the two was given. */
        boolean isGiven() {
            return run != null || model != null;
        }

        /**
         * The folder of the run or model.
         *
         * @throws dev.interproto.common.UserFacingException where there is none of the name
         */
        ModelHome home(Workspace workspace) {
            return run != null ? workspace.run(run) : new ModelShelf(workspace).folder(model);
        }

        /**
         * @param checkpoint as asked for, or null
         * @return which checkpoint, {@code last} where none was named
         */
        String checkpoint(String checkpoint, CommandSpec spec) {
            if (checkpoint != null && run == null) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--checkpoint is for --run: nothing else has any");
            }
            return checkpoint == null ? "last" : checkpoint;
        }
    }

    /** The folder of the run or model; errors as {@link Which#home}. */
    ModelHome home() {
        checkpoint(); // Wrong usage is said before a folder is looked for.
        return which.home(workspace.open());
    }

    Workspace workspace() {
        return workspace.open();
    }

    /** Which checkpoint of the run. */
    String checkpoint() {
        return which.checkpoint(checkpoint, spec);
    }

    String device() {
        return arithmetic.device();
    }

    String precision() {
        return arithmetic.precision();
    }
}
