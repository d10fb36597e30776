package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.container.LocatedImages;
import dev.interproto.verification.EmbeddedImages;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.ImageEmbedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stands for an identity where a model has no prototypes: the mean of the embeddings of its
 * images, brought to unit length. An identity none of whose images can be read is left out.
 */
final class IdentityMeans {
    /** Images whose embeddings are held at a time, at least an identity's: 4 MiB at 512 numbers. */
    private static final int AT_A_TIME = 2048;

    private final FaceDataset dataset;
    private final FaceEmbedder embedder;
    private final boolean[] isChild;
    private final LocatedImages located;
    private final ImageListener listener;
    private final List<String> names = new ArrayList<>();
    private final List<float[]> rows = new ArrayList<>();
    private final List<Boolean> child = new ArrayList<>();

    private IdentityMeans(
            FaceDataset dataset,
            FaceEmbedder embedder,
            LocatedImages located,
            ImageListener listener) {
        this.dataset = dataset;
        this.listener = listener;
        this.embedder = embedder;
        this.located = located;
        this.isChild = new boolean[dataset.identityCount()];
        for (int identity : ChildRule.PAPER.childIdentities(dataset)) {
            isChild[identity] = true;
        }
    }

    /**
     * Embeds all images of a dataset.
     *
     * @throws UserFacingException where none of them can be read
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    static IdentityVectors of(FaceDataset dataset, FaceEmbedder embedder, Progress progress) {
        return of(dataset, embedder, (sample, row, own) -> {}, progress);
    }

    /** Learns of each image on the way, while its embedding is at hand. */
    interface ImageListener {
        /**
         * @param row the image's embedding, of unit length
         * @param own cosine with the mean of its identity's other images, −1 to 1; NaN where it has
         *     no others
         */
        void image(int sample, float[] row, double own);
    }

    /** As above. */
    static IdentityVectors of(
            FaceDataset dataset, FaceEmbedder embedder, ImageListener listener, Progress progress) {
        IdentityMeans means;
        try (LocatedImages located = new LocatedImages()) {
            means = new IdentityMeans(dataset, embedder, located, listener);
            means.addAll(progress);
        }
        if (means.rows.isEmpty()) {
            throw new UserFacingException(
                    "None of the " + dataset.size() + " images of " + dataset.root() + " is read.",
                    "There is nothing to map.",
                    "Check that the files are whole.");
        }
        boolean[] flags = new boolean[means.child.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = means.child.get(i);
        }
        return new IdentityVectors(means.names, means.rows.toArray(new float[0][]), flags);
    }

    private void addAll(Progress progress) {
        int first = 0;
        while (first < dataset.identityCount()) {
            int end = first + 1;
            while (end < dataset.identityCount()
                    && dataset.firstSample(end) - dataset.firstSample(first) < AT_A_TIME) {
                end++;
            }
            add(first, end, progress);
            first = end;
        }
    }

    private void add(int first, int end, Progress progress) {
        List<ImageLocation> images = new ArrayList<>();
        for (int sample = dataset.firstSample(first); sample < after(end - 1); sample++) {
            images.add(location(sample));
        }
        double done = (double) dataset.firstSample(first) / dataset.size();
        double then = (double) after(end - 1) / dataset.size();
        EmbeddedImages embedded =
                ImageEmbedding.embed(images, embedder, located::face, progress.part(done, then));
        for (int identity = first; identity < end; identity++) {
            add(identity, embedded);
        }
    }

    private void add(int identity, EmbeddedImages embedded) {
        double[] sum = new double[embedder.dimension()];
        for (int sample = dataset.firstSample(identity); sample < after(identity); sample++) {
            float[] row = embedded.rows().get(location(sample));
            for (int i = 0; row != null && i < sum.length; i++) {
                sum[i] += row[i];
            }
        }
        for (int sample = dataset.firstSample(identity); sample < after(identity); sample++) {
            float[] row = embedded.rows().get(location(sample));
            if (row != null) {
                listener.image(sample, row, cosineWithOthers(row, sum));
            }
        }
        double norm = Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum());
        if (norm > 0) {
            float[] mean = new float[sum.length];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (float) (sum[i] / norm);
            }
            names.add(dataset.identityName(identity));
            rows.add(mean);
            child.add(isChild[identity]);
        }
    }

    private static double cosineWithOthers(float[] row, double[] sum) {
        double dot = 0;
        double squares = 0;
        for (int i = 0; i < sum.length; i++) {
            double others = sum[i] - row[i];
            dot += row[i] * others;
            squares += others * others;
        }
        // What rounding leaves of a sum of one.
        return squares < 1e-6 ? Double.NaN : dot / Math.sqrt(squares);
    }

    private int after(int identity) {
        return dataset.firstSample(identity) + dataset.sampleCount(identity);
    }

    private ImageLocation location(int sample) {
        return dataset.images().location(sample);
    }
}
