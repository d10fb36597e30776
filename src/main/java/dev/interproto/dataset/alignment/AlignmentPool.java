package dev.interproto.dataset.alignment;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.FaceDetectors;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.UnreadableImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The threads of an alignment. The caller's thread walks the folders, workers align, and lines
 * reach the journal in the order of the walk: results that come early wait for their turn, but
 * never more than {@value #WINDOW} of them.
 */
final class AlignmentPool implements AutoCloseable {
    private static final int WINDOW = 1024;
    private static final int QUEUE = 64;
    private static final long PATIENCE_MILLIS = 50;

    /** Megapixels decoded at the same time, whatever the threads: two of the largest images. */
    private static final int MOST_MEGAPIXELS = (int) (2 * ImageDecoder.MAX_PIXELS / 1_000_000);

    private static final int MEGAPIXEL = 1_000_000;

    private final Path output;
    private final AlignmentOptions options;
    private final FaceDetectors detectors;
    private final AlignmentJournal journal;
    private final Consumer<AlignedImage> listener;
    private final long total;
    private final PointsLookup points = new PointsLookup();
    private final Map<AlignmentOutcome, Long> counts = new EnumMap<>(AlignmentOutcome.class);
    private final BlockingQueue<Task> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Semaphore window = new Semaphore(WINDOW);
    private final Semaphore megapixels = new Semaphore(MOST_MEGAPIXELS, true);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final List<Thread> workers = new ArrayList<>();

    /** Results that came before their turn, by number. Guarded by itself, as is what follows. */
    private final Map<Long, AlignedImage> early = new HashMap<>();

    private long nextToWrite;
    private long kept;
    private volatile boolean ending;

    /** A photograph and its place in the order. */
    private record Task(long number, PhotographWalk.Photograph photograph) {}

    AlignmentPool(
            Path output,
            AlignmentOptions options,
            FaceDetectors detectors,
            AlignmentJournal journal,
            Consumer<AlignedImage> listener,
            long total) {
        this.output = output;
        this.options = options;
        this.detectors = detectors;
        this.journal = journal;
        this.listener = listener;
        this.total = total;
        for (AlignmentOutcome outcome : AlignmentOutcome.values()) {
            counts.put(outcome, 0L);
        }
    }

    /**
     * Aligns what the walk finds.
     *
     * @throws CancelledException when cancelled; what was being aligned is finished first
     */
    void run(PhotographWalk walk, Progress progress) {
        for (int i = 0; i < options.threads(); i++) {
            Thread worker = new Thread(() -> work(progress), "align-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        long[] number = {0};
        try {
            walk.visit(
                    photograph -> {
                        progress.checkCancelled();
                        Optional<AlignmentOutcome> before =
                                journal.done(
                                        photograph.image(), photograph.face(), photograph.file());
                        if (before.isPresent()) {
                            count(before.get(), progress);
                        } else {
                            offer(new Task(number[0]++, photograph), progress);
                        }
                    });
        } finally {
            close();
        }
        Optional.ofNullable(failure.get())
                .ifPresent(
                        e -> {
                            throw e;
                        });
        progress.checkCancelled();
    }

    Map<AlignmentOutcome, Long> counts() {
        return counts;
    }

    /** How many photographs an earlier run had done. */
    long kept() {
        return kept;
    }

    private void count(AlignmentOutcome outcome, Progress progress) {
        synchronized (early) {
            kept++;
            counts.merge(outcome, 1L, Long::sum);
            report(progress);
        }
    }

    private void report(Progress progress) {
        long done = counts.values().stream().mapToLong(Long::longValue).sum();
        progress.report(
                Math.min(1, (double) done / total), "Aligning faces: " + done + " of " + total);
    }

    private void offer(Task task, Progress progress) {
        try {
            while (!window.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                checkGoingOn(progress);
            }
            while (!queue.offer(task, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                checkGoingOn(progress);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private void checkGoingOn(Progress progress) {
        progress.checkCancelled();
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private void work(Progress progress) {
        Optional<FaceDetector> detector = Optional.empty();
        try {
            if (options.landmarks() == LandmarkSource.DETECT) {
                detector = Optional.of(detectors.create());
            }
            PhotographAligner aligner = new PhotographAligner(output, options, points, detector);
            while (failure.get() == null && !progress.isCancelled()) {
                Task task = queue.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (task != null) {
                    finished(task.number, aligned(aligner, task.photograph), progress);
                } else if (ending) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            failure.compareAndSet(null, new UncheckedIOException(e));
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        } finally {
            detector.ifPresent(FaceDetector::close);
        }
    }

    private AlignedImage aligned(PhotographAligner aligner, PhotographWalk.Photograph photograph)
            throws IOException, InterruptedException {
        int permits = megapixels(photograph.file());
        megapixels.acquire(permits);
        try {
            return aligner.align(photograph);
        } finally {
            megapixels.release(permits);
        }
    }

    private static int megapixels(Path file) {
        try {
            int[] size = ImageDecoder.size(file);
            long pixels = (long) size[0] * size[1];
            return (int) Math.min(MOST_MEGAPIXELS, 1 + pixels / MEGAPIXEL);
        } catch (UnreadableImageException e) {
            return 1; // refused by its header, before a pixel is decoded
        }
    }

    private void finished(long number, AlignedImage image, Progress progress) throws IOException {
        synchronized (early) {
            early.put(number, image);
            for (AlignedImage next = early.remove(nextToWrite);
                    next != null;
                    next = early.remove(nextToWrite)) {
                journal.add(next);
                counts.merge(next.outcome(), 1L, Long::sum);
                nextToWrite++;
                window.release();
                listener.accept(next);
                report(progress);
            }
        }
    }

    /** Lets the workers finish what they have, and waits for them. */
    @Override
    public void close() {
        ending = true;
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true; // what is being written is finished all the same
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
