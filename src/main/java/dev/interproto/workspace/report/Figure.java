package dev.interproto.workspace.report;

import dev.interproto.common.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** A picture that can be saved. */
public interface Figure {

    /** Width in points (1/72 inch; two pixels each in PNG). */
    double width();

    /** Height in points. */
    double height();

    /** Draws itself with its upper left corner at (0, 0). */
    void draw(Canvas canvas);

    /**
     * Saves the figure: SVG where the file ends in {@code .svg}, else PNG.
     *
     * @throws IOException when the file cannot be written; an older one is then still whole
     */
    default void save(Path file) throws IOException {
        if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
            VectorInk ink = new VectorInk(width(), height());
            draw(new Canvas(ink, 0, 0));
            AtomicFiles.writeText(file, ink.finish());
        } else {
            RasterInk ink = new RasterInk(width(), height());
            draw(new Canvas(ink, 0, 0));
            AtomicFiles.write(file, out -> ImageIO.write(ink.finish(), "png", out));
        }
    }
}
