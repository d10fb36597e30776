package dev.interproto.desktop.shell;

import javafx.beans.value.ObservableBooleanValue;
import org.kordamp.ikonli.Ikon;

/**
 * What a page is for, as a button.
 *
 * @param id of the button, for tests
 * @param text its words
 * @param icon before them
 * @param enabled whether it can be done now
 * @param action does it, on the FX thread
 */
public record PageAction(
        String id, String text, Ikon icon, ObservableBooleanValue enabled, Runnable action) {}
