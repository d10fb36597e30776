package dev.interproto.desktop.datasets;

import dev.interproto.dataset.DatasetSummary;
import dev.interproto.workspace.KnownDataset;

/** A line of the dataset list. */
record DatasetEntry(KnownDataset known, State state) {

    /** How far it is opened. */
    sealed interface State {}

    /** Its folder is being scanned. */
    record Loading() implements State {}

    /** Its figures are known. */
    record Ready(DatasetSummary summary) implements State {}

    /** It could not be opened; a sentence says why. */
    record Failed(String reason) implements State {}

    boolean isReady() {
        return state instanceof Ready;
    }
}
