package dev.interproto.desktop.control;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.task.BackgroundTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Shows a folder in the system's own file browser. */
public final class FolderReveal {
    private FolderReveal() {}

    public static BackgroundTask<Void> task(Path folder, Messages messages) {
        return new BackgroundTask<>(
                messages.text("runs.reveal"),
                progress -> {
                    try {
                        new ProcessBuilder(opener(), folder.toString()).start();
                        return null;
                    } catch (IOException e) {
                        throw new UserFacingException(
                                messages.text("runs.reveal.failed"),
                                messages.text("runs.reveal.failed.meaning", folder),
                                messages.text("runs.reveal.failed.remedy"),
                                e);
                    }
                });
    }

    private static String opener() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.contains("win") ? "explorer" : system.contains("mac") ? "open" : "xdg-open";
    }
}
