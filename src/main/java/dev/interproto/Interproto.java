package dev.interproto;

import dev.interproto.command.Commands;
import dev.interproto.command.Console;

/** Starts the program: without arguments the desktop, else the named command. */
public final class Interproto {
    private Interproto() {}

    public static void main(String[] arguments) {
        int code = Commands.run(Console.ofProcess(), new NoDesktop(), arguments);
        // Native libraries keep threads of their own; a finished command must not wait for them.
        System.exit(code);
    }
}
