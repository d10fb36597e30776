package dev.interproto.command;

import picocli.CommandLine.Command;

/** {@code interproto dataset pairs}: test sets of pairs. */
@Command(
        name = "pairs",
        mixinStandardHelpOptions = true,
        description = "Build lists of verification pairs, or look into them.",
        subcommands = {
            DatasetPairsBuildCommand.class,
            DatasetPairsShowCommand.class,
        })
final class DatasetPairsCommand extends CommandGroup {}
