package dev.interproto.dataset;

import dev.interproto.common.CancelledException;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.FaceTensor;
import dev.interproto.face.RgbImage;
import dev.interproto.face.UnreadableImageException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Training batches, decoded ahead on loader threads.
 *
 * <p>Each epoch has as many images as the dataset: every image once, unless the {@link Sampling}
 * asks for a balance, in an order that depends on the seed and the epoch alone; whether an image is
 * mirrored, and what an {@link Augmentation} does to it, depends on the seed, the epoch and the
 * image or its place. So the batches are the same for any number of threads, and after a resume.
 *
 * <p>The last, incomplete batch of an epoch is kept if it has at least two images and dropped
 * otherwise (BatchNorm needs two).
 *
 * <p>An image that cannot be decoded is replaced by another one chosen by the same seeded rule,
 * with that one's label, and listed in {@link #problems}.
 *
 * <p>Images are decoded anew in every epoch; there is no cache of decoded ones, for it would save
 * little and cost much. Decoding alone was measured at 6,200 JPEG faces (RecordIO) and 2,600 PNG
 * faces of 112×112 a second of one core, on a machine that was busy with other work. MobileFaceNet
 * trains on about 250 images a second on two cores, IR-SE-50 on about 20: decoding takes 4 % (PNG 9
 * %) and 0.3 % of a core. At 5,000 images a second, a fast GPU's, it takes 0.8 (PNG 1.9) cores of
 * the loader's threads, ahead of the step. The cache would take 37,632 bytes an image: 19 GB for
 * 500,000 images and 218 GB for 5.8 million, which no longer fits the memory of most machines.
 *
 * <p>The batches of one epoch are taken by one thread at a time.
 */
public final class FaceBatches implements AutoCloseable {
    /** Substitutes tried for one image before the dataset counts as unusable. */
    private static final int ATTEMPTS = 100;

    private final FaceDataset dataset;
    private final LoaderOptions options;
    private final Augmenter augmenter;
    private final ExecutorService threads;
    private final Queue<FaceBatch> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger buffers = new AtomicInteger();
    private final Map<Integer, Problem> unreadable = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @throws UserFacingException where the dataset cannot be trained on: fewer than two identities
     *     or images, or none of those that the sampling is to balance
     */
    public FaceBatches(FaceDataset dataset, LoaderOptions options) {
        dataset.requireTrainable();
        options.sampling().requireFor(dataset, options.childAge());
        this.dataset = dataset;
        this.options = options;
        this.augmenter = new Augmenter(options.augmentation(), options.seed());
        AtomicInteger number = new AtomicInteger();
        this.threads =
                Executors.newFixedThreadPool(
                        options.threads(),
                        work -> {
                            Thread thread =
                                    new Thread(work, "face-loader-" + number.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Batches in an epoch. */
    public int stepsPerEpoch() {
        int rest = dataset.size() % options.batchSize();
        return dataset.size() / options.batchSize() + (rest >= 2 ? 1 : 0);
    }

    /** The images that could not be decoded so far, in the order of the dataset. */
    public List<Problem> problems() {
        return unreadable.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Starts an epoch; its first batches are being made when this returns.
     *
     * @param number any number; the same number gives the same batches
     */
    public Epoch epoch(int number) {
        return epoch(number, 0);
    }

    /**
     * Starts an epoch in its middle, for resuming.
     *
     * @param firstStep the first batch wanted, 0 to {@link #stepsPerEpoch}
     */
    public Epoch epoch(int number, int firstStep) {
        return new Epoch(
                SampleOrder.of(
                        dataset, options.sampling(), options.childAge(), options.seed(), number),
                firstStep);
    }

    /** Stops the loader threads; batches in use stay valid, an epoch under way ends. */
    @Override
    public void close() {
        closed = true;
        threads.shutdown();
    }

    /** How many batches' arrays exist; stays the same once each batch is closed after use. */
    int bufferCount() {
        return buffers.get();
    }

    private FaceBatch load(Epoch epoch, int step) {
        int first = step * options.batchSize();
        int count = Math.min(options.batchSize(), dataset.size() - first);
        FaceBatch batch = free.poll();
        if (batch == null) {
            buffers.incrementAndGet();
            batch = new FaceBatch(Math.min(options.batchSize(), dataset.size()), free);
        }
        batch.lend(count);
        try {
            for (int i = 0; i < count; i++) {
                // A flag, not an interrupt: an interrupted read looks like an unreadable file.
                if (closed || epoch.closed) {
                    throw new CancelledException();
                }
                load(epoch.order, first + i, batch, i);
            }
        } catch (RuntimeException e) {
            batch.close();
            throw e;
        }
        return batch;
    }

    private void load(SampleOrder order, int position, FaceBatch batch, int index) {
        int sample = order.sample(position);
        for (int attempt = 0; attempt <= ATTEMPTS; attempt++) {
            try {
                RgbImage face =
                        augmenter.apply(FaceReader.read(dataset, sample), order.epoch(), position);
                boolean flip = options.flip() && order.flipped(position, sample);
                FaceTensor.write(face, batch.pixels(), index * FaceTensor.LENGTH, flip);
                batch.labels()[index] = dataset.identityOf(sample);
                batch.ages()[index] = dataset.age(sample).orElse(FaceDataset.NO_AGE);
                return;
            } catch (UnreadableImageException e) {
                unreadable.putIfAbsent(
                        sample,
                        new Problem(
                                dataset.images().describe(sample),
                                "The image " + e.reason() + "; others take its place."));
                sample = order.substitute(position, attempt);
            }
        }
        throw new UserFacingException(
                "Hardly any image of the dataset " + dataset.name() + " can be read.",
                "Training cannot go on. One of them: "
                        + unreadable.values().iterator().next().where()
                        + ".",
                "Check that the folder "
                        + dataset.root()
                        + " is still there and its images are whole.");
    }

    /** The batches of one epoch; closing it early drops what was made ahead. */
    public final class Epoch implements Iterator<FaceBatch>, AutoCloseable {
        private final SampleOrder order;
        private final Deque<Future<FaceBatch>> ahead = new ArrayDeque<>();
        private int nextToStart;
        private volatile boolean closed;

        private Epoch(SampleOrder order, int firstStep) {
            this.order = order;
            this.nextToStart = firstStep;
            for (int i = 0; i < options.prefetch(); i++) {
                startOne();
            }
        }

        private void startOne() {
            if (nextToStart < stepsPerEpoch() && !FaceBatches.this.closed) {
                int step = nextToStart++;
                ahead.add(threads.submit(() -> load(this, step)));
            }
        }

        @Override
        public boolean hasNext() {
            return !ahead.isEmpty();
        }

        /**
         * The next batch, waiting for it if need be; close it after use.
         *
         * @throws UserFacingException where images cannot be read and no substitute is found
         * @throws CancelledException where the thread is interrupted
         */
        @Override
        public FaceBatch next() {
            if (ahead.isEmpty()) {
                throw new NoSuchElementException("the epoch is over");
            }
            try {
                FaceBatch batch = ahead.remove().get();
                startOne();
                return batch;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException("loading a batch failed", e.getCause());
            }
        }

        @Override
        public void close() {
            closed = true;
            for (Future<FaceBatch> future : ahead) {
                future.cancel(false);
                if (future.isDone() && !future.isCancelled()) {
                    giveBack(future);
                }
            }
            ahead.clear();
        }

        private void giveBack(Future<FaceBatch> finished) {
            try {
                finished.get().close();
            } catch (InterruptedException | ExecutionException e) {
                // There is no batch to give back; a failure concerns nobody any more.
                return;
            }
        }
    }
}
