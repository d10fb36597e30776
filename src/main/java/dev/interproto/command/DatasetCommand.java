package dev.interproto.command;

import picocli.CommandLine.Command;

/** {@code interproto dataset}: looks at folders of faces and prepares them. */
@Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        description = "Look at faces and prepare them.",
        subcommands = {
            DatasetInspectCommand.class,
            DatasetSurveyCommand.class,
            DatasetAlignCommand.class,
            DatasetAgesCommand.class,
            DatasetDuplicatesCommand.class,
            DatasetPairsCommand.class,
            DatasetSplitCommand.class,
            DatasetLookalikesCommand.class,
            DatasetOverlapCommand.class,
        })
final class DatasetCommand extends CommandGroup {}
