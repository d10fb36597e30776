package dev.interproto.desktop.control;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;

/**
 * A drop-down list as wide as what it shows, within bounds, so that names are read in full where
 * there is room. FX thread only.
 */
public class FittingComboBox<T> extends ComboBox<T> {
    private static final double NARROWEST = 96;
    private static final double WIDEST = 320;

    protected FittingComboBox() {
        setMinWidth(NARROWEST);
        valueProperty().addListener((o, old, now) -> requestLayout());
    }

    @Override
    protected double computePrefWidth(double height) {
        Node arrow = lookup(".arrow-button");
        if (getButtonCell() == null || arrow == null) {
            return super.computePrefWidth(height);
        }
        double wanted =
                snappedLeftInset()
                        + snapSizeX(getButtonCell().prefWidth(-1))
                        + snapSizeX(arrow.prefWidth(-1))
                        + snappedRightInset();
        return Math.max(NARROWEST, Math.min(WIDEST, wanted));
    }
}
