package dev.interproto.verification.analysis;

import dev.interproto.dataset.FaceDataset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The mean embedding of each compared identity, over images of its group: a child identity's over
 * its child images, another's over its other images. Memory for the compared identities alone.
 */
final class IdentitySums {
    private final FaceDataset dataset;
    private final IdentityChoice choice;
    private final BitSet images = new BitSet();
    private final Map<Integer, double[]> sums = new HashMap<>();

    IdentitySums(FaceDataset dataset, IdentityChoice choice, AnalysisOptions options) {
        this.dataset = dataset;
        this.choice = choice;
        for (int identity : choice.children()) {
            choose(identity, true, options);
        }
        for (int identity : choice.adults()) {
            choose(identity, false, options);
        }
    }

    private void choose(int identity, boolean child, AnalysisOptions options) {
        SeededSample sample = new SeededSample(AnalysisOptions.IMAGES_OF_MEAN, options.seed());
        int first = dataset.firstSample(identity);
        for (int i = first; i < first + dataset.sampleCount(identity); i++) {
            if (options.isChildImage(dataset, i) == child) {
                sample.offer(i);
            }
        }
        for (int chosen : sample.sorted()) {
            images.set(chosen);
        }
    }

    /** The images that are wanted. */
    BitSet images() {
        return images;
    }

    /** Takes in an image, where it is wanted. */
    void add(int sample, float[] row) {
        if (images.get(sample)) {
            double[] sum =
                    sums.computeIfAbsent(
                            dataset.identityOf(sample), identity -> new double[row.length]);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += row[i];
            }
        }
    }

    /** Unit means of the sampled child identities; those without an image are left out. */
    float[][] children() {
        return means(choice.children());
    }

    /** The same of the others. */
    float[][] adults() {
        return means(choice.adults());
    }

    private float[][] means(int[] identities) {
        return IntStream.of(identities)
                .mapToObj(sums::get)
                .filter(Objects::nonNull)
                .map(IdentitySums::unit)
                .flatMap(List::stream)
                .toArray(float[][]::new);
    }

    /** None where the embeddings cancel out. */
    private static List<float[]> unit(double[] sum) {
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        float[] unit = new float[sum.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (sum[i] / Math.sqrt(squares));
        }
        return squares > 0 ? List.of(unit) : List.of();
    }
}
