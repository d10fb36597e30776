package dev.interproto.desktop.shell;

import java.util.Locale;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The places of the navigation rail, in its order; the last stands at its foot. */
public enum PageId {
    DATASETS(Feather.FOLDER),
    TRAINING(Feather.PLAY_CIRCLE),
    RUNS(Feather.LAYERS),
    PROTOTYPES(Feather.SHARE_2),
    VERIFICATION(Feather.CHECK_SQUARE),
    COMPARE(Feather.USERS),
    SETTINGS(Feather.SETTINGS);

    private final String name = name().toLowerCase(Locale.ROOT);
    private final Ikon icon;

    PageId(Ikon icon) {
        this.icon = icon;
    }

    /** Key of the page's name, on the rail and above the page. */
    public String titleKey() {
        return name + ".title";
    }

    /** Key of the line that says what the page shows before anything is chosen. */
    public String descriptionKey() {
        return name + ".description";
    }

    /** Key of what F1 says on the page. */
    public String helpKey() {
        return name + ".help";
    }

    public Ikon icon() {
        return icon;
    }
}
