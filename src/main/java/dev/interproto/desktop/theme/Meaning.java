package dev.interproto.desktop.theme;

import javafx.scene.paint.Color;

/**
 * Colours that mean one thing on every page, in both themes: from the palette of Okabe and Ito,
 * safe for colour blindness.
 */
public enum Meaning {
    CHILD("#D55E00"),
    ADULT("#0072B2"),
    /** A pair of one person; a right verdict. */
    GENUINE("#009E73"),
    /** A pair of two persons; a wrong verdict. */
    IMPOSTOR("#CC79A7"),
    THRESHOLD("#E69F00");

    private final Color colour;

    Meaning(String web) {
        this.colour = Color.web(web);
    }

    public Color colour() {
        return colour;
    }
}
