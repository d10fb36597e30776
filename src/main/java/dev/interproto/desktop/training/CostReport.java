package dev.interproto.desktop.training;

import java.util.List;
import java.util.Optional;

/**
 * What a look at the data says about a training before it starts.
 *
 * @param images in the training set
 * @param identities in the training set
 * @param childIdentities by the rule chosen
 * @param stepsPerEpoch batches
 * @param steps batches of all epochs
 * @param figures what it will take; empty while nothing is known of this machine
 * @param notes what the person should know
 */
record CostReport(
        int images,
        int identities,
        int childIdentities,
        int stepsPerEpoch,
        long steps,
        Optional<Figures> figures,
        List<Note> notes) {
    CostReport {
        notes = List.copyOf(notes);
    }

    /**
     * @param memoryBytes while it trains
     * @param checkpointBytes of one checkpoint on disk
     * @param secondsPerEpoch on this machine, empty where its speed is not known
     */
    record Figures(long memoryBytes, long checkpointBytes, Optional<Double> secondsPerEpoch) {}

    /**
     * @param warning whether it disappoints, or is only good to know
     */
    record Note(boolean warning, String text) {}
}
