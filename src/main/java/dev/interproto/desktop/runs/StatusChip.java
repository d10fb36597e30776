package dev.interproto.desktop.runs;

import dev.interproto.workspace.RunStatus;
import java.util.Locale;
import javafx.scene.control.Label;

/** Where a run stands, as a small coloured word. */
public final class StatusChip extends Label {
    private final RunTexts texts;

    public StatusChip(RunTexts texts) {
        this.texts = texts;
        setMinWidth(USE_PREF_SIZE);
    }

    /** Shows a status. */
    public void show(RunStatus status) {
        setText(texts.status(status));
        getStyleClass()
                .setAll("label", "run-status", "status-" + status.name().toLowerCase(Locale.ROOT));
    }
}
