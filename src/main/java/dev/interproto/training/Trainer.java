package dev.interproto.training;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceBatch;
import dev.interproto.dataset.FaceBatches;
import dev.interproto.dataset.LoaderOptions;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.container.LocatedImages;
import dev.interproto.loss.LossStep;
import dev.interproto.loss.PrototypeSimilarities;
import dev.interproto.training.CheckpointFacts.EpochTotals;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.FlipEmbedder;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.PairScoring;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.verification.VerificationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Trains: one run from its beginning, or its last checkpoint, to its end, on the thread that calls
 * {@link #run}. After each epoch the test sets are evaluated and a checkpoint is written; a run
 * resumed from it ends in the same weights, bit for bit, as one never stopped.
 */
public final class Trainer {
    private static final double NANO = 1e-9;

    /**
     * Steps between two looks at how alike the prototypes are. A look reads them once; a step does
     * so several times.
     */
    private static final int STEPS_BETWEEN_SIMILARITIES = 100;

    private final TrainingTask task;
    private final TrainingConfiguration configuration;
    private final LearningRateSchedule schedule;
    private final SavePatience patience;
    private final Set<Problem> reported = new HashSet<>();

    /**
     * @throws UserFacingException where the configuration makes no sense or the dataset is too
     *     small
     */
    public Trainer(TrainingTask task) {
        this(task, SavePatience.DEFAULT);
    }

    Trainer(TrainingTask task, SavePatience patience) {
        ConfigurationCheck.require(task.configuration());
        task.init().ifPresent(init -> StartingWeights.require(init, task.configuration()));
        task.dataset().requireTrainable();
        ConfigurationCheck.requireFits(
                task.configuration(),
                task.dataset(),
                task.testSets().stream().map(PairList::name).toList());
        this.task = task;
        this.configuration = task.configuration();
        this.schedule = LearningRateSchedule.of(configuration);
        this.patience = patience;
    }

    /**
     * Trains until all epochs are done or the person stops it.
     *
     * @param listener hears everything, on this thread; the last event is Finished or Failed
     * @throws UserFacingException where training broke; a Failed event came before
     */
    public void run(TrainingControl control, TrainingListener listener) {
        Progression progression = new Progression(listener);
        try (TrainingSession session = TrainingSession.open(task);
                FaceBatches batches =
                        new FaceBatches(task.dataset(), loaderOptions(configuration))) {
            progression.step(session.state().step());
            boolean complete = train(session, batches, control, progression);
            progression.publish(new TrainingEvent.Finished(progression.step(), complete));
        } catch (UserFacingException e) {
            progression.fail(e);
            throw e;
        } catch (OutOfMemoryError e) {
            throw progression.fail(outOfMemory(e));
        } catch (RuntimeException e) {
            throw progression.fail(unexpected(e));
        }
    }

    static LoaderOptions loaderOptions(TrainingConfiguration configuration) {
        LoaderOptions usual = LoaderOptions.of(configuration.batchSize(), configuration.seed());
        return new LoaderOptions(
                usual.batchSize(),
                usual.seed(),
                configuration.flip(),
                usual.threads(),
                usual.prefetch(),
                configuration.refinements().augmentation(),
                configuration.refinements().sampling(),
                configuration.childAge());
    }

    private boolean train(
            TrainingSession session,
            FaceBatches batches,
            TrainingControl control,
            Progression progression) {
        RunState state = session.state();
        CheckpointSaving saving = new CheckpointSaving(session, patience, progression);
        int steps = batches.stepsPerEpoch();
        progression.publish(session.started(steps));
        session.origin().ifPresent(progression::publish);
        session.expectation().ifPresent(progression::publish);
        if (state.step() == 0) {
            progression.publish(measured(state, session.similarities()));
            session.prototypesSeen().ifPresent(progression::publish);
        }
        while (state.epoch() < configuration.epochs()) {
            Optional<TrainingEvent> ending = stopsEarly(state);
            if (ending.isPresent()) {
                progression.publish(ending.get());
                return true;
            }
            if (!trainEpoch(session, batches, control, progression)) {
                session.requireFiniteWeights(
                        schedule.rateAt(state.epoch(), state.stepInEpoch(), steps));
                saving.last();
                return false;
            }
            warnOfImages(batches, progression);
            PrototypeSimilarities similarities = session.similarities();
            progression.publish(measured(state, similarities));
            progression.publish(epochDone(state, similarities));
            int epoch = state.epoch();
            session.warning(similarities).ifPresent(progression::warn);
            state.epochDone();
            List<String> improved =
                    session.evaluating(() -> evaluate(session, epoch, control, progression));
            session.requireFiniteWeights(schedule.rateAt(epoch, steps - 1, steps));
            session.prototypesSeen().ifPresent(progression::publish);
            boolean more = state.epoch() < configuration.epochs() && stopsEarly(state).isEmpty();
            saving.afterEpoch(epoch, improved, more);
        }
        return true;
    }

    /**
     * Says why no further epoch is worth it, where none is. Asked before an epoch, so that a run
     * killed between its last checkpoint and its end does not train on when it is resumed.
     */
    private Optional<TrainingEvent> stopsEarly(RunState state) {
        EarlyStop early = configuration.refinements().earlyStop();
        if (early.patience() == 0) {
            return Optional.empty();
        }
        String testSet =
                early.testSet().isEmpty() ? task.testSets().get(0).name() : early.testSet();
        OptionalInt best = state.bestEpoch(testSet);
        return best.isPresent() && state.epoch() - 1 - best.getAsInt() >= early.patience()
                ? Optional.of(
                        new TrainingEvent.StoppedEarly(
                                state.step(), state.epoch() - 1, testSet, best.getAsInt()))
                : Optional.empty();
    }

    /** Trains to the end of the epoch; false where the person stopped it before. */
    private boolean trainEpoch(
            TrainingSession session,
            FaceBatches batches,
            TrainingControl control,
            Progression progression) {
        RunState state = session.state();
        int steps = batches.stepsPerEpoch();
        try (FaceBatches.Epoch epoch = batches.epoch(state.epoch(), state.stepInEpoch())) {
            long before = System.nanoTime();
            while (epoch.hasNext()) {
                if (waitWhilePaused(control, progression)) {
                    before = System.nanoTime();
                }
                if (control.isStopping()) {
                    return false;
                }
                double rate = schedule.rateAt(state.epoch(), state.stepInEpoch(), steps);
                session.weighInterPrototype(steps);
                LossStep loss;
                try (FaceBatch batch = epoch.next()) {
                    loss = session.learn(batch, rate, state.stepInEpoch() == steps - 1);
                }
                long now = System.nanoTime();
                double seconds = (now - before) * NANO;
                before = now;
                state.stepDone(loss, seconds);
                progression.step(state.step());
                progression.publish(
                        new TrainingEvent.StepDone(
                                state.step(),
                                state.epoch(),
                                loss.total(),
                                loss.margin(),
                                loss.interPrototype(),
                                loss.accuracy(),
                                rate,
                                loss.batch() / seconds,
                                loss.age().loss()));
                session.warning().ifPresent(progression::warn);
                if (state.step() % STEPS_BETWEEN_SIMILARITIES == 0 && epoch.hasNext()) {
                    progression.publish(measured(state, session.similarities()));
                }
            }
            return true;
        } catch (CancelledException e) {
            return false; // The thread was interrupted: the same as being stopped.
        }
    }

    /** Whether there was a pause. */
    private static boolean waitWhilePaused(TrainingControl control, Progression progression) {
        if (!control.isPaused()) {
            return false;
        }
        progression.publish(new TrainingEvent.Paused(progression.step()));
        try {
            control.awaitRunning();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
        if (!control.isStopping()) {
            progression.publish(new TrainingEvent.Resumed(progression.step()));
        }
        return true;
    }

    private static TrainingEvent measured(RunState state, PrototypeSimilarities similarities) {
        return new TrainingEvent.SimilaritiesMeasured(state.step(), state.epoch(), similarities);
    }

    private static TrainingEvent epochDone(RunState state, PrototypeSimilarities similarities) {
        EpochTotals totals = state.totals();
        return new TrainingEvent.EpochDone(
                state.step(),
                state.epoch(),
                totals.lossSum() / totals.steps(),
                (double) totals.correct() / totals.images(),
                similarities,
                Duration.ofNanos((long) (totals.seconds() / NANO)));
    }

    /** Evaluates all test sets; the names of those that did better than ever. */
    private List<String> evaluate(
            TrainingSession session, int epoch, TrainingControl control, Progression progression) {
        List<String> improved = new ArrayList<>();
        Progress untilStopped =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return control.isStopping();
                    }
                };
        for (PairList testSet : task.testSets()) {
            try (FaceEmbedder embedder = session.embedder();
                    LocatedImages images = new LocatedImages()) {
                PairScores scores =
                        PairScoring.score(testSet, embedder, images::face, untilStopped);
                VerificationReport figures =
                        VerificationReport.of(scores, VerificationOptions.DEFAULT, untilStopped);
                VerificationReport report =
                        configuration.refinements().evaluationFlip()
                                ? figures.withCaution(FlipEmbedder.CAUTION)
                                : figures;
                progression.publish(
                        new TrainingEvent.Evaluated(progression.step(), epoch, report, scores));
                if (session.state().isBest(testSet.name(), report.bestThresholdAccuracy(), epoch)) {
                    improved.add(testSet.name());
                }
            } catch (CancelledException e) {
                progression.warn("Stopped before " + testSet.name() + " was evaluated.");
                return improved;
            } catch (UserFacingException e) {
                progression.warn(testSet.name() + " was not evaluated. " + e.getMessage());
            }
        }
        return improved;
    }

    private void warnOfImages(FaceBatches batches, Progression progression) {
        for (Problem problem : batches.problems()) {
            if (reported.add(problem)) {
                progression.warn(problem.where() + ": " + problem.what());
            }
        }
    }

    private static UserFacingException outOfMemory(OutOfMemoryError error) {
        return new UserFacingException(
                "There is not enough memory for this training (" + error.getMessage() + ").",
                "The step was not finished. The last good checkpoint is kept.",
                "Choose a smaller batch or backbone, or close other programs.",
                error);
    }

    private static UserFacingException unexpected(RuntimeException error) {
        return new UserFacingException(
                "Training broke: " + error + ".",
                "This should not happen. The last good checkpoint is kept.",
                "Resume the run; if it breaks again, report the log.",
                error);
    }
}
