package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.verification.BootstrapIntervals;
import dev.interproto.verification.ComparedFigure;
import dev.interproto.verification.ModelComparison;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.EvaluationComparison;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interproto runs compare}: two evaluations pair by pair. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Compare the evaluations of two runs (or models of the shelf) on the same pairs:"
                        + " McNemar's test and bootstrap intervals of the differences.")
final class RunsCompareCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "FIRST", description = "a run or model, by name")
    private String first;

    @Parameters(
            index = "1",
            paramLabel = "SECOND",
            description = "another; differences are its figures less the first's")
    private String second;

    @Option(
            names = "--test-set",
            paramLabel = "NAME",
            required = true,
            description = "the pair list, by name, that both were evaluated on")
    private String testSet;

    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    RunsCompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Workspace opened = workspace.open();
        ModelComparison comparison =
                EvaluationComparison.of(home(opened, first), home(opened, second), testSet)
                        .run(console.progress());
        json.print(console, () -> asJson(comparison), () -> print(comparison));
        return 0;
    }

    /** A run where there is one of the name, else a model. */
    private static ModelHome home(Workspace workspace, String name) {
        Optional<ModelHome> model =
                workspace.findRun(name).isPresent()
                        ? Optional.empty()
                        : new ModelShelf(workspace).find(name).map(ModelHome.class::cast);
        return model.orElseGet(() -> workspace.run(name));
    }

    private void print(ModelComparison comparison) {
        console.print(
                "%s: %s and %s on %d pairs (%d genuine, %d impostor)",
                comparison.testSet(),
                first,
                second,
                comparison.pairs(),
                comparison.genuinePairs(),
                comparison.pairs() - comparison.genuinePairs());
        console.print("  %-42s %9s %9s  %s", "", shortened(first), shortened(second), "difference");
        for (ComparedFigure figure : comparison.figures()) {
            console.print(
                    "  %-42s %9s %9s  %s",
                    name(figure),
                    number(figure, figure.first()),
                    number(figure, figure.second()),
                    difference(figure));
        }
        console.print(
                "  own thresholds: %.4f and %.4f; there %d pairs are right with %s alone, %d with"
                        + " %s alone",
                comparison.firstThreshold(),
                comparison.secondThreshold(),
                comparison.mcNemar().onlyFirst(),
                first,
                comparison.mcNemar().onlySecond(),
                second);
        console.print(
                "  McNemar's exact test: p = %s (takes pairs for independent)",
                p(comparison.mcNemar().pValue()));
        console.print(
                "  in brackets: 95 %% bootstrap intervals of the difference, %d draws of %d %s",
                comparison.draws(),
                comparison.units(),
                comparison.unit() == BootstrapIntervals.Unit.IDENTITY ? "identities" : "pairs");
        if (comparison.unmatchedPairs() > 0) {
            console.print(
                    "  note: %d pairs were scored by one of the two only and are left out",
                    comparison.unmatchedPairs());
        }
    }

    private static String shortened(String name) {
        return name.length() <= 9 ? name : name.substring(0, 8) + "…";
    }

    private static String name(ComparedFigure figure) {
        return switch (figure.kind()) {
            case OWN_THRESHOLD -> "accuracy at each model's own threshold";
            case BEST_THRESHOLD -> VerificationReport.BEST_THRESHOLD_NAME;
            case KFOLD -> "k-fold accuracy";
            case AUC -> "ROC AUC";
            case EER -> "EER";
            case TAR -> "TAR at FAR " + figure.far().orElseThrow();
        };
    }

    private static boolean isShare(ComparedFigure figure) {
        return figure.kind() != ComparedFigure.Kind.AUC;
    }

    private static String number(ComparedFigure figure, double value) {
        return isShare(figure)
                ? String.format(Locale.ROOT, "%.2f %%", 100 * value)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String difference(ComparedFigure figure) {
        double scale = isShare(figure) ? 100 : 1;
        String format = isShare(figure) ? "%+.2f" : "%+.4f";
        String value =
                String.format(Locale.ROOT, format, scale * (figure.second() - figure.first()));
        return value
                + figure.difference()
                        .map(
                                ends ->
                                        String.format(
                                                Locale.ROOT,
                                                " [" + format + ", " + format + "]",
                                                scale * ends.low(),
                                                scale * ends.high()))
                        .orElse("");
    }

    private static String p(double value) {
        return value < 0.0001
                ? String.format(Locale.ROOT, "%.1e", value)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    private ObjectNode asJson(ModelComparison comparison) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("test_set", comparison.testSet());
        node.put("first", first);
        node.put("second", second);
        node.put("pairs", comparison.pairs());
        node.put("genuine_pairs", comparison.genuinePairs());
        node.put("unmatched_pairs", comparison.unmatchedPairs());
        node.put("first_threshold", comparison.firstThreshold());
        node.put("second_threshold", comparison.secondThreshold());
        ObjectNode test = node.putObject("mcnemar");
        test.put("only_first_right", comparison.mcNemar().onlyFirst());
        test.put("only_second_right", comparison.mcNemar().onlySecond());
        test.put("p_value", comparison.mcNemar().pValue());
        ArrayNode figures = node.putArray("figures");
        for (ComparedFigure figure : comparison.figures()) {
            ObjectNode entry = figures.addObject();
            entry.put("figure", figure.kind().name().toLowerCase(Locale.ROOT));
            figure.far().ifPresent(far -> entry.put("far", far));
            entry.put("first", figure.first());
            entry.put("second", figure.second());
            entry.put("difference", figure.second() - figure.first());
            figure.difference()
                    .ifPresent(ends -> entry.putArray("interval").add(ends.low()).add(ends.high()));
        }
        node.put("drawn", comparison.unit().name().toLowerCase(Locale.ROOT));
        node.put("units", comparison.units());
        node.put("draws", comparison.draws());
        return node;
    }
}
