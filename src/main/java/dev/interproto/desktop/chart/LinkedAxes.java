package dev.interproto.desktop.chart;

import java.util.List;
import javafx.scene.input.MouseEvent;
import org.jfree.chart.axis.ValueAxis;

/** Charts over the same steps: one is zoomed, all are. FX thread only. */
public final class LinkedAxes {
    private final List<CurveChart> charts;
    private boolean copying;

    private LinkedAxes(List<CurveChart> charts) {
        this.charts = charts;
    }

    /**
     * Lets charts share their horizontal range; by itself it is that of the first, which must hold
     * the longest line.
     */
    public static LinkedAxes link(CurveChart leader, CurveChart... followers) {
        List<CurveChart> all = new java.util.ArrayList<>(List.of(followers));
        all.add(0, leader);
        LinkedAxes links = new LinkedAxes(List.copyOf(all));
        for (CurveChart chart : links.charts) {
            axis(chart).addChangeListener(event -> links.changed(chart));
            chart.viewer()
                    .addEventFilter(
                            MouseEvent.MOUSE_CLICKED,
                            click -> {
                                if (click.getClickCount() == 2) {
                                    axis(leader).setAutoRange(true);
                                    links.align();
                                }
                            });
        }
        return links;
    }

    /** After the charts were flushed: an axis that ranges by itself does not say when it moved. */
    public void align() {
        changed(charts.get(0));
    }

    private void changed(CurveChart source) {
        // A follower that ranges by itself only says that its own data grew.
        boolean idle = source != charts.get(0) && axis(source).isAutoRange();
        if (copying || idle) {
            return;
        }
        copying = true;
        try {
            for (CurveChart chart : charts) {
                if (chart != source && !axis(chart).getRange().equals(axis(source).getRange())) {
                    axis(chart).setRange(axis(source).getRange());
                    // What is in sight decides how high the vertical axis reaches.
                    chart.plot().configureRangeAxes();
                }
            }
        } finally {
            copying = false;
        }
    }

    private static ValueAxis axis(CurveChart chart) {
        return chart.plot().getDomainAxis();
    }
}
