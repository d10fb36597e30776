package dev.interproto.desktop.theme;

import java.util.List;
import java.util.Objects;
import javafx.scene.paint.Color;

/** What the workbench looks like now, with the neutrals that charts and canvases paint with. */
public enum Theme {
    LIGHT("light.css", "#F8F9FA", "#FFFFFF", "#DEE2E6", "#212529", "#5C636A", "#3B5BDB", "#C92A2A"),
    DARK("dark.css", "#16181C", "#1F2228", "#31353D", "#E9ECEF", "#A5ADB8", "#748FFC", "#FF8787");

    private static final String FOLDER = "/dev/interproto/desktop/";

    private final String styleSheet;
    private final Color window;
    private final Color card;
    private final Color line;
    private final Color text;
    private final Color secondaryText;
    private final Color accent;
    private final Color danger;

    Theme(
            String styleSheet,
            String window,
            String card,
            String line,
            String text,
            String secondaryText,
            String accent,
            String danger) {
        this.styleSheet = styleSheet;
        this.window = Color.web(window);
        this.card = Color.web(card);
        this.line = Color.web(line);
        this.text = Color.web(text);
        this.secondaryText = Color.web(secondaryText);
        this.accent = Color.web(accent);
        this.danger = Color.web(danger);
    }

    /** The style sheets of a scene in this theme, in order. */
    public List<String> styleSheets() {
        return List.of(address("workbench.css"), address(styleSheet));
    }

    public Color window() {
        return window;
    }

    public Color card() {
        return card;
    }

    public Color line() {
        return line;
    }

    public Color text() {
        return text;
    }

    public Color secondaryText() {
        return secondaryText;
    }

    public Color accent() {
        return accent;
    }

    public Color danger() {
        return danger;
    }

    private static String address(String file) {
        return Objects.requireNonNull(Theme.class.getResource(FOLDER + file), file)
                .toExternalForm();
    }
}
