package dev.interproto.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code interproto dataset pairs}: test sets of pairs. */
@Command(
        name = "pairs",
        mixinStandardHelpOptions = true,
        description = "Build lists of verification pairs, or look into them.",
        subcommands = {
            DatasetPairsBuildCommand.class,
            DatasetPairsShowCommand.class,
        })
final class DatasetPairsCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Name what to do: build or show.");
    }
}
