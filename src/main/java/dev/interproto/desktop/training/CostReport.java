package dev.interproto.desktop.training;

import java.util.ArrayList;
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
 * @param testSets their names, in order
 * @param figures what it will take; empty until it is measured
 * @param notes what the person should know
 */
record CostReport(
        int images,
        int identities,
        int childIdentities,
        int stepsPerEpoch,
        long steps,
        List<String> testSets,
        Optional<Figures> figures,
        List<Note> notes) {
    CostReport {
        testSets = List.copyOf(testSets);
        notes = List.copyOf(notes);
    }

    /**
     * @param memoryBytes while it trains
     * @param checkpointBytes of one checkpoint on disk
     * @param secondsPerEpoch on this machine, evaluation left out
     * @param basis how this was found, for a person
     */
    record Figures(long memoryBytes, long checkpointBytes, double secondsPerEpoch, String basis) {}

    /**
     * @param warning whether it disappoints, or is only good to know
     */
    record Note(boolean warning, String text) {}

    CostReport with(Figures measured) {
        return new CostReport(
                images,
                identities,
                childIdentities,
                stepsPerEpoch,
                steps,
                testSets,
                Optional.of(measured),
                notes);
    }

    CostReport with(Note note) {
        List<Note> more = new ArrayList<>(notes);
        more.add(note);
        return new CostReport(
                images, identities, childIdentities, stepsPerEpoch, steps, testSets, figures, more);
    }
}
