package dev.interproto.desktop.theme;

import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The workbench's own typeface: a subset of Inter whose digits are all equally wide, since JavaFX
 * cannot switch on a font's tabular digits and columns of numbers must stand still.
 */
public final class Fonts {
    /** The family's name, for style sheets and canvases. */
    public static final String FAMILY = "Interproto Sans";

    private static final List<String> FILES =
            List.of("InterprotoSans-Regular.otf", "InterprotoSans-Bold.otf");

    private Fonts() {}

    /** Makes the typeface known to JavaFX and to the charts (AWT). Doing it twice is harmless. */
    public static void load() {
        for (String file : FILES) {
            try (InputStream forScreen = open(file);
                    InputStream forCharts = open(file)) {
                javafx.scene.text.Font.loadFont(forScreen, 13);
                GraphicsEnvironment.getLocalGraphicsEnvironment()
                        .registerFont(
                                java.awt.Font.createFont(java.awt.Font.TRUETYPE_FONT, forCharts));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (FontFormatException e) {
                throw new IllegalStateException("the bundled font " + file + " is damaged", e);
            }
        }
    }

    private static InputStream open(String file) {
        return Fonts.class.getResourceAsStream("/dev/interproto/desktop/fonts/" + file);
    }
}
