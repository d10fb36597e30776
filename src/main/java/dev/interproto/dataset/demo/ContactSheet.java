package dev.interproto.dataset.demo;

import dev.interproto.common.Progress;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/** Some people at a row of ages. */
final class ContactSheet {
    static final int[] AGES = {3, 6, 9, 12, 16, 22, 32, 45, 60};
    private static final int WIDTH = 116;
    private static final int HEIGHT = 138;

    private ContactSheet() {}

    static BufferedImage render(List<Person> people, int[] ages, int threads, Progress progress) {
        BufferedImage[] cells = new BufferedImage[people.size() * ages.length];
        Workers.each(
                IntStream.range(0, cells.length).boxed().toList(),
                threads,
                cell -> {
                    int row = cell / ages.length;
                    cells[cell] =
                            FaceRenderer.portrait(
                                    people.get(row),
                                    ages[cell % ages.length],
                                    Capture.neutral(row),
                                    WIDTH,
                                    HEIGHT);
                },
                progress,
                "Drawing the contact sheet");
        BufferedImage sheet =
                new BufferedImage(
                        WIDTH * ages.length, HEIGHT * people.size(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        for (int cell = 0; cell < cells.length; cell++) {
            int x = cell % ages.length * WIDTH;
            g.drawImage(cells[cell], x, cell / ages.length * HEIGHT, null);
        }
        g.dispose();
        return sheet;
    }
}
