package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.CsvTable;
import dev.interproto.desktop.theme.Fonts;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.List;

/** A map for paper: on white, with title and legend. */
final class MapFigure {
    private static final double MARGIN = 24;
    private static final double HEAD = 56;
    private static final double RADIUS = 2.2;

    private final String title;
    private final String childWord;
    private final String adultWord;

    MapFigure(String title, String childWord, String adultWord) {
        this.title = title;
        this.childWord = childWord;
        this.adultWord = adultWord;
    }

    void draw(Graphics2D graphics, MapView map, double width, double height) {
        graphics.setColor(Color.WHITE);
        graphics.fill(new java.awt.geom.Rectangle2D.Double(0, 0, width, height));
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Fonts.FAMILY, Font.BOLD, 15));
        graphics.drawString(title, (float) MARGIN, 26);
        graphics.setFont(new Font(Fonts.FAMILY, Font.PLAIN, 12));
        legend(graphics, MARGIN, Meaning.CHILD, childWord);
        legend(graphics, MARGIN + 180, Meaning.ADULT, adultWord);
        MapFrame frame = MapFrame.around(map.extent(), width - 2 * MARGIN, height - HEAD - MARGIN);
        for (boolean child : new boolean[] {false, true}) {
            graphics.setColor(colour(child ? Meaning.CHILD : Meaning.ADULT, 0.8f));
            for (int i : map.drawn()) {
                MappedPrototype point = map.points().get(i);
                if (point.child() == child) {
                    double x = MARGIN + frame.screenX(point.x());
                    double y = HEAD + frame.screenY(point.y());
                    graphics.fill(
                            new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
                }
            }
        }
    }

    /** All points, also those that are not drawn. */
    static CsvTable table(MapView map) {
        return new CsvTable(
                List.of("identity", "x", "y", "child"),
                map.points().stream()
                        .map(
                                point ->
                                        List.of(
                                                point.identity(),
                                                Double.toString(point.x()),
                                                Double.toString(point.y()),
                                                point.child() ? "1" : "0"))
                        .toList());
    }

    private static void legend(Graphics2D graphics, double x, Meaning meaning, String word) {
        graphics.setColor(colour(meaning, 1));
        graphics.fill(new Ellipse2D.Double(x, 37, 8, 8));
        graphics.setColor(Color.DARK_GRAY);
        graphics.drawString(word, (float) x + 14, 45);
    }

    private static Color colour(Meaning meaning, float opacity) {
        javafx.scene.paint.Color colour = meaning.colour();
        return new Color(
                (float) colour.getRed(),
                (float) colour.getGreen(),
                (float) colour.getBlue(),
                opacity);
    }
}
