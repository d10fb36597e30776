package dev.interproto.training;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceBatch;
import dev.interproto.dataset.FaceBatches;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.loss.LossStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Looks for a learning rate: a network of its own is trained while the rate rises exponentially
 * from step to step, until the loss runs away (the range test of Smith, "Cyclical learning rates
 * for training neural networks", WACV 2017). Nothing is saved. On the thread that calls it.
 *
 * <p>The test is Smith's; reading one rate off its curve is not: he reads two bounds off by eye.
 * The rule here ({@link Result#suggestion}) is our own, a rule of thumb that nobody has published
 * or proved, and it looks at what a rate does within some steps only, not at where a whole training
 * ends. Measured on the 1,200 demo faces with {@code ir-small}, one run each: 0.11 is suggested.
 * After 76 steps at it the training accuracy was 26 %, at ten times as much 17 %, at a tenth 52 %.
 * So it errs to the high side: try lower rates beside it.
 */
public final class LearningRateFinder {
    /** Lowest and highest rate tried. */
    static final double FROM = 1e-5;

    static final double TO = 10;

    /** Fewest steps that make a curve. */
    public static final int FEWEST_STEPS = 20;

    /** Enough for a smooth curve, in a minute or a few. */
    public static final int USUAL_STEPS = 200;

    /** Of the past in a smoothed loss: about the last ten steps. */
    private static final double PAST = 0.9;

    /** Times the best smoothed loss at which it has run away. */
    private static final double AWAY = 2;

    /** Of the first loss, below which a curve has fallen. */
    private static final double FALLEN = 0.98;

    /** Of the whole fall, what the loss may have risen again where a rate still counts as borne. */
    private static final double RISEN = 0.2;

    private final FaceDataset dataset;
    private final TrainingConfiguration configuration;
    private final Optional<SavedWeights> init;
    private final int steps;

    /**
     * @param init weights to start from; empty for fresh ones
     * @param steps that the rise takes, {@link #FEWEST_STEPS} or more
     * @throws UserFacingException for fewer, or where the configuration makes no sense or fits
     *     neither the dataset nor the weights
     */
    public LearningRateFinder(
            FaceDataset dataset,
            TrainingConfiguration configuration,
            Optional<SavedWeights> init,
            int steps) {
        ConfigurationCheck.require(configuration);
        init.ifPresent(weights -> StartingWeights.require(weights, configuration));
        dataset.requireTrainable();
        ConfigurationCheck.requireFits(configuration, dataset);
        ConfigurationCheck.require(
                steps >= FEWEST_STEPS,
                "The learning rate is to be found in " + steps + " steps.",
                "Choose " + FEWEST_STEPS + " or more, such as 200.");
        this.dataset = dataset;
        this.configuration = configuration;
        this.init = init;
        this.steps = steps;
    }

    /**
     * One step of the rise.
     *
     * @param step from 1
     * @param rate learning rate it was made with
     * @param loss total loss before its update
     * @param smoothed moving average of the losses, debiased
     */
    public record Point(int step, double rate, double loss, double smoothed) {}

    /**
     * The curve.
     *
     * @param points in order
     * @param suggestion half way, in factors, between the rate of the least smoothed loss and the
     *     highest at which it has risen again by no more than a fifth of its whole fall, to two
     *     digits; empty where the loss never fell. The usual tenth of the first of the two lies far
     *     below the rates that networks with normalised weights and batches are trained with (0.1
     *     in the paper), half the second above them. A starting point for trials, no more
     * @param ranAway whether the loss ran away; otherwise even the highest rate was borne
     */
    public record Result(List<Point> points, OptionalDouble suggestion, boolean ranAway) {
        public Result {
            points = List.copyOf(points);
        }
    }

    /**
     * Raises the rate.
     *
     * @throws CancelledException when cancelled
     */
    public Result run(Progress progress) {
        // Without evaluation or checkpoints the store is never written to.
        TrainingTask task =
                new TrainingTask(
                        dataset,
                        configuration,
                        List.of(),
                        new CheckpointStore(Path.of("unused")),
                        false,
                        init);
        Curve curve = new Curve();
        try (TrainingSession session = TrainingSession.open(task);
                FaceBatches batches =
                        new FaceBatches(dataset, Trainer.loaderOptions(configuration))) {
            for (int epoch = 0; !curve.isOver(steps); epoch++) {
                raise(session, batches, epoch, curve, progress);
            }
        }
        return curve.result();
    }

    private void raise(
            TrainingSession session,
            FaceBatches batches,
            int number,
            Curve curve,
            Progress progress) {
        try (FaceBatches.Epoch epoch = batches.epoch(number)) {
            while (epoch.hasNext() && !curve.isOver(steps)) {
                progress.checkCancelled();
                int done = curve.points.size();
                double rate = rateAt(done, steps);
                progress.report((double) done / steps, "Step " + (done + 1) + " of " + steps);
                try (FaceBatch batch = epoch.next()) {
                    learn(session, batch, rate, curve);
                }
            }
        }
    }

    private static void learn(TrainingSession session, FaceBatch batch, double rate, Curve curve) {
        try {
            LossStep loss = session.learn(batch, rate, false);
            session.state().stepDone(loss, 0);
            curve.add(rate, loss.total());
        } catch (UserFacingException e) {
            // The loss is no number any more, or far above guessing: the end of the curve.
            curve.ranAway = true;
        }
    }

    /** The rate of a step, from 0: equal factors from the lowest to the highest. */
    static double rateAt(int step, int steps) {
        return FROM * Math.pow(TO / FROM, (double) step / (steps - 1));
    }

    /** The curve while it grows. */
    static final class Curve {
        private final List<Point> points = new ArrayList<>();
        private double average;
        private double best = Double.POSITIVE_INFINITY;
        private boolean ranAway;

        void add(double rate, double loss) {
            average = PAST * average + (1 - PAST) * loss;
            int step = points.size() + 1;
            double smoothed = average / (1 - Math.pow(PAST, step));
            points.add(new Point(step, rate, loss, smoothed));
            best = Math.min(best, smoothed);
            ranAway |= step >= FEWEST_STEPS / 2 && smoothed > AWAY * best;
        }

        boolean isOver(int steps) {
            return ranAway || points.size() >= steps;
        }

        Result result() {
            // A curve that has its least value where it begins has not fallen.
            if (points.isEmpty() || best > FALLEN * points.get(0).smoothed()) {
                return new Result(points, OptionalDouble.empty(), ranAway);
            }
            double borne = best + RISEN * (points.get(0).smoothed() - best);
            double highest = highestRate(borne);
            double least = highestRate(best);
            return new Result(
                    points, OptionalDouble.of(twoDigits(Math.sqrt(least * highest))), ranAway);
        }

        /** The highest rate at which the smoothed loss was no more than a value it has had. */
        private double highestRate(double loss) {
            return points.stream()
                    .filter(point -> point.smoothed() <= loss)
                    .mapToDouble(Point::rate)
                    .max()
                    .orElseThrow();
        }

        private static double twoDigits(double value) {
            return Double.parseDouble(String.format(Locale.ROOT, "%.1e", value));
        }
    }
}
