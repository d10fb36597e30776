package dev.interproto.desktop.theme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Asks the operating system whether it is dark. JavaFX 21 cannot tell, so the system's own tool is
 * asked; it takes some tens of milliseconds and belongs on a background thread.
 */
public final class SystemTheme {
    private static final long PATIENCE_MILLIS = 1500;

    private SystemTheme() {}

    /** The system's theme; light where it does not say. */
    public static Theme detect() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            String key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";
            return of(ask(List.of("reg", "query", key, "/v", "AppsUseLightTheme")), "0x0");
        }
        if (system.contains("mac")) {
            return of(ask(List.of("defaults", "read", "-g", "AppleInterfaceStyle")), "dark");
        }
        return of(
                ask(List.of("gsettings", "get", "org.gnome.desktop.interface", "color-scheme")),
                "dark");
    }

    static Theme of(String answer, String darkMark) {
        return answer.toLowerCase(Locale.ROOT).contains(darkMark) ? Theme.DARK : Theme.LIGHT;
    }

    private static String ask(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
