package dev.interproto.desktop.ages;

/**
 * How the table is sorted.
 *
 * @param column by what
 * @param descending the largest first
 */
record ImageOrder(Column column, boolean descending) {
    /** Identity after identity, as the dataset numbers them. */
    static final ImageOrder DATASET = new ImageOrder(Column.IDENTITY, false);

    /** The columns one can sort by. */
    enum Column {
        IDENTITY,
        FILE,
        AGE,
        SOURCE,
        SIZE,
        PROBLEM
    }
}
