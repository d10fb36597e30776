package dev.interproto.workspace.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.UserFacingException;
import dev.interproto.training.InterPrototypeOptions;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.workspace.RunSummary;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.job.TrainingRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan's cells, in the order in which they are trained: all of the first seed, then all of the
 * second, so that there is something to compare early. A cell's name depends on what it trains
 * alone, so that a plan may grow without a finished cell being run again.
 */
final class SweepCells {
    /** The longest name a run may have. */
    private static final int LONGEST = 80;

    private static final int ID = 8;

    private final Path workspace;
    private final SweepPlan plan;
    private final TrainingConfiguration base;

    private SweepCells(Path workspace, SweepPlan plan) {
        this.workspace = workspace;
        this.plan = plan;
        this.base = SweepConfigurations.base(plan);
    }

    /**
     * @param workspace relative paths are relative to
     * @throws UserFacingException where the plan cannot be trained: nothing to train on, a head or
     *     option there is not, two cells of one name
     */
    static List<SweepCell> of(Path workspace, SweepPlan plan) {
        return new SweepCells(workspace, plan).all();
    }

    private List<SweepCell> all() {
        if (plan.datasets().isEmpty()) {
            throw new UserFacingException(
                    "The sweep \"" + plan.name() + "\" has no dataset.",
                    "There is nothing to train on.",
                    "Name at least one folder under \"datasets\".");
        }
        plan.exclude().forEach(this::requireSomethingToExclude);
        List<SweepCell> cells = new ArrayList<>();
        for (long seed : seeds()) {
            for (SweepPlan.Dataset dataset : plan.datasets()) {
                for (SweepPlan.Start start : starts()) {
                    for (SweepPlan.Method method : methods()) {
                        for (double lambda : lambdas()) {
                            if (!isExcluded(method, lambda, seed, dataset, start)
                                    && !isRepeated(method, lambda)) {
                                cells.add(cell(method, lambda, seed, dataset, start));
                            }
                        }
                    }
                }
            }
        }
        requireSomeAndDistinct(cells);
        return List.copyOf(cells);
    }

    /** Without the loss, all variants of a head are the same training. */
    private boolean isRepeated(SweepPlan.Method method, double lambda) {
        if (lambda != 0 || method.interPrototype().isEmpty()) {
            return false;
        }
        SweepPlan.Method first =
                methods().stream()
                        .filter(other -> other.withoutVariant().equals(method.withoutVariant()))
                        .findFirst()
                        .orElseThrow();
        return !first.equals(method);
    }

    private List<Long> seeds() {
        return orElse(plan.seeds(), base.seed());
    }

    private List<SweepPlan.Start> starts() {
        return orElse(plan.starts(), SweepPlan.Start.FRESH);
    }

    private List<SweepPlan.Method> methods() {
        return orElse(plan.methods(), SweepPlan.Method.of(base.head().name()));
    }

    private List<Double> lambdas() {
        return orElse(plan.lambdas(), base.lambdaChild());
    }

    private static <T> List<T> orElse(List<T> given, T otherwise) {
        return given.isEmpty() ? List.of(otherwise) : given;
    }

    /**
     * Every combination is a cell, so an exclusion leaves something out just where each of its
     * values is one of the plan's.
     */
    private void requireSomethingToExclude(SweepPlan.Exclusion out) {
        requireOneOf("method", out.method(), methods().stream().map(SweepPlan.Method::shortName));
        requireOneOf("lambda", out.lambda(), lambdas().stream());
        requireOneOf("seed", out.seed(), seeds().stream());
        requireOneOf(
                "dataset",
                out.dataset(),
                plan.datasets().stream().map(SweepPlan.Dataset::shortName));
        requireOneOf("start", out.start(), starts().stream().map(SweepPlan.Start::shortName));
    }

    private <T> void requireOneOf(String field, Optional<T> excluded, Stream<T> values) {
        List<T> known = values.distinct().toList();
        if (excluded.isPresent() && !known.contains(excluded.get())) {
            throw new UserFacingException(
                    "The sweep \""
                            + plan.name()
                            + "\" excludes the "
                            + field
                            + " \""
                            + excluded.get()
                            + "\", which none of its cells has.",
                    "The exclusion would leave nothing out, and the sweep train more than is"
                            + " meant.",
                    "Under \"exclude\", a "
                            + field
                            + " of this sweep is one of: "
                            + known.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + ".");
        }
    }

    private boolean isExcluded(
            SweepPlan.Method method,
            double lambda,
            long seed,
            SweepPlan.Dataset dataset,
            SweepPlan.Start start) {
        return plan.exclude().stream()
                .anyMatch(
                        out ->
                                agrees(out.method(), method.shortName())
                                        && agrees(out.lambda(), lambda)
                                        && agrees(out.seed(), seed)
                                        && agrees(out.dataset(), dataset.shortName())
                                        && agrees(out.start(), start.shortName()));
    }

