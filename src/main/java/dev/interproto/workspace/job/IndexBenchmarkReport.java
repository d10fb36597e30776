package dev.interproto.workspace.job;

import java.util.List;

/**
 * What the index costs and saves. All times are seconds by the clock, with files and folders in the
 * system's cache.
 *
 * @param images in the folder
 * @param identities in the folder
 * @param generateSeconds making the folder
 * @param findSeconds {@code find -type f}, or a walk in plain Java where there is none
 * @param headersSeconds reading the first bytes of each file once, one after the other
 * @param firstIndexingSeconds opening the folder without an index, storing one
 * @param firstIndexingRatio {@code firstIndexingSeconds} by {@code findSeconds + headersSeconds}
 * @param scanSeconds opening the folder without storing anything, after the indexing
 * @param reopenSeconds opening it again in this process, median
 * @param fresh the same in a Java started for it
 * @param changedFolders folders that got an image
 * @param changedSeconds opening after these changes
 * @param heapBytes used after opening and collecting garbage, everything included
 * @param filterMilliseconds finding the images whose name holds a text
 * @param indexBytes of the index's file
 * @param notes what one must know to read the figures
 */
public record IndexBenchmarkReport(
        int images,
        int identities,
        double generateSeconds,
        double findSeconds,
        double headersSeconds,
        double firstIndexingSeconds,
        double firstIndexingRatio,
        double scanSeconds,
        double reopenSeconds,
        Reopening fresh,
        int changedFolders,
        double changedSeconds,
        long heapBytes,
        double filterMilliseconds,
        long indexBytes,
        List<String> notes) {

    /**
     * One opening in a Java of its own.
     *
     * @param openSeconds of opening and summing up the dataset, from the call to its return
     * @param processSeconds from starting Java to its end; 0 as seen from within
     * @param processorSeconds that all threads computed until the dataset was open
     * @param heapBytes used after collecting garbage
     */
    public record Reopening(
            int images,
            double openSeconds,
            double processSeconds,
            double processorSeconds,
            long heapBytes) {}
}
