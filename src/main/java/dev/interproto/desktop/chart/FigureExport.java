package dev.interproto.desktop.chart;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.CsvTable;
import dev.interproto.desktop.control.FileDialogs;
import dev.interproto.desktop.control.Messages;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.MenuItem;
import javax.imageio.ImageIO;
import org.jfree.svg.SVGGraphics2D;

/**
 * Saves figures as PNG (twice the size on screen), SVG, and their data as CSV. Whatever can draw
 * itself on a {@link Graphics2D} can be saved, so canvases of the pages can too.
 */
public final class FigureExport {
    private static final int PNG_SCALE = 2;

    /** Draws the figure at its logical size. */
    @FunctionalInterface
    public interface Drawing {
        void draw(Graphics2D graphics, double width, double height);
    }

    private final FileDialogs dialogs;
    private final Messages messages;
    private final Consumer<Throwable> failures;
    private final Consumer<Path> saved;

    /**
     * @param failures shows why a figure could not be saved
     * @param saved tells where a figure was saved
     */
    public FigureExport(
            FileDialogs dialogs,
            Messages messages,
            Consumer<Throwable> failures,
            Consumer<Path> saved) {
        this.dialogs = dialogs;
        this.messages = messages;
        this.failures = failures;
        this.saved = saved;
    }

    /**
     * The three entries of a figure's menu.
     *
     * @param name suggested file name without ending
     */
    public java.util.List<MenuItem> menuItems(
            Supplier<String> name,
            Drawing drawing,
            double width,
            double height,
            Supplier<CsvTable> data) {
        MenuItem png = new MenuItem(messages.text("chart.savePng"));
        png.setOnAction(
                e -> save(name.get(), "png", file -> writePng(file, drawing, width, height)));
        MenuItem svg = new MenuItem(messages.text("chart.saveSvg"));
        svg.setOnAction(
                e -> save(name.get(), "svg", file -> writeSvg(file, drawing, width, height)));
        MenuItem csv = new MenuItem(messages.text("chart.saveCsv"));
        csv.setOnAction(e -> saveCsv(name.get(), data.get()));
        return java.util.List.of(png, svg, csv);
    }

    /** Asks where and writes the table. */
    public void saveCsv(String name, CsvTable table) {
        save(name, "csv", table::write);
    }

    /** Writes a PNG of twice the logical size. */
    public static void writePng(Path file, Drawing drawing, double width, double height)
            throws IOException {
        BufferedImage image =
                new BufferedImage(
                        (int) Math.ceil(PNG_SCALE * width),
                        (int) Math.ceil(PNG_SCALE * height),
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.scale(PNG_SCALE, PNG_SCALE);
        drawing.draw(graphics, width, height);
        graphics.dispose();
        AtomicFiles.write(file, out -> ImageIO.write(image, "png", out));
    }

    /** Writes an SVG of the logical size; text stays text. */
    public static void writeSvg(Path file, Drawing drawing, double width, double height)
            throws IOException {
        SVGGraphics2D graphics = new SVGGraphics2D(width, height);
        // Readers have no "Interproto Sans"; Inter is what it is made from.
        graphics.setFontFunction(family -> "\"Inter\", \"Helvetica Neue\", Arial, sans-serif");
        drawing.draw(graphics, width, height);
        AtomicFiles.writeText(file, graphics.getSVGDocument());
    }

    private interface Writer {
        void write(Path file) throws IOException;
    }

    private void save(String name, String ending, Writer writer) {
        Optional<Path> file = dialogs.saveFile(messages.text("chart.saveTitle"), name, ending);
        file.ifPresent(
                target -> {
                    try {
                        writer.write(target);
                        saved.accept(target);
                    } catch (IOException e) {
                        failures.accept(
                                new UserFacingException(
                                        messages.text("chart.saveFailed", target),
                                        messages.text("chart.saveFailed.meaning"),
                                        messages.text("chart.saveFailed.remedy"),
                                        e));
                    }
                });
    }
}
