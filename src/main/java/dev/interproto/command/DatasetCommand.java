package dev.interproto.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
final class DatasetCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Name what to do: "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet())
                        + ".");
    }
}
