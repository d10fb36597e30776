package dev.interproto;

import dev.interproto.command.Commands;
import dev.interproto.command.Console;
import dev.interproto.desktop.Desktop;
import dev.interproto.desktop.DesktopOptions;
import java.nio.file.Path;
import java.util.Locale;

/** Starts the program: without arguments the desktop, else the named command. */
public final class Interproto {
    private Interproto() {}

    public static void main(String[] arguments) {
        boolean screen = hasScreen();
        // Figures are drawn with AWT classes; its window system is never used.
        System.setProperty("java.awt.headless", "true");
        int code = Commands.run(Console.ofProcess(), new Screen(screen), arguments);
        // Native libraries keep threads of their own; a finished command must not wait for them.
        System.exit(code);
    }

    private static boolean hasScreen() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.contains("windows")
                || system.contains("mac")
                || isSet("DISPLAY")
                || isSet("WAYLAND_DISPLAY");
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    /** The JavaFX desktop. */
    private record Screen(boolean isPossible) implements Commands.Desktop {
        @Override
        public void open(Path workspace) {
            Desktop.launch(new DesktopOptions(workspace));
        }
    }
}