    private static <T> boolean agrees(Optional<T> wanted, T value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    private SweepCell cell(
            SweepPlan.Method method,
            double lambda,
            long seed,
            SweepPlan.Dataset dataset,
            SweepPlan.Start start) {
        TrainingConfiguration configuration =
                SweepConfigurations.of(base, Optional.of(method), lambda, seed);
        TrainingRequest request =
                new TrainingRequest(
                        name(method, lambda, seed, dataset, start),
                        configuration,
                        path(dataset.folder()),
                        dataset.ageLabels().map(this::path),
                        dataset.testSets().stream().map(this::testSet).toList(),
                        false,
                        init(start));
        return new SweepCell(
                new SweepCell.Row(
                        dataset.shortName(),
                        title(method, configuration),
                        method.head(),
                        lambda,
                        start.isFresh() ? "" : start.shortName()),
                seed,
                request);
    }

    private static String title(SweepPlan.Method method, TrainingConfiguration configuration) {
        if (method.label().isPresent()) {
            return RunSummary.method(method.label().get(), configuration);
        }
        String options =
                method.options().entrySet().stream()
                        .map(option -> option.getKey() + " " + option.getValue().asText())
                        .collect(Collectors.joining(", "));
        String whole = RunSummary.method(configuration);
        return options.isEmpty() ? whole : whole + ", " + options;
    }

    /** What a training is told to start from; empty for fresh weights. */
    static Optional<TrainingRequest.Init> init(SweepPlan.Start start) {
        return start.model()
                .map(TrainingRequest.Init::ofModel)
                .or(
                        () ->
                                start.run()
                                        .map(
                                                run ->
                                                        TrainingRequest.Init.ofRun(
                                                                run,
                                                                start.checkpoint()
                                                                        .orElse("last"))));
    }

    private TestSetRequest testSet(SweepPlan.TestSet set) {
        return set.images()
                .map(images -> new TestSetRequest(path(set.pairs()), path(images)))
                .orElseGet(() -> TestSetRequest.of(path(set.pairs())));
    }

    private Path path(String text) {
        return workspace.resolve(text).normalize();
    }

    private String name(
            SweepPlan.Method method,
            double lambda,
            long seed,
            SweepPlan.Dataset dataset,
            SweepPlan.Start start) {
        List<String> parts = new ArrayList<>();
        parts.add(plan.name());
        parts.add(dataset.shortName());
        parts.add(method.shortName());
        for (Map.Entry<String, JsonNode> option : method.options().entrySet()) {
            parts.add(option.getKey() + "=" + option.getValue().asText());
        }
        parts.add("lambda=" + plain(lambda));
        if (lambda != 0) {
            method.interPrototype().ifPresent(variant -> parts.addAll(parts(variant)));
        }
        if (!start.isFresh()) {
            parts.add("from=" + start.shortName());
        }
        parts.add("seed=" + seed);
        String name = String.join(" ", parts).replaceAll("[^\\p{L}\\p{N} ._+=-]", "-").strip();
        if (name.length() <= LONGEST) {
            return name;
        }
        String id =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, ID);
        return name.substring(0, LONGEST - ID - 1) + "-" + id;
    }

    /** Where it departs from the paper's. */
    private static List<String> parts(InterPrototypeOptions variant) {
        List<String> parts = new ArrayList<>();
        if (variant.distance() != InterPrototypeOptions.PAPER.distance()) {
            parts.add(variant.distance().name().toLowerCase(Locale.ROOT));
        }
        if (variant.window() != InterPrototypeOptions.PAPER.window()) {
            parts.add(variant.window().name().toLowerCase(Locale.ROOT));
        }
        if (variant.course() == InterPrototypeOptions.Course.RAMP) {
            parts.add("ramp=" + plain(variant.rampEpochs()));
        } else if (variant.course() == InterPrototypeOptions.Course.STEP) {
            parts.add("step");
        }
        return parts;
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private void requireSomeAndDistinct(List<SweepCell> cells) {
        if (cells.isEmpty()) {
            throw new UserFacingException(
                    "The sweep \"" + plan.name() + "\" has no cell.",
                    "All its combinations are excluded.",
                    "Exclude less.");
        }
        // Some file systems do not tell upper and lower case apart.
        Map<String, SweepCell> seen = new HashMap<>();
        for (SweepCell cell : cells) {
            if (seen.put(cell.name().toLowerCase(Locale.ROOT), cell) != null) {
                throw new UserFacingException(
                        "Two cells of the sweep would both be the run \"" + cell.name() + "\".",
                        "One would be taken for the other.",
                        "Name each value once, and give methods a label and datasets a name that"
                                + " differ.");
            }
        }
    }
}
