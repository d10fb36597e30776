package dev.interproto.desktop.shell;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The places of the navigation rail, in its order; the last stands at its foot. */
public enum PageId {
    DATASETS("rail.datasets", Feather.FOLDER),
    TRAINING("rail.training", Feather.PLAY_CIRCLE),
    RUNS("rail.runs", Feather.LAYERS),
    PROTOTYPES("rail.prototypes", Feather.SHARE_2),
    VERIFICATION("rail.verification", Feather.CHECK_SQUARE),
    COMPARE("rail.compare", Feather.USERS),
    SETTINGS("rail.settings", Feather.SETTINGS);

    private final String messageKey;
    private final Ikon icon;

    PageId(String messageKey, Ikon icon) {
        this.messageKey = messageKey;
        this.icon = icon;
    }

    /** Key of its word on the rail. */
    public String messageKey() {
        return messageKey;
    }

    public Ikon icon() {
        return icon;
    }
}
