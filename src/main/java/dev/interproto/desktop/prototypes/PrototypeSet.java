package dev.interproto.desktop.prototypes;

import dev.interproto.projection.NearestPrototypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The prototypes of a checkpoint with their identities. */
final class PrototypeSet {
    private final List<String> identities;
    private final boolean[] child;
    private final float[][] rows;
    private final NearestPrototypes nearest;
    private final Map<String, Integer> byName = new HashMap<>();

    /**
     * @param identities names
     * @param child flags, one an identity
     * @param rows one prototype an identity, of unit length
     */
    PrototypeSet(List<String> identities, boolean[] child, float[][] rows) {
        if (identities.size() != rows.length || child.length != rows.length) {
            throw new IllegalArgumentException(
                    rows.length + " prototypes for " + identities.size() + " identities");
        }
        this.identities = List.copyOf(identities);
        this.child = child.clone();
        this.rows = rows;
        this.nearest = new NearestPrototypes(rows);
        for (int i = 0; i < this.identities.size(); i++) {
            byName.put(this.identities.get(i), i);
        }
    }

    /**
     * A prototype like another.
     *
     * @param cosine −1 to 1
     */
    record Neighbour(String identity, boolean child, double cosine) {}

    int size() {
        return rows.length;
    }

    List<String> identities() {
        return identities;
    }

    boolean[] child() {
        return child.clone();
    }

    /** The rows themselves, not to be written to. */
    float[][] rows() {
        return rows;
    }

    /** The prototypes most alike to an identity's, most alike first; empty where it has none. */
    List<Neighbour> nearest(String identity, int count) {
        return Optional.ofNullable(byName.get(identity))
                .map(
                        index ->
                                nearest.to(index, count).stream()
                                        .map(
                                                near ->
                                                        new Neighbour(
                                                                identities.get(near.index()),
                                                                child[near.index()],
                                                                near.cosine()))
                                        .toList())
                .orElse(List.of());
    }
}
