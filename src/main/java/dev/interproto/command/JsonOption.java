package dev.interproto.command;

import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** {@code --json}: a result is printed for scripts instead of for people. */
final class JsonOption {
    @Option(names = "--json", description = "print the result as JSON")
    private boolean asked;

    boolean isAsked() {
        return asked;
    }

    /**
     * Prints a result in the form asked for; the other is not made.
     *
     * @param forScripts gives what {@link Console#printJson} takes
     * @param forPeople prints lines
     */
    void print(Console console, Supplier<?> forScripts, Runnable forPeople) {
        if (asked) {
            console.printJson(forScripts.get());
        } else {
            forPeople.run();
        }
    }
}
