package dev.interproto.verification;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.Problem;
import dev.interproto.face.RgbImage;
import dev.interproto.face.UnreadableImageException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Embeds images: each distinct one is decoded once, on worker threads that stay a batch ahead, and
 * embedded once on the calling thread. An unreadable image is noted, never fatal.
 */
public final class ImageEmbedding {
    /** Large enough to fill the matrix units, small enough for an IR-152's activations. */
    private static final int BATCH = 32;

    private static final int MOST_DECODERS = 8;

    private final FaceEmbedder embedder;
    private final FaceSource faces;
    private final Map<ImageLocation, float[]> rows = new LinkedHashMap<>();
    private final Map<ImageLocation, Problem> unreadable = new LinkedHashMap<>();

    private ImageEmbedding(FaceEmbedder embedder, FaceSource faces) {
        this.embedder = embedder;
        this.faces = faces;
    }

    /**
     * Embeds images.
     *
     * @param images repeats are embedded once
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public static EmbeddedImages embed(
            Collection<ImageLocation> images,
            FaceEmbedder embedder,
            FaceSource faces,
            Progress progress) {
        ImageEmbedding work = new ImageEmbedding(embedder, faces);
        work.run(new LinkedHashSet<>(images), progress);
        return new EmbeddedImages(work.rows, work.unreadable);
    }

    private void run(Collection<ImageLocation> images, Progress progress) {
        int threads = Math.min(MOST_DECODERS, Runtime.getRuntime().availableProcessors());
        ExecutorService decoders = Executors.newFixedThreadPool(threads, ImageEmbedding::decoder);
        try {
            Queue<Future<Decoded>> ahead = new ArrayDeque<>();
            Iterator<ImageLocation> next = images.iterator();
            List<Decoded> batch = new ArrayList<>(BATCH);
            int done = 0;
            while (next.hasNext() || !ahead.isEmpty()) {
                progress.checkCancelled();
                while (next.hasNext() && ahead.size() < 2 * BATCH) {
                    ImageLocation image = next.next();
                    ahead.add(decoders.submit(() -> decode(image)));
                }
                Decoded decoded = ahead.remove().get();
                done++;
                if (decoded.problem().isEmpty()) {
                    batch.add(decoded);
                } else {
                    unreadable.put(decoded.image(), decoded.problem().get());
                }
                boolean last = !next.hasNext() && ahead.isEmpty();
                if (batch.size() == BATCH || last) {
                    embed(batch);
                    batch.clear();
                    progress.report(
                            (double) done / images.size(),
                            "Embedding images: " + done + " of " + images.size());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("decoding failed", e.getCause());
        } finally {
            decoders.shutdownNow();
        }
    }

    private void embed(List<Decoded> batch) {
        if (batch.isEmpty()) {
            return;
        }
        float[][] embedded =
                embedder.embed(batch.stream().map(d -> d.face().orElseThrow()).toList());
        for (int i = 0; i < batch.size(); i++) {
            rows.put(batch.get(i).image(), embedded[i]);
        }
    }

    private Decoded decode(ImageLocation image) {
        try {
            return new Decoded(image, Optional.of(faces.read(image)), Optional.empty());
        } catch (UnreadableImageException e) {
            return unreadable(image, e.reason());
        } catch (IOException | RuntimeException e) {
            return unreadable(
                    image, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static Decoded unreadable(ImageLocation image, String reason) {
        return new Decoded(
                image, Optional.empty(), Optional.of(new Problem(image.toString(), reason)));
    }

    private static Thread decoder(Runnable work) {
        Thread thread = new Thread(work, "decode");
        thread.setDaemon(true);
        return thread;
    }

    /** One image's face, or why there is none. */
    private record Decoded(
            ImageLocation image, Optional<RgbImage> face, Optional<Problem> problem) {}
}
