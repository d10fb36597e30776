package dev.interproto.desktop.prototypes;

import dev.interproto.common.SeededSubset;
import dev.interproto.projection.MapExtent;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import dev.interproto.workspace.StoredMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A map on the screen.
 *
 * @param points one an identity
 * @param facts how it came about, where that is known
 * @param extent what is seen of the plane when the whole map is
 * @param moving whether another picture of the same points may follow at once: the map is still
 *     being computed, or plays
 */
record MapView(
        List<MappedPrototype> points,
        Optional<StoredMap.Facts> facts,
        MapExtent extent,
        boolean moving) {

    /** More points than this are not drawn: a seeded sample of them is. */
    static final int MOST_DRAWN = 50_000;

    private static final long SAMPLE_SEED = 0;
    private static final int MOST_MATCHES = 50;

    MapView {
        points = List.copyOf(points);
    }

    static MapView of(StoredMap stored) {
        return still(stored.map().points(), stored.facts());
    }

    /** A finished map. */
    static MapView still(List<MappedPrototype> points, Optional<StoredMap.Facts> facts) {
        return new MapView(points, facts, MapExtent.of(points), false);
    }

    /** A map that is still being computed. */
    static MapView growing(List<MappedPrototype> points) {
        return new MapView(points, Optional.empty(), MapExtent.of(points), true);
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
        return SeededSubset.draw(points.size(), MOST_DRAWN, SAMPLE_SEED);
    }

    /** The point of an identity. */
    OptionalInt find(String identity) {
        return IntStream.range(0, points.size())
                .filter(i -> points.get(i).identity().equals(identity))
                .findFirst();
    }

    /** Points whose identity's name holds the typed text, those that begin with it first. */
    List<Integer> matches(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<Integer> begins = new ArrayList<>();
        List<Integer> holds = new ArrayList<>();
        for (int i = 0; i < points.size() && begins.size() < MOST_MATCHES; i++) {
            String name = points.get(i).identity().toLowerCase(Locale.ROOT);
            if (name.startsWith(wanted)) {
                begins.add(i);
            } else if (name.contains(wanted) && holds.size() < MOST_MATCHES) {
                holds.add(i);
            }
        }
        begins.addAll(holds);
        return begins.subList(0, Math.min(MOST_MATCHES, begins.size()));
    }
}
