package dev.interproto.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.verification.BootstrapIntervals;
import dev.interproto.verification.Breakdown;
import dev.interproto.verification.BreakdownGroup;
import dev.interproto.verification.Interval;
import dev.interproto.verification.TarAtFar;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.StoredEvaluation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** An evaluation in lines, and as the JSON that scripts rely on. */
final class EvaluationPrinter {
    private EvaluationPrinter() {}

    static ObjectNode asJson(StoredEvaluation stored) {
        VerificationReport report = stored.report();
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("test_set", report.testSet());
        node.put("model", stored.origin().model());
        node.put("checkpoint", stored.origin().checkpoint());
        node.put("flip", stored.origin().flip());
        stored.origin().randomWeights().ifPresent(seed -> node.put("random_weights_seed", seed));
        node.put("pairs", report.pairs());
        node.put("missing_pairs", report.missingPairs());
        node.put("genuine_pairs", report.genuinePairs());
        node.put("impostor_pairs", report.impostorPairs());
        node.put("best_threshold_accuracy", report.bestThresholdAccuracy());
        node.put("best_threshold", report.bestThreshold());
        put(node, "kfold_accuracy_mean", report.kfoldAccuracyMean());
        put(node, "kfold_accuracy_std", report.kfoldAccuracyStd());
        node.put("folds", report.folds().size());
        put(node, "auc", report.auc());
        put(node, "eer", report.eer());
        ArrayNode tars = node.putArray("tar_at_far");
        for (TarAtFar tar : report.tarAtFar()) {
            tars.addObject()
                    .put("far", tar.far())
                    .put("tar", tar.tar())
                    .put("threshold", tar.threshold())
                    .put("enough_impostors", tar.enoughImpostors());
        }
        report.intervals().ifPresent(intervals -> node.set("intervals", asJson(intervals)));
        node.put("recommended_threshold", report.recommendedThreshold());
        ArrayNode cautions = node.putArray("cautions");
        report.cautions().forEach(cautions::add);
        report.overlap()
                .ifPresent(
                        overlap ->
                                node.putObject("training_overlap")
                                        .put("test_images", overlap.testImages())
                                        .put("exact", overlap.exact())
                                        .put("near", overlap.near())
                                        .put("shared_identities", overlap.sharedIdentities())
                                        .put("examined", overlap.examined().name()));
        node.put("folder", stored.folder().toString());
        return node;
    }

    /** Adds the evaluations of a run or model to what is said of it. */
    static ObjectNode withEvaluations(ObjectNode node, List<StoredEvaluation> evaluations) {
        ArrayNode array = node.putArray("evaluations");
        evaluations.forEach(stored -> array.add(asJson(stored)));
        return node;
    }

    /** Prints the evaluations of a run or model below what was said of it. */
    static void print(Console console, List<StoredEvaluation> evaluations) {
        for (StoredEvaluation stored : evaluations) {
            console.print("");
            print(console, stored);
        }
    }

