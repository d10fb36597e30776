package dev.interproto.desktop.control;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The workbench's texts, by key. Keys begin with their page ({@code datasets.title}); a test fails
 * on keys that are missing or not used.
 */
public final class Messages {
    private final ResourceBundle bundle;

    public Messages() {
        this.bundle = ResourceBundle.getBundle("dev.interproto.desktop.messages", Locale.ROOT);
    }

    /**
     * The text of a key with its {@code {0}} … filled in. Numbers are to be formatted by {@link
     * Formats} first.
     *
     * @throws java.util.MissingResourceException when there is no such key
     */
    public String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0
                ? pattern
                : new MessageFormat(pattern.replace("'", "''"), Locale.ROOT).format(arguments);
    }

    /** For FXML loaders ({@code %key}). */
    public ResourceBundle bundle() {
        return bundle;
    }
}
