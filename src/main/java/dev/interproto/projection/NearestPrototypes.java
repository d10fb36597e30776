package dev.interproto.projection;

import java.util.ArrayList;
import java.util.List;

/** The prototypes most alike to one of them, by cosine. Keeps the unit-length rows. */
public final class NearestPrototypes {
    private final float[][] unit;

    /**
     * @param prototypes one row an identity, any length but zero; a zero row is alike to nothing
     *     (cosine 0)
     */
    public NearestPrototypes(float[][] prototypes) {
        this.unit = UnitRows.of(prototypes);
    }

    /**
     * A neighbour.
     *
     * @param index of the prototype
     * @param cosine −1 to 1
     */
    public record Neighbour(int index, double cosine) {}

    /**
     * The neighbours of a prototype, itself left out, most alike first; ties by index.
     *
     * @param count how many; fewer where there are not so many others
     */
    public List<Neighbour> to(int prototype, int count) {
        int k = Math.min(count, unit.length - 1);
        List<Neighbour> neighbours = new ArrayList<>(k);
        if (k < 1) {
            return neighbours;
        }
        Nearest nearest = new Nearest(k);
        for (int j = 0; j < unit.length; j++) {
            if (j != prototype) {
                nearest.offer(-UnitRows.dot(unit[prototype], unit[j]), j);
            }
        }
        int[] index = new int[k];
        double[] negated = new double[k];
        nearest.sorted(index, negated, 0);
        for (int i = 0; i < k; i++) {
            neighbours.add(new Neighbour(index[i], Math.max(-1, Math.min(1, -negated[i]))));
        }
        return neighbours;
    }
}
