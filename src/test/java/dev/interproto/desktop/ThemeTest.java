package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.desktop.theme.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {
    private static final Pattern COLOUR = Pattern.compile("(-ip-[a-z-]+): (#[0-9a-f]{6});");

    @ParameterizedTest
    @EnumSource(Theme.class)
    void textKeepsItsContrastOnEveryGround(Theme theme) throws Exception {
        Map<String, Color> colours = colours(theme);
        for (String ground : new String[] {"-ip-window", "-ip-card", "-ip-rail", "-ip-selected"}) {
            for (String text : new String[] {"-ip-text", "-ip-secondary"}) {
                assertThat(contrast(colours.get(text), colours.get(ground)))
                        .as(theme + " " + text + " on " + ground)
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
        assertThat(contrast(colours.get("-ip-on-accent"), colours.get("-ip-accent")))
                .isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(colours.get("-ip-danger"), colours.get("-ip-card")))
                .isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(colours.get("-ip-accent"), colours.get("-ip-selected")))
                .isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void canvasesPaintWithTheStyleSheetsColours(Theme theme) throws Exception {
        Map<String, Color> colours = colours(theme);
        assertThat(theme.window()).isEqualTo(colours.get("-ip-window"));
        assertThat(theme.card()).isEqualTo(colours.get("-ip-card"));
        assertThat(theme.line()).isEqualTo(colours.get("-ip-line"));
        assertThat(theme.text()).isEqualTo(colours.get("-ip-text"));
        assertThat(theme.secondaryText()).isEqualTo(colours.get("-ip-secondary"));
        assertThat(theme.accent()).isEqualTo(colours.get("-ip-accent"));
        assertThat(theme.danger()).isEqualTo(colours.get("-ip-danger"));
    }

    private static Map<String, Color> colours(Theme theme) throws Exception {
        String file = theme == Theme.LIGHT ? "light.css" : "dark.css";
        Matcher matcher =
                COLOUR.matcher(Files.readString(Path.of("resources/dev/interproto/desktop", file)));
        Map<String, Color> colours = new HashMap<>();
        while (matcher.find()) {
            colours.put(matcher.group(1), Color.web(matcher.group(2)));
        }
        return colours;
    }

    /** WCAG 2.1, relative luminance and contrast ratio. */
    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
