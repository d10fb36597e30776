package dev.interproto.desktop.prototypes;

import dev.interproto.projection.PrototypeMap.MappedPrototype;
import dev.interproto.workspace.StoredMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

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
        int n = points.size();
        if (!isSampled()) {
            return IntStream.range(0, n).toArray();
        }
        // Selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S): each subset as likely.
        Random random = new Random(SAMPLE_SEED);
        int[] drawn = new int[MOST_DRAWN];
        int taken = 0;
        for (int i = 0; i < n && taken < MOST_DRAWN; i++) {
            if (random.nextDouble() * (n - i) < MOST_DRAWN - taken) {
                drawn[taken++] = i;
            }
        }
        return drawn;
    }
}
