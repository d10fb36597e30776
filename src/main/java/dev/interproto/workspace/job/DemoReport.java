package dev.interproto.workspace.job;

import dev.interproto.common.AtomicFiles;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingEvent;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.report.Palette;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The demo's report: Markdown beside its figures. States what was measured and no more. */
final class DemoReport {
    /** Apart from child and adult, whose colours the maps use. */
    private static final int WITH = Palette.ACCENT;

    private static final int WITHOUT = Palette.THRESHOLD;

    /**
     * One of the two trainings.
     *
     * @param evaluations in the order of the test sets
     * @param map picture of the prototypes, beside the report
     */
    record Arm(RunFolder run, double lambda, List<StoredEvaluation> evaluations, Path map) {
        String label() {
            return "λ = " + (int) lambda;
        }
    }

    private final Path folder;
    private final DemoSet faces;
    private final List<Arm> arms;
    private final StringBuilder text = new StringBuilder();

    DemoReport(Path folder, DemoSet faces, List<Arm> arms) {
        this.folder = folder;
        this.faces = faces;
        this.arms = List.copyOf(arms);
    }

    /** Writes figures and text; returns {@code report.md}. */
    Path write() throws IOException {
        Files.createDirectories(folder);
        new RunCurves(
                        arms.stream()
                                .map(
                                        arm ->
                                                new RunCurves.Drawn(
                                                        arm.run(),
                                                        arm.label(),
                                                        arm.lambda() > 0 ? WITH : WITHOUT))
                                .toList())
                .panels()
                .save(folder.resolve("curves.png"));
        if (Files.isRegularFile(faces.contactSheet())) {
            byte[] sheet = Files.readAllBytes(faces.contactSheet());
            AtomicFiles.write(folder.resolve("contact-sheet.png"), out -> out.write(sheet));
        }
        method();
        results();
        prototypes();
        limits();
        Path file = folder.resolve("report.md");
        AtomicFiles.writeText(file, text.toString());
        return file;
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void method() {
        RunRecord record = arms.get(0).run().record();
        TrainingConfiguration c = record.configuration();
        line("# Demo: the Inter-Prototype loss on generated faces%n");
        line(
                "Two networks were trained from the same seed on the same drawn faces: one with the"
                        + " Inter-Prototype loss (λ = 1), one without (λ = 0). Everything else is"
                        + " equal.%n");
        line("| | |");
        line("|---|---|");
        line(
                "| Training set | %d images of %d identities, %d of them child identities (at least"
                        + " %d images of an age below %d) |",
                record.data().images(),
                record.data().identities(),
                record.data().childIdentities(),
                c.childFilter(),
                c.childAge());
        line("| Network | %s with %s |", c.backbone(), c.head());
        line(
                "| Schedule | %d epochs, batch %d, learning rate %s ÷ 10 at %s, seed %d |",
                c.epochs(), c.batchSize(), c.learningRate(), c.milestones(), c.seed());
        for (Arm arm : arms) {
            line(
                    "| Training time, %s | %.0f s on %s |",
                    arm.label(),
                    arm.run().record().trainingSeconds(),
                    arm.run().record().environment().getOrDefault("device", "?"));
        }
        line("%n![Drawn faces](contact-sheet.png)%n");
    }

    private void results() {
        line("## Verification of identities the networks never saw%n");
        line(
                "Pairs of a child's and an adult's face: `demo-c20` twenty or more years apart,"
                    + " `demo-small-gap` less. Half of the pairs show one person. The"
                    + " best-threshold accuracy (paper protocol) picks its threshold on the very"
                    + " pairs it is measured on; the k-fold accuracy does not. Networks: after the"
                    + " last epoch.%n");
        line(
                "| Pairs | Loss | Pairs (missing) | %s | k-fold accuracy | AUC | EER |",
                VerificationReport.BEST_THRESHOLD_NAME);
        line("|---|---|--:|--:|--:|--:|--:|");
        for (int set = 0; set < arms.get(0).evaluations().size(); set++) {
            for (Arm arm : arms) {
                row(arm, arm.evaluations().get(set).report());
            }
        }
        line("");
        for (StoredEvaluation stored : arms.get(0).evaluations()) {
            stored.report().cautions().stream()
                    // The table above holds no TAR.
                    .filter(caution -> !caution.startsWith("TAR"))
                    .forEach(caution -> line("- %s: %s", stored.report().testSet(), caution));
        }
        line("%n![Curves](curves.png)%n");
    }

    private void row(Arm arm, VerificationReport report) {
        String kfold =
                report.kfoldAccuracyMean().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "%.2f ± %.2f %% (%d folds)",
                                100 * report.kfoldAccuracyMean().getAsDouble(),
                                100 * report.kfoldAccuracyStd().orElse(0),
                                report.folds().size())
                        : "too few pairs";
        line(
                "| %s | %s | %d (%d) | %.2f %% | %s | %s | %s |",
                report.testSet(),
                arm.label(),
                report.pairs(),
                report.missingPairs(),
                100 * report.bestThresholdAccuracy(),
                kfold,
                report.auc().isPresent()
                        ? String.format(Locale.ROOT, "%.4f", report.auc().getAsDouble())
                        : "–",
                report.eer().isPresent()
                        ? String.format(Locale.ROOT, "%.2f %%", 100 * report.eer().getAsDouble())
                        : "–");
    }

    private void prototypes() throws IOException {
        line("## Prototypes%n");
        line(
                "The Inter-Prototype loss is, up to its scaling, the mean squared cosine between"
                    + " prototypes of different child identities; the child–child similarity is"
                    + " their mean cosine. Both are measured with λ = 0, too, where they are not"
                    + " minimised.%n");
        line(
                "| | Inter-Prototype loss, last step | Child–child similarity, last epoch |"
                        + " Training accuracy, last epoch |");
        line("|---|--:|--:|--:|");
        for (Arm arm : arms) {
            List<TrainingEvent.EpochDone> epochs = arm.run().epochs();
            List<TrainingEvent.StepDone> steps = arm.run().steps();
            if (!epochs.isEmpty() && !steps.isEmpty()) {
                TrainingEvent.EpochDone last = epochs.get(epochs.size() - 1);
                line(
                        "| %s | %.5f | %.4f | %.2f %% |",
                        arm.label(),
                        steps.get(steps.size() - 1).interPrototypeLoss(),
                        last.similarities().childChild(),
                        100 * last.trainingAccuracy());
            }
        }
        line("");
        for (Arm arm : arms) {
            line("![Prototypes, %s](%s)", arm.label(), arm.map().getFileName());
        }
    }

    private void limits() {
        StoredEvaluation first = arms.get(0).evaluations().get(0);
        // Standard error of a share near the measured ones, as a yardstick for differences.
        double accuracy = first.report().bestThresholdAccuracy();
        double error = Math.sqrt(accuracy * (1 - accuracy) / first.report().pairs());
        line("%n## What this shows, and what it does not%n");
        line(
                "- One seed each (%d). With %d pairs, an accuracy of %.1f %% has a standard error"
                    + " of about %.1f percentage points: differences of that size between the rows"
                    + " say nothing.",
                arms.get(0).run().record().configuration().seed(),
                first.report().pairs(),
                100 * accuracy,
                100 * error);
        line(
                "- The faces are drawn, a small network saw them for minutes. Nothing follows for"
                        + " photographs, nor for the published results on real data sets.");
        line(
                "- The prototypes' figures are what the loss acts on. A lower one with λ = 1 shows"
                        + " that the loss works as written, not that recognition improves.");
    }
}
