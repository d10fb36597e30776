package dev.interproto.dataset.container;

import java.util.Optional;

/**
 * What each record of a walk is called: by the index file, where that names exactly the records
 * that are there; else by the order in the file, as MXNet numbers them anew; where some records of
 * the file are damaged, by the identifiers in the records' headers, if they ascend.
 */
final class RecordNumbering {
    private final RecordKeys keys;
    private final IntColumn keyed = new IntColumn();
    private final IntColumn identified = new IntColumn();
    private Optional<String> stale;
    private int nextKey;
    private long damagedUntil;
    private boolean damaged;
    private boolean identifiersAscend = true;

    RecordNumbering(RecordKeys keys) {
        this.keys = keys;
        this.stale = keys.fault();
    }

    /**
     * The next record of the walk.
     *
     * @param identifier of the record's header, 0 to 2⁶⁴ − 1
     */
    void add(long place, long identifier) {
        skipKeysBefore(place);
        int key = -1;
        if (nextKey < keys.places().length && keys.places()[nextKey] == place) {
            key = keys.numbers()[nextKey++];
        } else if (stale.isEmpty()) {
            stale = Optional.of("it does not know the record at byte " + place);
        }
        keyed.add(key);
        int last = identified.size() - 1;
        identifiersAscend &=
                identifier >= 0
                        && identifier <= Integer.MAX_VALUE
                        && (last < 0 || identifier > identified.get(last));
        identified.add((int) identifier);
    }

    /** Takes the last record back: it was no whole one. */
    void removeLast() {
        keyed.removeLast();
        identified.removeLast();
    }

    /** Up to here the file is damaged: keys that point into it are no fault of the index. */
    void damagedUntil(long place) {
        damagedUntil = place;
        damaged = true;
    }

    /** The walk is over. */
    void end(long fileSize) {
        skipKeysBefore(fileSize);
    }

    private void skipKeysBefore(long place) {
        while (nextKey < keys.places().length && keys.places()[nextKey] < place) {
            if (stale.isEmpty() && keys.places()[nextKey] >= damagedUntil) {
                stale =
                        Optional.of(
                                "it names a record at byte "
                                        + keys.places()[nextKey]
                                        + ", where none begins");
            }
            nextKey++;
        }
    }

    /** Why the index file is not gone by; empty where it is. */
    Optional<String> stale() {
        return stale;
    }

    /** How many records so far. */
    int size() {
        return keyed.size();
    }

    /** What a record is called, as far as known; final after {@link #end}. */
    int number(int ordinal) {
        if (stale.isEmpty()) {
            return keyed.get(ordinal);
        }
        return damaged && identifiersAscend ? identified.get(ordinal) : ordinal;
    }
}
