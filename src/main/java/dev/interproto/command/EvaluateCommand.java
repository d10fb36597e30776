package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.verification.Breakdown;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.EvaluationJob;
import dev.interproto.workspace.job.EvaluationRequest;
import dev.interproto.workspace.job.OverlapCheck;
import dev.interproto.workspace.job.PairGridJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interproto evaluate}: scores a pair list with a run's network. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Evaluate the network of a run or a model on a list of verification pairs.")
final class EvaluateCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ModelOptions model;

    @Mixin private TestSetOptions testSet;

    @Spec private CommandSpec spec;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "BOTH",
            description = "which accuracies to print: ${COMPLETION-CANDIDATES} (default: both)")
    private Protocol protocol;

    @Option(
            names = "--flip",
            description =
                    "flip test-time augmentation, InsightFace's: embed the mirror images too and"
                            + " add both embeddings (takes twice the time)")
    private boolean flip;

    @Option(
            names = "--random-weights",
            paramLabel = "SEED",
            arity = "0..1",
            fallbackValue = "" + EvaluationRequest.RANDOM_SEED,
            description =
                    "evaluate the same backbone with fresh random weights, as a baseline: what the"
                            + " architecture gives alone (seed: ${FALLBACK-VALUE})")
    private Long randomWeights;

    @Option(
            names = "--age-labels",
            paramLabel = "FILE",
            description =
                    "ages for the figures by age and gap: MTLFace list or CSV (default: from the"
                            + " file names, where they carry ages)")
    private Path ageLabels;

    @Option(
            names = "--breakdown",
            description = "also print the figures by kind of pair, age of the younger and gap")
    private boolean breakdown;

    @Option(
            names = "--check-overlap",
            description =
                    "compare all images of the run's training set with the test set, which reads"
                            + " each of them once (default: at most 20,000 that are not known)")
    private boolean checkOverlap;

    @Option(names = "--skip-overlap", description = "do not compare with the training set")
    private boolean skipOverlap;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder that also gets the report, the pair table and the figures")
    private Path out;

    @Option(
            names = "--grid",
            description =
                    "also draw pairs accepted and rejected, rightly and falsely, with both faces:"
                            + " pair-grid.png beside the figures, which then hold faces")
    private boolean grid;

    @Mixin private JsonOption json;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    enum Protocol {
        PAPER,
        KFOLD,
        BOTH
    }

    private Optional<OverlapCheck> overlap() {
        return skipOverlap
                ? Optional.empty()
                : Optional.of(
                        new OverlapCheck(
                                new DatasetOpening(model.workspace()),
                                checkOverlap ? OverlapCheck.Depth.FULL : OverlapCheck.Depth.QUICK));
    }

    private void drawGrid(StoredEvaluation stored) {
        PairGridJob job = new PairGridJob(stored, stored.report().recommendedThreshold(), 0);
        job.run(stored.folder().resolve("pair-grid.png"), console.progress());
        if (out != null) {
            job.run(out.resolve("pair-grid.png"), console.progress());
        }
    }

    private Optional<Breakdown> apart(StoredEvaluation stored) {
        try {
            return breakdown ? stored.breakdown(console.progress()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Integer call() {
        StoredEvaluation stored =
                new EvaluationJob(
                                new EvaluationRequest(
                                        model.home(),
                                        model.checkpoint(),
                                        testSet.request(spec),
                                        Optional.ofNullable(out),
                                        model.device(),
                                        model.precision(),
                                        flip,
                                        randomWeights == null
                                                ? OptionalLong.empty()
                                                : OptionalLong.of(randomWeights),
                                        Optional.ofNullable(ageLabels)),
                                overlap())
                        .run(console.progress());
        if (grid) {
            drawGrid(stored);
        }
        json.print(console, () -> asJson(stored), () -> print(stored));
        return 0;
    }

    private ObjectNode asJson(StoredEvaluation stored) {
        ObjectNode node = EvaluationPrinter.asJson(stored);
        if (protocol == Protocol.PAPER) {
            node.remove("kfold_accuracy_mean");
            node.remove("kfold_accuracy_std");
        } else if (protocol == Protocol.KFOLD) {
            node.remove("best_threshold_accuracy");
        }
        apart(stored).ifPresent(groups -> node.set("breakdown", Json.mapper().valueToTree(groups)));
        return node;
    }

    private void print(StoredEvaluation stored) {
        EvaluationPrinter.print(
                console, stored, protocol != Protocol.KFOLD, protocol != Protocol.PAPER);
        if (breakdown) {
            apart(stored)
                    .ifPresentOrElse(
                            groups -> EvaluationPrinter.print(console, groups),
                            () ->
                                    console.note(
                                            "No ages are known: neither the file names nor"
                                                    + " --age-labels tell any."));
        }
        console.note("Written to " + stored.folder() + ".");
    }
}
