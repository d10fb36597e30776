package dev.interproto.workspace.job;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.projection.TsneOptions;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingControl;
import dev.interproto.training.TrainingListener;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.RunCatalogue;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The whole path on generated faces: draw them, train with the Inter-Prototype loss (λ = 1) and
 * without (λ = 0) from the same seed, evaluate both on both pair lists, map both sets of
 * prototypes, and report. What a former call finished is used again, what it broke off is gone on
 * with.
 */
public final class DemoJob {
    /** With and without. */
    private static final List<Double> LAMBDAS = List.of(1.0, 0.0);

    /**
     * Epochs of each training, fewer than the preset's: ten minutes are promised on two cores,
     * three for the quick one. Measured beside other work: 0.03 to 0.06 CPU seconds an image
     * learned.
     */
    private static final int EPOCHS = 8;

    private static final int QUICK_EPOCHS = 6;

    private final Workspace workspace;
    private final boolean quick;
    private final String precision;

    /**
     * @param precision {@code auto}, {@code float32} or {@code bfloat16}
     */
    public DemoJob(Workspace workspace, boolean quick, String precision) {
        this.workspace = workspace;
        this.quick = quick;
        this.precision = precision;
    }

    /**
     * What the demo left.
     *
     * @param report {@code report.md}
     * @param runs with λ = 1 and λ = 0
     */
    public record Result(Path report, List<RunFolder> runs) {}

    /** The configuration of a demo run. */
    public static TrainingConfiguration configuration(
            boolean quick, double lambda, String precision) {
        TrainingConfiguration preset = TrainingPreset.DEMO.configuration();
        int epochs = quick ? QUICK_EPOCHS : EPOCHS;
        return preset.toBuilder()
                .lambdaChild(lambda)
                .epochs(epochs)
                .milestones(List.of(epochs * 5 / 8, epochs - 1))
                .precision(precision)
                .build();
    }

    /**
     * Runs the demo.
     *
     * @param control stops a training with its state saved; a second call goes on
     * @param listeners makes a listener for each training from its name and check
     * @param progress of the whole
     * @throws CancelledException when stopped
     * @throws UserFacingException where a step fails
     */
    public Result run(
            TrainingControl control,
            BiFunction<String, TrainingCheck, TrainingListener> listeners,
            Progress progress) {
        DemoSet faces = DemoSet.of(workspace, quick);
        progress.report(0, "Drawing the demo faces");
        KnownDataset dataset = faces.prepare(workspace, progress.part(0, 0.08));
        List<DemoReport.Arm> arms = new ArrayList<>();
        for (int i = 0; i < LAMBDAS.size(); i++) {
            double lambda = LAMBDAS.get(i);
            Progress own = progress.part(0.08 + 0.45 * i, 0.08 + 0.45 * (i + 1));
            own.report(0, "Training with λ = " + (int) lambda);
            RunFolder run = train(lambda, dataset, control, listeners, own.part(0, 0.8));
            arms.add(arm(run, lambda, dataset, own.part(0.8, 1)));
        }
        progress.report(0.98, "Writing the report");
        try {
            Path report = new DemoReport(workspace.report(), faces, arms).write();
            try (RunCatalogue catalogue = RunCatalogue.open(workspace)) {
                catalogue.runs();
            }
            progress.report(1, "The demo is done");
            return new Result(report, arms.stream().map(DemoReport.Arm::run).toList());
        } catch (IOException e) {
            throw new UserFacingException(
                    "The report cannot be written to " + workspace.report() + ".",
                    "The runs are whole (" + e.getMessage() + ").",
                    "Check the rights of the workspace and the space on its disk, and start the"
                            + " demo again: it uses what is finished.",
                    e);
        }
    }

    private RunFolder train(
            double lambda,
            KnownDataset dataset,
            TrainingControl control,
            BiFunction<String, TrainingCheck, TrainingListener> listeners,
            Progress progress) {
        String name = (quick ? "demo-quick" : "demo") + "-lambda-" + (int) lambda;
        TrainingConfiguration configuration = configuration(quick, lambda, precision);
        Optional<RunFolder> before = workspace.findRun(name);
        if (before.isPresent() && !before.get().record().configuration().equals(configuration)) {
            // Of another version's demo: kept where it can be restored from.
            workspace.delete(before.get());
            before = Optional.empty();
        }
        if (before.isPresent() && before.get().status() == RunStatus.FINISHED) {
            return before.get();
        }
        TrainingJob job =
                new TrainingJob(
                        workspace,
                        new TrainingRequest(
                                name,
                                configuration,
                                dataset.root(),
                                dataset.ageLabels(),
                                dataset.testSets(),
                                before.isPresent()));
        TrainingCheck check = job.check(Progress.NONE);
        TrainingListener listener = listeners.apply(name, check);
        RunFolder run =
                job.run(
                        check,
                        control,
                        new EpochProgress(listener, check, progress, configuration),
                        Progress.NONE);
        if (run.status() != RunStatus.FINISHED) {
            throw new CancelledException();
        }
        return run;
    }

    private DemoReport.Arm arm(
            RunFolder run, double lambda, KnownDataset dataset, Progress progress) {
        List<StoredEvaluation> evaluations = new ArrayList<>();
        for (TestSetRequest testSet : dataset.testSets()) {
            progress.checkCancelled();
            evaluations.add(
                    new EvaluationJob(EvaluationRequest.of(run, testSet))
                            .run(
                                    progress.part(
                                            0.4 * evaluations.size(),
                                            0.4 * evaluations.size() + 0.4)));
        }
        Path image = workspace.report().resolve("prototype-map-lambda-" + (int) lambda + ".png");
        PrototypeMapJob.of(run, RunModel.LAST, TsneOptions.defaults())
                .run(Optional.empty(), Optional.of(image), progress.part(0.9, 1));
        // A cancelled map is kept as far as it got: no report is to be made of it.
        progress.checkCancelled();
        return new DemoReport.Arm(run, lambda, evaluations, image);
    }
}
