package dev.interproto.desktop.runs;

import dev.interproto.desktop.shell.PageAction;
import javafx.scene.Node;

/** A further section of the runs page. All calls on the FX thread. */
public interface RunsSection {

    /** For tests, such as {@code sweeps}. */
    String id();

    /** One word, for its switch. */
    String title();

    /** What it shows, for its switch. */
    String tip();

    /** One line below the page's title. */
    String description();

    /** The button at the page's right. */
    PageAction primaryAction();

    /** The content; the same node at every call. */
    Node view();

    /** It comes to the front. */
    void shown();

    /** Another section, or another page, comes to the front. */
    void hidden();

    /** The window closes. */
    void close();
}
