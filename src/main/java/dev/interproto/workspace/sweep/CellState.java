package dev.interproto.workspace.sweep;

/** Where a cell stands. */
public enum CellState {
    /** There is no run of its name. */
    NOT_BEGUN,
    /** A live process trains it, this one or another. */
    RUNNING,
    /** Begun and not finished; goes on from its last checkpoint. */
    STOPPED,
    /** Trained to its last epoch; never trained again. */
    FINISHED,
    /** Broke, or could not begin. */
    FAILED,
    /** There is a run of its name that was trained with other settings; left as it is. */
    DIFFERENT
}
