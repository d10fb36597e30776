package dev.interproto.workspace.sweep;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.job.EvaluationJob;
import dev.interproto.workspace.job.EvaluationRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pair-by-pair evaluations of the best checkpoints of a sweep's finished cells, each on the
 * test set it was picked on, and of fresh random weights beside them. Training keeps those of its
 * last epoch; {@link #run} makes the others.
 */
public final class BestEvaluations {
    private static final Logger LOG = LoggerFactory.getLogger(BestEvaluations.class);

    private final SweepFolder sweep;

    public BestEvaluations(SweepFolder sweep) {
        this.sweep = sweep;
    }

    /**
     * An evaluation that there is.
     *
     * @param folder of the {@link StoredEvaluation}
     * @param origin what was evaluated, and when
     */
    record Found(Path folder, StoredEvaluation.Origin origin) {}

    /** An evaluation that could not be made. */
    public record Failure(String run, String testSet, String reason) {}

    /**
     * @param made now
     * @param kept from before
     * @param failed left out
     */
    public record Outcome(int made, int kept, List<Failure> failed) {
        public Outcome {
            failed = List.copyOf(failed);
        }
    }

    /** That of a finished cell's best checkpoint, whether it was the last one too or not. */
    static Optional<Found> of(CellStatus status, String testSet) {
        Optional<RunRecord.BestResult> best =
                status.record().map(record -> record.best().get(testSet));
        if (best.isEmpty() || status.state() != CellState.FINISHED) {
            return Optional.empty();
        }
        RunFolder run = status.run().orElseThrow();
        return Stream.of(run.bestEvaluationFolder(testSet), run.evaluationFolder(testSet))
                .flatMap(BestEvaluations::found)
                .filter(found -> found.origin().epochsDone() == best.get().epoch() + 1)
                .filter(found -> found.origin().flip() == isFlipped(status.record().get()))
                .findFirst();
    }

    /** The fresh weights' evaluation, in whichever finished cell it lies. */
    static Optional<Found> untrained(List<CellStatus> statuses, String testSet) {
        return statuses.stream()
                .filter(status -> status.state() == CellState.FINISHED)
                .map(status -> status.run().orElseThrow().untrainedEvaluationFolder(testSet))
                .flatMap(BestEvaluations::found)
                .findFirst();
    }

    private static Stream<Found> found(Path folder) {
        return StoredEvaluation.origin(folder).map(origin -> new Found(folder, origin)).stream();
    }

    private static boolean isFlipped(RunRecord record) {
        return record.configuration().refinements().evaluationFlip();
    }

    /** One that is to be made. */
    private record Missing(
            RunFolder run,
            TrainingConfiguration trained,
            TestSetRequest testSet,
            OptionalLong randomWeights) {}

    /**
     * Makes the evaluations that are not there yet. One that fails is noted and left.
     *
     * @throws UserFacingException where the sweep's own files cannot be read
     * @throws dev.interproto.common.CancelledException when cancelled; what was made stays
     */
    public Outcome run(Progress progress) {
        List<Missing> missing = new ArrayList<>();
        Set<String> untrained = new HashSet<>();
        int kept = 0;
        List<CellStatus> statuses = sweep.statuses();
        for (CellStatus status : statuses) {
            if (status.state() != CellState.FINISHED) {
                continue;
            }
            RunRecord record = status.record().orElseThrow();
            // The plan's paths, which survive the workspace being carried elsewhere.
            for (TestSetRequest testSet : status.cell().request().testSets()) {
                String name = ComparisonTables.nameOf(testSet.pairs());
                RunFolder run = status.run().orElseThrow();
                TrainingConfiguration trained = record.configuration();
                if (of(status, name).isPresent()) {
                    kept++;
                } else if (record.best().containsKey(name)) {
                    missing.add(new Missing(run, trained, testSet, OptionalLong.empty()));
                }
                // All cells have one backbone: its fresh weights are evaluated in one of them.
                if (untrained.add(name)) {
                    if (untrained(statuses, name).isPresent()) {
                        kept++;
                    } else {
                        missing.add(
                                new Missing(
                                        run,
                                        trained,
                                        testSet,
                                        OptionalLong.of(EvaluationRequest.RANDOM_SEED)));
                    }
                }
            }
        }
        List<Failure> failed = new ArrayList<>();
        for (int i = 0; i < missing.size(); i++) {
            evaluate(
                            missing.get(i),
                            progress.part((double) i / missing.size(), (i + 1.0) / missing.size()))
                    .ifPresent(failed::add);
        }
        return new Outcome(missing.size() - failed.size(), kept, failed);
    }

    private static Optional<Failure> evaluate(Missing missing, Progress progress) {
        String testSet = ComparisonTables.nameOf(missing.testSet().pairs());
        progress.checkCancelled();
        progress.report(0, "Evaluating " + missing.run().name() + " on " + testSet);
        try {
            new EvaluationJob(
                            new EvaluationRequest(
                                    missing.run(),
                                    missing.randomWeights().isPresent()
                                            ? "last"
                                            : EvaluationRequest.BEST,
                                    missing.testSet(),
                                    Optional.empty(),
                                    missing.trained().device(),
                                    missing.trained().precision(),
                                    missing.trained().refinements().evaluationFlip(),
                                    missing.randomWeights(),
                                    Optional.empty()))
                    .run(progress);
            return Optional.empty();
        } catch (UserFacingException e) {
            LOG.warn("{} was not evaluated on {}", missing.run().name(), testSet, e);
            return Optional.of(new Failure(missing.run().name(), testSet, e.getMessage()));
        }
    }
}
