package dev.interproto.desktop.runs;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * Colours of lines that carry no fixed meaning; told apart on light and dark grounds, and none of
 * them one of {@link dev.interproto.desktop.theme.Meaning}.
 */
public final class CurveColours {
    /** What the other lines are compared with. */
    public static final Color NEUTRAL = Color.web("#868E96");

    private static final List<Color> COLOURS =
            List.of(
                    Color.web("#5C7CFA"),
                    Color.web("#E8590C"),
                    Color.web("#12B886"),
                    Color.web("#AE3EC9"),
                    Color.web("#F59F00"),
                    Color.web("#15AABF"),
                    Color.web("#E64980"),
                    Color.web("#82C91E"));

    private CurveColours() {}

    /** The colour of the i-th line; they repeat after eight. */
    public static Color of(int i) {
        return COLOURS.get(Math.floorMod(i, COLOURS.size()));
    }

    /** For style sheets. */
    public static String web(Color colour) {
        return String.format(
                java.util.Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(255 * colour.getRed()),
                Math.round(255 * colour.getGreen()),
                Math.round(255 * colour.getBlue()));
    }
}
