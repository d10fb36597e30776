package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeChanges;
import dev.interproto.dataset.AgeOverlay;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FaceReader;
import dev.interproto.dataset.Problem;
import dev.interproto.face.RgbImage;
import dev.interproto.face.UnreadableImageException;
import dev.interproto.verification.AgeEstimator;
import dev.interproto.workspace.DatasetAges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Estimates the ages of a dataset's images with a model. What was estimated is written every so
 * often, and when the work is cancelled or breaks; so it can be gone on with. An image that cannot
 * be read is noted, never fatal.
 */
public final class AgeEstimationJob {
    /** Decoded at a time: a few megabytes, and a whole number of a model's batches. */
    private static final int CHUNK = 64;

    /** Between two writings: what a crash may cost. */
    private static final long WRITTEN_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Far more than anyone reads. */
    private static final int MOST_PROBLEMS = 1000;

    private final DatasetAges ages;
    private final FaceDataset dataset;
    private final AgeEstimation asked;

    public AgeEstimationJob(DatasetAges ages, FaceDataset dataset, AgeEstimation asked) {
        this.ages = ages;
        this.dataset = dataset;
        this.asked = asked;
    }

    /**
     * What came of it.
     *
     * @param dataset with the estimated ages
     * @param estimated images whose age was estimated
     * @param without images for which the model gave no age
     * @param problems images that could not be read; at most a thousand are listed
     * @param cancelled whether the person stopped it early; what was estimated is kept
     */
    public record Result(
            FaceDataset dataset,
            int estimated,
            int without,
            List<Problem> problems,
            boolean cancelled) {}

    /**
     * Estimates.
     *
     * @throws UserFacingException where the model cannot be used, or nothing is to be estimated
     */
    public Result run(Progress progress) {
        int[] samples =
                IntStream.range(0, dataset.size())
                        .filter(sample -> asked.all() || dataset.age(sample).isEmpty())
                        .toArray();
        if (samples.length == 0) {
            throw new UserFacingException(
                    "All images of " + dataset.name() + " have an age.",
                    "There is nothing to estimate.",
                    "Ask for all images to have their ages replaced by estimates.");
        }
        progress.report(0, "Loading " + asked.model().getFileName());
        try (AgeEstimator estimator =
                AgeEstimator.open(asked.model(), asked.preprocessing(), asked.unit())) {
            return new Run(samples, estimator).all(progress);
        }
    }

    /** One way through the images. */
    private final class Run {
        private final int[] samples;
        private final AgeEstimator estimator;
        private final AgeOverlay estimates = AgeOverlay.empty(dataset);
        private final List<Problem> problems = new ArrayList<>();
        private FaceDataset aged = dataset;
        private int estimated;
        private int written;
        private int without;
        private boolean begun;
        private long lastWritten = System.nanoTime();

        private Run(int[] samples, AgeEstimator estimator) {
            this.samples = samples;
            this.estimator = estimator;
        }

        private Result all(Progress progress) {
            boolean cancelled = false;
            int done = 0;
            try {
                while (done < samples.length && !cancelled) {
                    int end = Math.min(samples.length, done + CHUNK);
                    chunk(Arrays.copyOfRange(samples, done, end));
                    done = end;
                    progress.report(
                            (double) done / samples.length,
                            "Estimating ages: " + done + " of " + samples.length);
                    cancelled = progress.isCancelled();
                    if (System.nanoTime() - lastWritten >= WRITTEN_EVERY_NANOS) {
                        write();
                    }
                }
            } finally {
                write();
            }
            return new Result(aged, estimated, without, List.copyOf(problems), cancelled);
        }

        private void chunk(int[] some) {
            List<Face> faces =
                    IntStream.of(some).parallel().mapToObj(AgeEstimationJob.this::read).toList();
            List<Face> readable = faces.stream().filter(face -> face.image().isPresent()).toList();
            faces.stream()
                    .flatMap(face -> face.problem().stream())
                    .limit(Math.max(0, MOST_PROBLEMS - problems.size()))
                    .forEach(problems::add);
            if (readable.isEmpty()) {
                return;
            }
            List<OptionalInt> years =
                    estimator.estimate(
                            readable.stream().map(face -> face.image().orElseThrow()).toList());
            for (int i = 0; i < years.size(); i++) {
                if (years.get(i).isPresent()) {
                    estimates.put(
                            readable.get(i).sample(),
                            new AgeChanges.Change(years.get(i), AgeSource.ESTIMATED));
                    estimated++;
                } else {
                    without++;
                }
            }
        }

        private void write() {
            lastWritten = System.nanoTime();
            if (estimated == written) {
                return;
            }
            aged =
                    begun
                            ? ages.setFurther(dataset, estimates, Progress.NONE)
                            : ages.set(dataset, estimates, Progress.NONE);
            begun = true;
            written = estimated;
        }
    }

    private record Face(int sample, Optional<RgbImage> image, Optional<Problem> problem) {}

    private Face read(int sample) {
        try {
            return new Face(
                    sample, Optional.of(FaceReader.read(dataset, sample)), Optional.empty());
        } catch (UnreadableImageException e) {
            return new Face(
                    sample,
                    Optional.empty(),
                    Optional.of(new Problem(dataset.images().describe(sample), e.reason())));
        }
    }
}
