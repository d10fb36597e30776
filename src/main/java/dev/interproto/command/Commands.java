package dev.interproto.command;

import dev.interproto.common.CancelledException;
import dev.interproto.common.UserFacingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a command line. */
public final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** Shows a workspace on the screen; given by the main class, since commands know no screen. */
    public interface Desktop {
        /** Opens the desktop and returns when it is closed; once per process. */
        void open(Path workspace);

        /** Whether there is a screen to open on. */
        boolean isPossible();
    }

    private Commands() {}

    /**
     * Runs the command.
     *
     * @param arguments as typed, without the program's name
     * @return 0 done, 1 failed, 2 wrong usage
     */
    public static int run(Console console, Desktop desktop, String... arguments) {
        CommandLine line =
                new CommandLine(
                        new InterprotoCommand(console, desktop),
                        new CommandFactory(console, desktop));
        line.setOut(console.out());
        line.setErr(console.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedOptionsAllowed(false);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler((wrong, words) -> wrongUsage(wrong));
        line.setExecutionExceptionHandler((failure, where, parsed) -> report(console, failure));
        return line.execute(arguments);
    }

    /** What is wrong and where help is; all options after it would push it off the screen. */
    private static int wrongUsage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static int report(Console console, Exception failure) {
        if (failure instanceof UserFacingException e) {
            console.explain(e);
            LOG.debug("A command failed", e);
        } else if (failure instanceof CancelledException) {
            console.note("Cancelled.");
        } else {
            LOG.error("A command broke", failure);
            console.note("The command broke: " + failure + ".");
            console.note("This is a fault of the program; nothing on disk was left half written.");
            console.note("Please report it with the lines above.");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Gives each command the console and the desktop. */
    private record CommandFactory(Console console, Desktop desktop) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                Class<?>[] wanted = constructor.getParameterTypes();
                if (wanted.length == 1 && wanted[0] == Console.class) {
                    return type.cast(constructor.newInstance(console));
                }
                if (wanted.length == 2
                        && wanted[0] == Console.class
                        && wanted[1] == Desktop.class) {
                    return type.cast(constructor.newInstance(console, desktop));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
