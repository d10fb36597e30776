package dev.interproto.verification.analysis;

import dev.interproto.common.Progress;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.verification.EmbeddedImages;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.FaceSource;
import dev.interproto.verification.ImageEmbedding;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Embeds sampled images, some at a time, and hands them on. */
final class SampledImages {
    /** Images whose embeddings are held at a time: 2 MiB at 512 numbers. */
    private static final int AT_A_TIME = 1024;

    private final FaceDataset dataset;
    private final FaceEmbedder embedder;
    private final FaceSource faces;

    SampledImages(FaceDataset dataset, FaceEmbedder embedder, FaceSource faces) {
        this.dataset = dataset;
        this.embedder = embedder;
        this.faces = faces;
    }

    /**
     * Measures all images that are wanted, each embedded once.
     *
     * @return how many of them cannot be read
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    int measure(IdentitySums sums, Optional<AngleSums> angles, Progress progress) {
        BitSet wanted = (BitSet) sums.images().clone();
        angles.ifPresent(each -> wanted.or(each.images()));
        int[] images = wanted.stream().toArray();
        int unreadable = 0;
        for (int from = 0; from < images.length; from += AT_A_TIME) {
            int to = Math.min(images.length, from + AT_A_TIME);
            int[] some = IntStream.range(from, to).map(i -> images[i]).toArray();
            Progress part =
                    progress.part((double) from / images.length, (double) to / images.length);
            unreadable += measure(some, sums, angles, part);
        }
        return unreadable;
    }

    private int measure(
            int[] images, IdentitySums sums, Optional<AngleSums> angles, Progress progress) {
        List<ImageLocation> places = new ArrayList<>(images.length);
        for (int image : images) {
            places.add(dataset.images().location(image));
        }
        EmbeddedImages embedded = ImageEmbedding.embed(places, embedder, faces, progress);
        int[] read =
                IntStream.range(0, images.length)
                        .filter(i -> embedded.rows().containsKey(places.get(i)))
                        .toArray();
        for (int i : read) {
            sums.add(images[i], embedded.rows().get(places.get(i)));
        }
        angles.ifPresent(each -> measure(images, places, read, embedded, each));
        return images.length - read.length;
    }

    /** Measured side by side, taken in in their order, so that sums come out the same. */
    private static void measure(
            int[] images,
            List<ImageLocation> places,
            int[] read,
            EmbeddedImages embedded,
            AngleSums angles) {
        int[] wanted = IntStream.of(read).filter(i -> angles.images().get(images[i])).toArray();
        PrototypeAngles.Of[] measured =
                IntStream.of(wanted)
                        .parallel()
                        .mapToObj(
                                i -> angles.measure(images[i], embedded.rows().get(places.get(i))))
                        .toArray(PrototypeAngles.Of[]::new);
        for (int i = 0; i < wanted.length; i++) {
            angles.add(images[wanted[i]], measured[i]);
        }
    }
}
