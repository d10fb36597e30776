package dev.interproto.desktop.verification;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** A similarity as a bar, with a mark where the threshold lies. FX thread only. */
final class SimilarityBar extends Pane {
    private static final double THICKNESS = 6;
    private static final double MARK_WIDTH = 2;

    private final Region track = new Region();
    private final Region fill = new Region();
    private final Region mark = new Region();
    private double share;
    private double markShare;

    SimilarityBar(double width) {
        getStyleClass().add("similarity-bar");
        track.getStyleClass().add("track");
        fill.getStyleClass().add("fill");
        mark.getStyleClass().add("mark");
        getChildren().addAll(track, fill, mark);
        setPrefSize(width, 16);
        setMinSize(32, 16);
        setMaxHeight(16);
    }

    /**
     * @param from similarity at the left end
     * @param to similarity at the right end
     */
    void show(double similarity, double threshold, double from, double to, boolean genuine) {
        share = clamped((similarity - from) / (to - from));
        markShare = clamped((threshold - from) / (to - from));
        fill.getStyleClass().setAll("fill", genuine ? "genuine" : "impostor");
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double top = (getHeight() - THICKNESS) / 2;
        track.resizeRelocate(0, top, width, THICKNESS);
        fill.resizeRelocate(0, top, Math.max(2, share * width), THICKNESS);
        mark.resizeRelocate(markShare * (width - MARK_WIDTH), 0, MARK_WIDTH, getHeight());
    }

    private static double clamped(double value) {
        return Double.isNaN(value) ? 0 : Math.max(0, Math.min(1, value));
    }
}
