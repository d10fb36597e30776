package dev.interproto.desktop.shell;

import javafx.scene.Node;

/** A page of the workbench. Made when it is first shown, then kept. All calls on the FX thread. */
public interface Page {

    PageId id();

    /** Title, description, primary action and details, followed by the frame. */
    PageModel model();

    /** The content; the same node at every call. */
    Node view();

    /** What this page does, for F1: a few short paragraphs, parted by empty lines. */
    String help();

    /** The page comes to the front. */
    default void onShown(PageArgument argument) {}

    /** Another page comes to the front; work in the background goes on. */
    default void onHidden() {}

    /** The window closes. */
    default void close() {}
}
