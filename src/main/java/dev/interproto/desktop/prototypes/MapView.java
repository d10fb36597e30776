package dev.interproto.desktop.prototypes;

import dev.interproto.common.SeededSample;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import dev.interproto.workspace.StoredMap;
import java.util.List;
import java.util.Optional;

/**
 * A map on the screen.
 *
 * @param points one an identity
 * @param facts how it came about, where that is known
 * @param growing whether it is still being computed
 */
record MapView(List<MappedPrototype> points, Optional<StoredMap.Facts> facts, boolean growing) {

    /** More points than this are not drawn: a seeded sample of them is. */
    static final int MOST_DRAWN = 50_000;

    private static final long SAMPLE_SEED = 0;

    MapView {
        points = List.copyOf(points);
    }

    static MapView of(StoredMap stored) {
        return new MapView(stored.map().points(), stored.facts(), false);
    }

    int children() {
        return (int) points.stream().filter(MappedPrototype::child).count();
    }

    /** Whether only a sample is drawn. */
    boolean isSampled() {
        return points.size() > MOST_DRAWN;
    }

    /** Which points are drawn, in ascending order; the same sample at every call. */
    int[] drawn() {
        return SeededSample.draw(points.size(), MOST_DRAWN, SAMPLE_SEED);
    }
}
