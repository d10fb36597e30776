package dev.interproto.training;

import dev.interproto.network.kernel.TimedKernels;
import java.util.Arrays;
import java.util.List;

/**
 * What a benchmark found. Rates and times are of single steps after the warm-up.
 *
 * @param kind of work
 * @param backbone id; empty where none was run
 * @param batchSize images a step
 * @param identities prototypes; 0 without
 * @param precision settled: {@code float32} or {@code bfloat16}
 * @param kernels the arithmetic and why
 * @param threads that compute or load
 * @param steps measured
 * @param imagesPerSecond median
 * @param imagesPerSecondMin of the slowest step
 * @param imagesPerSecondMax of the fastest step
 * @param stepMilliseconds median
 * @param peakMemoryBytes most memory ever resident in this process, Java's own included
 * @param memoryEarlyBytes resident after a tenth of the steps
 * @param memoryLateBytes resident after the last step
 * @param convolutionShare of a step's time, 0 to 1, from further steps that were timed operation by
 *     operation
 * @param operations those further steps' time by operation, longest first
 * @param notes what one must know to read the figures
 */
public record BenchmarkReport(
        String kind,
        String backbone,
        int batchSize,
        int identities,
        String precision,
        String kernels,
        int threads,
        int steps,
        double imagesPerSecond,
        double imagesPerSecondMin,
        double imagesPerSecondMax,
        double stepMilliseconds,
        long peakMemoryBytes,
        long memoryEarlyBytes,
        long memoryLateBytes,
        double convolutionShare,
        List<Operation> operations,
        List<String> notes) {
    public BenchmarkReport {
        operations = List.copyOf(operations);
        notes = List.copyOf(notes);
    }

    /**
     * The time of one operation.
     *
     * @param name of the operation
     * @param callsPerStep how often a step calls it
     * @param millisecondsPerStep of all those calls
     */
    public record Operation(String name, double callsPerStep, double millisecondsPerStep) {
        static Operation of(TimedKernels.Entry entry, int steps) {
            return new Operation(
                    entry.operation(),
                    (double) entry.calls() / steps,
                    1000 * entry.seconds() / steps);
        }
    }

    /** The median; of an even number the mean of the middle two. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