    private static ObjectNode asJson(BootstrapIntervals intervals) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("level", Interval.LEVEL);
        node.put("drawn", intervals.unit().name().toLowerCase(Locale.ROOT));
        node.put("units", intervals.units());
        node.put("draws", intervals.draws());
        put(node, "best_threshold_accuracy", intervals.bestThresholdAccuracy());
        put(node, "kfold_accuracy_mean", intervals.kfoldAccuracyMean());
        put(node, "auc", intervals.auc());
        put(node, "eer", intervals.eer());
        ArrayNode tars = node.putArray("tar_at_far");
        intervals.tarAtFar().forEach(tar -> tars.add(ends(tar)));
        return node;
    }

    private static void put(ObjectNode node, String name, Optional<Interval> interval) {
        node.set(name, ends(interval));
    }

    private static JsonNode ends(Optional<Interval> interval) {
        return Json.mapper()
                .valueToTree(interval.map(ends -> List.of(ends.low(), ends.high())).orElse(null));
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, value.getAsDouble());
        } else {
            node.putNull(name);
        }
    }

    static void print(Console console, StoredEvaluation stored) {
        print(console, stored, true, true);
    }

    static void print(Console console, StoredEvaluation stored, boolean paper, boolean kfold) {
        VerificationReport report = stored.report();
        console.print(
                "%s, %s: %d pairs (%d genuine, %d impostor), %d missing",
                report.testSet(),
                stored.origin().model(),
                report.pairs(),
                report.genuinePairs(),
                report.impostorPairs(),
                report.missingPairs());
        Optional<BootstrapIntervals> drawn = report.intervals();
        if (paper) {
            console.print(
                    "  %-42s %6.2f %%%s at %.4f",
                    VerificationReport.BEST_THRESHOLD_NAME,
                    100 * report.bestThresholdAccuracy(),
                    percent(drawn.flatMap(BootstrapIntervals::bestThresholdAccuracy)),
                    report.bestThreshold());
        }
        if (kfold && report.kfoldAccuracyMean().isPresent()) {
            console.print(
                    "  %-42s %6.2f %%%s, ± %.2f over the folds",
                    report.folds().size() + "-fold accuracy",
                    100 * report.kfoldAccuracyMean().getAsDouble(),
                    percent(drawn.flatMap(BootstrapIntervals::kfoldAccuracyMean)),
                    100 * report.kfoldAccuracyStd().orElse(0));
        }
        report.auc()
                .ifPresent(
                        auc ->
                                console.print(
                                        "  %-42s %6.4f%s",
                                        "ROC AUC",
                                        auc,
                                        ends(drawn.flatMap(BootstrapIntervals::auc), 1, "%.4f")));
        report.eer()
                .ifPresent(
                        eer ->
                                console.print(
                                        "  %-42s %6.2f %%%s",
                                        "EER",
                                        100 * eer,
                                        percent(drawn.flatMap(BootstrapIntervals::eer))));
        for (int i = 0; i < report.tarAtFar().size(); i++) {
            TarAtFar tar = report.tarAtFar().get(i);
            int place = i;
            console.print(
                    "  %-42s %6.2f %%%s%s",
                    "TAR at FAR " + tar.far(),
                    100 * tar.tar(),
                    percent(drawn.flatMap(intervals -> intervals.tarAtFar(place))),
                    tar.enoughImpostors() ? "" : "  (too few impostor pairs to carry this FAR)");
        }
        drawn.ifPresent(
                intervals ->
                        console.print(
                                "  in brackets: 95 %% bootstrap intervals, %d draws of %d %s",
                                intervals.draws(),
                                intervals.units(),
                                intervals.unit() == BootstrapIntervals.Unit.IDENTITY
                                        ? "identities"
                                        : "pairs"));
        report.cautions().forEach(caution -> console.print("  note: %s", caution));
    }

    static void print(Console console, Breakdown breakdown) {
        console.print(
                "at threshold %.4f, for the %d of %d pairs whose ages are known, with 95 %%"
                        + " bootstrap intervals of %d draws (by %s):",
                breakdown.threshold(),
                breakdown.agedPairs(),
                breakdown.pairs(),
                breakdown.draws(),
                breakdown.unit().name().toLowerCase(Locale.ROOT));
        Optional<BreakdownGroup.By> before = Optional.empty();
        for (BreakdownGroup group : breakdown.groups()) {
            if (!before.equals(Optional.of(group.by()))) {
                before = Optional.of(group.by());
                console.print(
                        "%-16s %7s %8s  %-22s %-22s %-22s %s",
                        switch (group.by()) {
                            case KIND -> "kind of pair";
                            case YOUNGER -> "younger's age";
                            case GAP -> "gap in years";
                        },
                        "genuine",
                        "impostor",
                        "right",
                        "TAR",
                        "FAR",
                        "AUC");
            }
            console.print(
                    "  %-14s %7d %8d  %-22s %-22s %-22s %s",
                    group.name(),
                    group.genuine(),
                    group.impostor(),
                    share(Optional.of(group.right())),
                    share(group.tar()),
                    share(group.far()),
                    group.auc()
                            .map(
                                    auc ->
                                            String.format(Locale.ROOT, "%.4f", auc.value())
                                                    + ends(auc.interval(), 1, "%.3f"))
                            .orElse("-"));
        }
    }

    private static String share(Optional<BreakdownGroup.Share> share) {
        return share.map(
                        known ->
                                String.format(Locale.ROOT, "%.2f %%", 100 * known.value())
                                        + ends(known.interval(), 100, "%.1f"))
                .orElse("-");
    }

    private static String percent(Optional<Interval> interval) {
        return ends(interval, 100, "%.2f");
    }

    private static String ends(Optional<Interval> interval, double scale, String format) {
        return interval.map(
                        ends ->
                                String.format(
                                        Locale.ROOT,
                                        " [" + format + ", " + format + "]",
                                        scale * ends.low(),
                                        scale * ends.high()))
                .orElse("");
    }
}
