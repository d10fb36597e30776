package dev.interproto.workspace.sweep;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.training.InterPrototypeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person wants compared, as {@code sweep.json}: every method with every λ, start, dataset
 * and seed, but what is excluded. Plain enough to be written by hand; a misspelt field is refused,
 * not ignored.
 *
 * @param name of the sweep; a file name, part of its runs' names
 * @param preset base configuration: {@code demo}, {@code small}, {@code casia} or {@code ms1m}
 * @param settings fields of the base configuration that differ from the preset, such as {@code
 *     epochs}, by their names in {@code run.json}
 * @param methods margin heads; empty for the preset's
 * @param lambdas weights of the Inter-Prototype loss; empty for the preset's
 * @param seeds empty for the preset's
 * @param datasets to train on, each with its test sets; at least one
 * @param starts weights to start from; empty for fresh ones
 * @param exclude combinations that are left out
 */
public record SweepPlan(
        String name,
        String preset,
        Map<String, JsonNode> settings,
        List<Method> methods,
        @JsonProperty("lambda") List<Double> lambdas,
        List<Long> seeds,
        List<Dataset> datasets,
        List<Start> starts,
        List<Exclusion> exclude) {

    public SweepPlan {
        name = name == null ? "" : name;
        preset = preset == null ? "small" : preset;
        settings = ordered(settings);
        methods = listed(methods);
        lambdas = listed(lambdas);
        seeds = listed(seeds);
        datasets = listed(datasets);
        starts = listed(starts);
        exclude = listed(exclude);
    }

    /**
     * A margin head, and which variant of the Inter-Prototype loss goes with it.
     *
     * @param head its name, such as {@code arcface}
     * @param options that differ from the head's defaults, such as {@code margin}
     * @param interPrototype variant; without one, the base configuration's. Where λ is 0 it means
     *     nothing, and the cell is that of the head alone
     * @param label what the table calls it; without one, its name and options
     */
    public record Method(
            String head,
            Map<String, JsonNode> options,
            Optional<InterPrototypeOptions> interPrototype,
            Optional<String> label) {
        public Method {
            head = head == null ? "" : head;
            options = ordered(options);
            interPrototype = interPrototype == null ? Optional.empty() : interPrototype;
            label = label == null ? Optional.empty() : label;
        }

        /** What exclusions and run names call it. */
        public String shortName() {
            return label.orElse(head);
        }

        /** With its defaults. */
        public static Method of(String head) {
            return new Method(head, Map.of(), Optional.empty(), Optional.empty());
        }

        /** The head alone. */
        Method withoutVariant() {
            return new Method(head, options, Optional.empty(), label);
        }
    }

    /**
     * A folder to train on. Paths are relative to the workspace, or absolute.
     *
     * @param name short, part of the runs' names; without one, the folder's
     */
    public record Dataset(
            Optional<String> name,
            String folder,
            Optional<String> ageLabels,
            List<TestSet> testSets) {
        public Dataset {
            name = name == null ? Optional.empty() : name;
            folder = folder == null ? "" : folder;
            ageLabels = ageLabels == null ? Optional.empty() : ageLabels;
            testSets = listed(testSets);
        }

        /** What tables and run names call it. */
        public String shortName() {
            return name.orElseGet(() -> String.valueOf(Path.of(folder).getFileName()));
        }
    }

    /**
     * @param pairs pair list, or a {@code .bin} set
     * @param images folder of its images; none for a {@code .bin} set
     */
    public record TestSet(String pairs, Optional<String> images) {
        public TestSet {
            images = images == null ? Optional.empty() : images;
        }
    }

    /**
     * Weights to start from: a model of the shelf, a run's checkpoint, or, with neither, fresh
     * ones.
     */
    public record Start(Optional<String> model, Optional<String> run, Optional<String> checkpoint) {
        public static final Start FRESH =
                new Start(Optional.empty(), Optional.empty(), Optional.empty());

        /** A model of the shelf. */
        public static Start ofModel(String name) {
            return new Start(Optional.of(name), Optional.empty(), Optional.empty());
        }

        /** A run's checkpoint, {@code last} or {@code best-} and a test set. */
        public static Start ofRun(String name, String checkpoint) {
            return new Start(Optional.empty(), Optional.of(name), Optional.of(checkpoint));
        }

        public Start {
            model = model == null ? Optional.empty() : model;
            run = run == null ? Optional.empty() : run;
            checkpoint = checkpoint == null ? Optional.empty() : checkpoint;
        }

        boolean isFresh() {
            return model.isEmpty() && run.isEmpty();
        }

        /** What exclusions and tables call it. */
        public String shortName() {
            return model.or(
                            () ->
                                    run.map(
                                            name ->
                                                    name
                                                            + checkpoint
                                                                    .map(which -> " " + which)
                                                                    .orElse("")))
                    .orElse("scratch");
        }
    }

    /**
     * Cells left out: all that agree with every value given. A value that no cell has is refused.
     *
     * @param method its {@link Method#shortName}
     * @param dataset its {@link Dataset#shortName}
     * @param start its {@link Start#shortName}
     */
    public record Exclusion(
            Optional<String> method,
            @JsonProperty("lambda") Optional<Double> lambda,
            Optional<Long> seed,
            Optional<String> dataset,
            Optional<String> start) {
        public Exclusion {
            method = method == null ? Optional.empty() : method;
            lambda = lambda == null ? Optional.empty() : lambda;
            seed = seed == null ? Optional.empty() : seed;
            dataset = dataset == null ? Optional.empty() : dataset;
            start = start == null ? Optional.empty() : start;
        }
    }

    /** The same under another name. */
    public SweepPlan withName(String other) {
        return new SweepPlan(
                other, preset, settings, methods, lambdas, seeds, datasets, starts, exclude);
    }

    /** The same with other datasets. */
    SweepPlan withDatasets(List<Dataset> other) {
        return new SweepPlan(
                name, preset, settings, methods, lambdas, seeds, other, starts, exclude);
    }

    /** The same with a further setting of the base configuration. */
    SweepPlan withSetting(String field, JsonNode value) {
        Map<String, JsonNode> more = new LinkedHashMap<>(settings);
        more.put(field, value);
        return new SweepPlan(
                name, preset, more, methods, lambdas, seeds, datasets, starts, exclude);
    }

    /**
     * Reads a plan.
     *
     * @throws UserFacingException where the file cannot be read, is no JSON, or holds a field that
     *     means nothing
     */
    public static SweepPlan read(Path file) {
        try {
            return Json.mapper()
                    .readerFor(SweepPlan.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(file.toFile());
        } catch (JsonProcessingException e) {
            throw new UserFacingException(
                    "The sweep "
                            + file
                            + " cannot be understood, line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                            + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("")
                            + ".",
                    "Nothing of it was changed.",
                    "Its fields are name, preset, settings, methods (head, options,"
                            + " inter_prototype, label), lambda, seeds, datasets (name, folder,"
                            + " age_labels, test_sets), starts and exclude.",
                    e);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The sweep " + file + " cannot be read (" + e.getMessage() + ").",
                    "There is no plan to work from.",
                    "Check the file's path and rights.",
                    e);
        }
    }

    private static <T> List<T> listed(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static Map<String, JsonNode> ordered(Map<String, JsonNode> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
