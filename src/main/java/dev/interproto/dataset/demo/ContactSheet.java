package dev.interproto.dataset.demo;

import dev.interproto.common.Progress;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Some people at a row of ages. */
final class ContactSheet {
    static final int[] AGES = {3, 6, 9, 12, 16, 22, 32, 45, 60};
    private static final int WIDTH = 116;
    private static final int HEIGHT = 138;

    private ContactSheet() {}

    static BufferedImage render(List<Person> people, int[] ages, Progress progress) {
        BufferedImage sheet =
                new BufferedImage(
                        WIDTH * ages.length, HEIGHT * people.size(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        try {
            for (int row = 0; row < people.size(); row++) {
                for (int column = 0; column < ages.length; column++) {
                    progress.checkCancelled();
                    Capture capture = Capture.neutral(row);
                    g.drawImage(
                            FaceRenderer.portrait(
                                    people.get(row), ages[column], capture, WIDTH, HEIGHT),
                            column * WIDTH,
                            row * HEIGHT,
                            null);
                }
            }
        } finally {
            g.dispose();
        }
        return sheet;
    }
}
