package dev.interproto.desktop;

import dev.interproto.network.ComputeDevice;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;

/** The way into the desktop for a plain launcher class. */
public final class Desktop {
    private Desktop() {}

    /** Shows the workbench; returns when its window is closed. Once per process. */
    public static void launch(DesktopOptions options) {
        // The charts draw with AWT classes; its own window system must stay out of JavaFX's way.
        System.setProperty("java.awt.headless", "true");
        ComputeDevice.start();
        List<String> arguments = new ArrayList<>();
        arguments.add("--workspace=" + options.workspace());
        options.page().ifPresent(page -> arguments.add("--page=" + page.name()));
        options.run().ifPresent(run -> arguments.add("--run=" + run));
        Application.launch(WorkbenchApplication.class, arguments.toArray(String[]::new));
    }
}
