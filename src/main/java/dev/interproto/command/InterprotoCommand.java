package dev.interproto.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code interproto}: lists the commands. */
@Command(
        name = "interproto",
        mixinStandardHelpOptions = true,
        versionProvider = InterprotoCommand.Version.class,
        description =
                "Face recognition across large age gaps. Without a command: opens the desktop.",
        subcommands = {
            DemoCommand.class,
            DatasetCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            EmbedCommand.class,
            TsneCommand.class,
            RunsCommand.class
        })
final class InterprotoCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command.");
    }

    /** The program's version as the build wrote it. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = InterprotoCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "Interproto Workbench " + (version == null ? "(development)" : version)
            };
        }
    }
}
