package dev.interproto.desktop.shell;

import dev.interproto.desktop.control.Fxml;
import dev.interproto.desktop.control.Messages;
import javafx.scene.Node;
import javafx.scene.Parent;

/** A page of the workbench. Made when it is first shown, then kept. All calls on the FX thread. */
public abstract class Page {
    protected final Messages messages;
    protected final PageModel model;
    private final PageId id;

    /** A page that says of itself what the messages hold for {@code id}. */
    protected Page(PageId id, Messages messages) {
        this.id = id;
        this.messages = messages;
        this.model =
                new PageModel(messages.text(id.titleKey()), messages.text(id.descriptionKey()));
    }

    public final PageId id() {
        return id;
    }

    /** Title, description, primary action and details, followed by the frame. */
    public final PageModel model() {
        return model;
    }

    /** What this page does, for F1: a few short paragraphs, parted by empty lines. */
    public final String help() {
        return messages.text(id.helpKey());
    }

    /** The content; the same node at every call. */
    public abstract Node view();

    /** The page comes to the front. */
    public void onShown(PageArgument argument) {}

    /** Another page comes to the front; work in the background goes on. */
    public void onHidden() {}

    /** The window closes. */
    public void close() {}

    /** A view from an FXML file that lies beside the page's class. */
    protected final Parent load(String file, Object controller) {
        return Fxml.load(getClass(), file, controller, messages);
    }
}
