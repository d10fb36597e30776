package dev.interproto.workspace.job;

import dev.interproto.common.CsvLine;
import dev.interproto.dataset.FaceDataset;
import java.util.List;

/**
 * Identities that a network takes for the same person, and images it would file elsewhere: what may
 * be wrong in the labels. A hint for eyes, not a verdict.
 *
 * @param pairs most alike first
 * @param pairCount of all pairs at or above the threshold, listed or not
 * @param misplaced images nearer to another identity than to their own, the clearest first
 * @param threshold cosine of two identities' means from which they are listed
 * @param typical median cosine of an image with the mean of its identity's other images
 * @param compared identities of which an image could be read
 */
public record Lookalikes(
        List<Pair> pairs,
        long pairCount,
        List<Misplaced> misplaced,
        double threshold,
        double typical,
        int compared) {
    public Lookalikes {
        pairs = List.copyOf(pairs);
        misplaced = List.copyOf(misplaced);
    }

    /**
     * Two identities of the dataset.
     *
     * @param cosine of their means, −1 to 1
     */
    public record Pair(int first, int second, double cosine) {}

    /**
     * An image.
     *
     * @param sample in the dataset
     * @param own cosine with the mean of its identity's other images
     * @param other the identity it is nearest to
     * @param otherCosine cosine with that one's mean
     */
    public record Misplaced(int sample, double own, int other, double otherCosine) {}

    /** The pairs as a table. */
    public static String csv(FaceDataset dataset, List<Pair> pairs) {
        StringBuilder text = new StringBuilder("identity,looks_like,cosine,images,its_images\n");
        for (Pair pair : pairs) {
            text.append(
                            CsvLine.join(
                                    dataset.identityName(pair.first()),
                                    dataset.identityName(pair.second()),
                                    pair.cosine(),
                                    dataset.sampleCount(pair.first()),
                                    dataset.sampleCount(pair.second())))
                    .append('\n');
        }
        return text.toString();
    }
}
