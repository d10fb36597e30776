package dev.interproto.workspace.sweep;

import dev.interproto.workspace.RunRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person decided about a sweep's course, as {@code queue.json}. Where the cells stand is not
 * here: the run folders say that.
 *
 * @param order names of cells that come first, in this order; the others follow in the plan's
 * @param paused whether nothing more is to be begun
 * @param failures why cells could not even begin, by name: they left no run folder that would say
 */
public record SweepQueue(
        List<String> order, boolean paused, Map<String, RunRecord.Failure> failures) {
    /** As a sweep begins. */
    public static final SweepQueue EMPTY = new SweepQueue(List.of(), false, Map.of());

    public SweepQueue {
        order = order == null ? List.of() : List.copyOf(order);
        failures =
                failures == null
                        ? Map.of()
                        : Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    SweepQueue withPaused(boolean now) {
        return new SweepQueue(order, now, failures);
    }

    SweepQueue withOrder(List<String> names) {
        return new SweepQueue(names, paused, failures);
    }

    SweepQueue withFailure(String cell, RunRecord.Failure failure) {
        Map<String, RunRecord.Failure> more = new LinkedHashMap<>(failures);
        more.put(cell, failure);
        return new SweepQueue(order, paused, more);
    }

    SweepQueue withoutFailure(String cell) {
        Map<String, RunRecord.Failure> fewer = new LinkedHashMap<>(failures);
        fewer.remove(cell);
        return new SweepQueue(order, paused, fewer);
    }

    /** The cells as they are to be trained. */
    List<SweepCell> sorted(List<SweepCell> planned) {
        List<SweepCell> sorted = new ArrayList<>(planned);
        sorted.sort(
                Comparator.comparingInt(
                        cell -> {
                            int place = order.indexOf(cell.name());
                            return place < 0 ? Integer.MAX_VALUE : place;
                        }));
        return sorted;
    }

    /**
     * Moves cells to the front or the end, keeping their order among each other.
     *
     * @param planned all cells in the plan's order
     * @param names of the cells to move, in the order wanted
     */
    SweepQueue moved(List<SweepCell> planned, Collection<String> names, boolean toTheEnd) {
        List<String> rest = new ArrayList<>(sorted(planned).stream().map(SweepCell::name).toList());
        rest.removeAll(names);
        rest.addAll(toTheEnd ? rest.size() : 0, names);
        return withOrder(rest);
    }
}
