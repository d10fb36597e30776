package dev.interproto.workspace.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.training.ConfigurationCheck;
import dev.interproto.training.HeadConfiguration;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingPreset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * From a plan's few words to whole training configurations. Works on the field names of {@code
 * run.json}, so that what configurations learn to say, sweeps can say too.
 */
final class SweepConfigurations {
    private static final String HEAD = "head";
    private static final String EPOCHS = "epochs";
    private static final String MILESTONES = "milestones";

    private SweepConfigurations() {}

    /**
     * The preset with the plan's settings.
     *
     * @throws UserFacingException for a preset or setting there is not
     */
    static TrainingConfiguration base(SweepPlan plan) {
        TrainingConfiguration preset = preset(plan.preset());
        ObjectNode tree = Json.mapper().valueToTree(preset);
        tree.remove(HEAD);
        require(plan.settings(), tree, "setting of a training");
        tree.set(HEAD, Json.mapper().valueToTree(preset.head()));
        plan.settings().forEach((field, value) -> lay(tree, field, value));
        if (plan.settings().containsKey(EPOCHS) && !plan.settings().containsKey(MILESTONES)) {
            int epochs = plan.settings().get(EPOCHS).asInt();
            tree.set(MILESTONES, Json.mapper().valueToTree(fitted(preset, epochs)));
        }
        return read(tree, TrainingConfiguration.class);
    }

    /** Settings that are groups of settings keep what is not named. */
    private static void lay(ObjectNode tree, String field, JsonNode value) {
        if (value instanceof ObjectNode group && tree.get(field) instanceof ObjectNode before) {
            require(fields(group), before, "setting of " + field);
            group.fields().forEachRemaining(entry -> lay(before, entry.getKey(), entry.getValue()));
        } else {
            tree.set(field, value);
        }
    }

    private static Map<String, JsonNode> fields(ObjectNode group) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        group.fields().forEachRemaining(entry -> fields.put(entry.getKey(), entry.getValue()));
        return fields;
    }

    /** The preset's milestones, moved along with the number of epochs. */
    private static List<Integer> fitted(TrainingConfiguration preset, int epochs) {
        return preset.milestones().stream()
                .map(m -> (int) Math.round((double) m * epochs / preset.epochs()))
                .filter(m -> m > 0 && m < epochs)
                .distinct()
                .toList();
    }

    private static TrainingConfiguration preset(String name) {
        return Arrays.stream(TrainingPreset.values())
                .filter(preset -> preset.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UserFacingException(
                                        "There is no preset \"" + name + "\".",
                                        "The sweep has no base configuration.",
                                        "The presets are "
                                                + Arrays.stream(TrainingPreset.values())
                                                        .map(p -> p.name().toLowerCase(Locale.ROOT))
                                                        .collect(Collectors.joining(", "))
                                                + "."))
                .configuration();
    }

    /**
     * The base with a method, λ and seed.
     *
     * @throws UserFacingException where it could not train
     */
    static TrainingConfiguration of(
            TrainingConfiguration base,
            Optional<SweepPlan.Method> method,
            double lambda,
            long seed) {
        ObjectNode tree = Json.mapper().valueToTree(base);
        method.ifPresent(
                chosen -> tree.set(HEAD, Json.mapper().valueToTree(head(base.head(), chosen))));
        TrainingConfiguration plain =
                read(tree, TrainingConfiguration.class).withLambdaChild(lambda).withSeed(seed);
        TrainingConfiguration whole =
                method.flatMap(SweepPlan.Method::interPrototype)
                        .filter(variant -> lambda != 0)
                        .map(variant -> plain.refinements().withInterPrototype(variant))
                        .map(plain::withRefinements)
                        .orElse(plain);
        ConfigurationCheck.require(whole);
        return whole;
    }

    private static HeadConfiguration head(HeadConfiguration base, SweepPlan.Method method) {
        HeadConfiguration defaults = defaults(base, method.head());
        ObjectNode options = Json.mapper().valueToTree(defaults.options());
        require(method.options(), options, "option of the head " + method.head());
        method.options().forEach(options::set);
        ObjectNode head = Json.mapper().createObjectNode();
        head.put("name", defaults.name());
        head.set("options", options);
        return read(head, HeadConfiguration.class);
    }

    /** The preset's own values where it is its head: they suit its data. */
    private static HeadConfiguration defaults(HeadConfiguration base, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        if (wanted.equals(base.name())) {
            return base;
        }
        return new HeadConfiguration(wanted, Map.of());
    }

    /**
     * Whether two configurations train the same, on whatever device.
     *
     * @param before of a run there is
     */
    static boolean same(TrainingConfiguration before, TrainingConfiguration now) {
        return withoutDevice(before).equals(withoutDevice(now));
    }

    /** The fields in which two configurations differ, with the first one's values. */
    static String difference(TrainingConfiguration before, TrainingConfiguration now) {
        ObjectNode was = withoutDevice(before);
        ObjectNode is = withoutDevice(now);
        return StreamSupport.stream(((Iterable<String>) was::fieldNames).spliterator(), false)
                .filter(field -> !was.get(field).equals(is.get(field)))
                .map(field -> field + " " + was.get(field) + " instead of " + is.get(field))
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode withoutDevice(TrainingConfiguration configuration) {
        ObjectNode tree = Json.mapper().valueToTree(configuration);
        tree.remove(List.of("device", "precision"));
        return tree;
    }

    private static void require(Map<String, JsonNode> given, ObjectNode known, String kind) {
        for (String field : given.keySet()) {
            if (!known.has(field)) {
                TreeSet<String> names = new TreeSet<>();
                known.fieldNames().forEachRemaining(names::add);
                throw new UserFacingException(
                        "\"" + field + "\" is no " + kind + ".",
                        "The sweep would train something else than its file says.",
                        "There are: " + String.join(", ", names) + ".");
            }
        }
    }

    private static <T> T read(ObjectNode tree, Class<T> type) {
        try {
            return Json.mapper()
                    .readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(tree);
        } catch (JsonProcessingException e) {
            throw refusal(e);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static UserFacingException refusal(JsonProcessingException e) {
        return new UserFacingException(
                "A setting of the sweep cannot be understood: "
                        + e.getOriginalMessage().lines().findFirst().orElse("")
                        + ".",
                "There is no whole configuration to train with.",
                "Give numbers for numbers, and lists in brackets.",
                e);
    }
}
