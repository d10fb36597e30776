package dev.interproto.desktop.shell;

import dev.interproto.desktop.theme.Theme;
import dev.interproto.desktop.theme.ThemeChoice;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** From the person's choice and the system's theme to the theme shown. FX thread only. */
public final class ThemeSwitch {
    private final ObjectProperty<ThemeChoice> choice;
    private final ObjectProperty<Theme> system = new SimpleObjectProperty<>(Theme.LIGHT);
    private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>();

    public ThemeSwitch(WorkbenchPreferences preferences) {
        choice = new SimpleObjectProperty<>(preferences.theme());
        choice.addListener(
                (o, old, now) -> {
                    preferences.setTheme(now);
                    update();
                });
        system.addListener((o, old, now) -> update());
        update();
    }

    public ObjectProperty<ThemeChoice> choiceProperty() {
        return choice;
    }

    /** What the operating system shows; set when it has been asked. */
    public void setSystemTheme(Theme theme) {
        system.set(theme);
    }

    public ReadOnlyObjectProperty<Theme> themeProperty() {
        return theme.getReadOnlyProperty();
    }

    private void update() {
        theme.set(
                switch (choice.get()) {
                    case LIGHT -> Theme.LIGHT;
                    case DARK -> Theme.DARK;
                    case SYSTEM -> system.get();
                });
    }
}
