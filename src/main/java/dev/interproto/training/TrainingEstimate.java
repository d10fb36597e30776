package dev.interproto.training;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.network.Backbone;
import dev.interproto.network.FaceNetwork;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a training will take, measured before it starts: a few steps of small batches of noise
 * through the very network, and from them a straight line to the batch size wanted.
 *
 * @param parameters trainable numbers, prototypes included
 * @param memoryBytes native memory of weights, gradients, momentum and one step's arrays; Java's
 *     own heap comes on top
 * @param checkpointBytes one {@code last.npz}
 * @param epoch time of one epoch, evaluation left out
 * @param basis how the time and memory were found, for a person
 */
public record TrainingEstimate(
        long parameters, long memoryBytes, long checkpointBytes, Duration epoch, String basis) {
    /** Batches measured: two sizes, so that what a step costs whatever its size is told apart. */
    private static final int SMALL = 2;

    private static final int LARGE = 6;

    private static final int PIXELS = Backbone.IMAGE_SIZE * Backbone.IMAGE_SIZE * 3;

    /**
     * Measures. Builds the network, so it needs the memory of weights and a small batch.
     *
     * @param images in the training set
     * @param identities at least 2
     * @param childIdentities among them
     * @throws CancelledException when cancelled
     */
    public static TrainingEstimate measure(
            TrainingConfiguration configuration,
            int images,
            int identities,
            int childIdentities,
            Progress progress) {
        ConfigurationCheck.require(configuration);
        progress.report(0, "Building the network");
        int[] children = IntStream.range(0, childIdentities).toArray();
        try (FaceNetwork network = FaceNetworks.forTraining(configuration, identities, children)) {
            progress.checkCancelled();
            step(network, SMALL, identities); // The first step pays for set-up.
            progress.report(0.3, "Measuring training steps");
            progress.checkCancelled();
            double small = step(network, SMALL, identities);
            long smallBytes = network.kernels().pool().bytes();
            progress.checkCancelled();
            step(network, LARGE, identities);
            progress.report(0.7, "Measuring training steps");
            progress.checkCancelled();
            double large = step(network, LARGE, identities);
            long largeBytes = network.kernels().pool().bytes() - smallBytes;
            progress.report(1, "Measured");

            int batch = configuration.batchSize();
            double seconds = line(batch, small, large);
            double stepBytes = line(batch, smallBytes, largeBytes);
            int steps = Math.max(1, (images + batch - 1) / batch);
            long stored = network.graph().params().length();
            long updated = FaceNetworks.trainable(network.parameters());
            UpdateOptions update = configuration.refinements().update();
            int width = network.kernels().parameterType().width();
            return new TrainingEstimate(
                    updated,
                    kept(configuration, network, identities, childIdentities) * width
                            + (long) stepBytes,
                    ((update.averages() ? 2 : 1) * stored + updated) * Float.BYTES,
                    Duration.ofMillis((long) (1000 * seconds * steps)),
                    "Measured on one step of "
                            + SMALL
                            + " and one of "
                            + LARGE
                            + " images of noise, continued in a straight line to batches of "
                            + batch
                            + ".");
        }
    }

    /**
     * Numbers kept from step to step: weights, momentum and gradients, and what was asked for.
     * Where identities are sampled the head keeps its gradient: of few rows, and counted with the
     * step's.
     */
    private static long kept(
            TrainingConfiguration configuration,
            FaceNetwork network,
            int identities,
            int childIdentities) {
        UpdateOptions update = configuration.refinements().update();
        INDArray prototypes = FaceNetworks.head(network).prototypes();
        boolean sampled = FaceNetworks.head(network).partialFc().isPresent();
        long stored = network.graph().params().length();
        long graded = stored - (sampled ? prototypes.length() : 0);
        long kept = 2 * stored + graded;
        if (update.averages()) {
            kept += stored;
        }
        if (update.accumulation() > 1) {
            long rows =
                    (long) update.accumulation()
                            * (configuration.classes(identities) + childIdentities);
            kept += graded + (sampled ? Math.min(identities, rows) * prototypes.size(1) : 0);
        }
        return kept;
    }

    /** The value at a batch size of the line through those at the two measured ones. */
    static double line(int batch, double small, double large) {
        double slope = Math.max(0, (large - small) / (LARGE - SMALL));
        return small + slope * (batch - SMALL);
    }

    /** Seconds of a forward and backward pass. */
    private static double step(FaceNetwork network, int batch, int identities) {
        float[] pixels = new float[batch * PIXELS];
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 2 * random.nextFloat() - 1;
        }
        int[] labels = new int[batch];
        Arrays.setAll(labels, i -> i % identities);
        int[] ages = new int[batch];
        Arrays.fill(ages, BenchmarkWork.AGE);
        long before = System.nanoTime();
        TrainingSession.gradients(network, pixels, labels, ages);
        return (System.nanoTime() - before) / 1e9;
    }
}
