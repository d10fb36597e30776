package dev.interproto.desktop.shell;

import dev.interproto.desktop.theme.Meaning;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;

/** The sign of the program: child prototypes pushed apart among the adults'. */
public final class BrandMark extends Pane {
    private static final double SIZE = 20;

    public BrandMark() {
        setMinSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        dot(4, 5, 3.2, Meaning.CHILD.colour());
        dot(16, 7, 3.2, Meaning.CHILD.colour());
        dot(8, 16, 3.2, Meaning.CHILD.colour());
        dot(10, 9.5, 2, Meaning.ADULT.colour());
        dot(16, 15, 2, Meaning.ADULT.colour());
    }

    private void dot(double x, double y, double radius, Color colour) {
        getChildren().add(new Circle(x, y, radius, colour));
    }
}
