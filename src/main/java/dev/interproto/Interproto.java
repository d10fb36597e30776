package dev.interproto;

import dev.interproto.desktop.Desktop;
import dev.interproto.desktop.DesktopOptions;
import dev.interproto.workspace.Workspace;

/** Starts the program: without arguments the desktop, else the named command. */
public final class Interproto {
    private Interproto() {}

    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            Desktop.launch(new DesktopOptions(Workspace.defaultRoot()));
        }
    }
}
