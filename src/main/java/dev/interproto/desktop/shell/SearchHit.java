package dev.interproto.desktop.shell;

import org.kordamp.ikonli.Ikon;

/**
 * One line of the search.
 *
 * @param text what is searched and shown
 * @param kind in a word or two, shown at the right
 * @param icon at the left
 * @param action what choosing it does, on the FX thread
 */
public record SearchHit(String text, String kind, Ikon icon, Runnable action) {}
