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

    /** A pair's, between the ends of its evaluation's histogram, at the threshold of now. */
    void show(PairRow row, VerificationViewModel viewModel) {
        viewModel
                .tableProperty()
                .get()
                .map(now -> now.stored().report().histogram())
                .ifPresent(
                        range -> {
                            double width = range.to() - range.from();
                            double threshold = viewModel.thresholdProperty().get();
                            share = clamped((row.similarity() - range.from()) / width);
                            markShare = clamped((threshold - range.from()) / width);
                        });
        fill.getStyleClass().setAll("fill", row.genuine() ? "genuine" : "impostor");
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
