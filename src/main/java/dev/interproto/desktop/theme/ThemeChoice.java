package dev.interproto.desktop.theme;

/** What the person chose in the settings. */
public enum ThemeChoice {
    SYSTEM,
    LIGHT,
    DARK
}
