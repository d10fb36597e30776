package dev.interproto.desktop.sweeps;

import dev.interproto.workspace.sweep.CellStatus;

/**
 * A cell of the queue as the table shows it.
 *
 * @param place in the queue, from 1
 */
record CellRow(int place, CellStatus status) {

    String name() {
        return status.cell().name();
    }

    int epochsDone() {
        return status.record().map(record -> record.epochsDone()).orElse(0);
    }

    int epochs() {
        return status.cell().request().configuration().epochs();
    }
}
