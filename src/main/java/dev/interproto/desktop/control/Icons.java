package dev.interproto.desktop.control;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons; size and colour come from the style sheet. */
public final class Icons {
    private Icons() {}

    public static FontIcon of(Ikon icon) {
        FontIcon node = new FontIcon(icon);
        node.setFocusTraversable(false);
        return node;
    }
}
