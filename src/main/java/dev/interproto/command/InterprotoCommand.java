package dev.interproto.command;

import dev.interproto.common.UserFacingException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code interproto}: the desktop, and the commands below it. */
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
            IdentifyCommand.class,
            EmbedCommand.class,
            TsneCommand.class,
            AnalyseCommand.class,
            CompareCommand.class,
            RunsCommand.class,
            SweepCommand.class,
            ModelCommand.class,
            BenchmarkCommand.class
        })
final class InterprotoCommand implements Callable<Integer> {
    private final Console console;
    private final Commands.Desktop desktop;
    @Mixin private WorkspaceOption workspace;

    InterprotoCommand(Console console, Commands.Desktop desktop) {
        this.console = console;
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        if (!desktop.isPossible()) {
            console.explain(
                    new UserFacingException(
                            "There is no screen to show the desktop on.",
                            "The commands do the same work without one.",
                            "See interproto --help, or set DISPLAY."));
            return 1;
        }
        desktop.open(workspace.root());
        return 0;
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
