package dev.interproto.desktop;

import dev.interproto.desktop.shell.BrandMark;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;

/** The window's icons, drawn from the program's sign in the sizes that systems ask for. */
final class WindowIcons {
    private static final double MARK_SIZE = 20;

    private WindowIcons() {}

    static List<Image> all() {
        return Stream.of(16, 32, 64, 128).map(WindowIcons::icon).toList();
    }

    private static Image icon(int pixels) {
        BrandMark mark = new BrandMark();
        new Scene(new javafx.scene.layout.StackPane(mark));
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(Color.TRANSPARENT);
        parameters.setTransform(Transform.scale(pixels / MARK_SIZE, pixels / MARK_SIZE));
        return mark.snapshot(parameters, null);
    }
}
