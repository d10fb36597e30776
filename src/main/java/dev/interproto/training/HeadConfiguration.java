package dev.interproto.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.interproto.loss.AgeTask;
import dev.interproto.loss.HeadKind;
import dev.interproto.loss.HeadOption;
import dev.interproto.network.layer.AgeBranch;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which margin head trains, by name, so that configurations stay readable and no class name is ever
 * read from a file.
 *
 * @param name of a {@link HeadKind}, such as {@code arcface}
 * @param options its numbers by name; those of the kind not given are the published ones
 */
public record HeadConfiguration(String name, Map<String, Double> options) {
    public static final HeadConfiguration ARCFACE = published(HeadKind.ARCFACE);

    /** Unknown names and options are kept, for {@link ConfigurationCheck} to complain of. */
    public HeadConfiguration {
        Map<String, Double> complete = new LinkedHashMap<>();
        Arrays.stream(HeadKind.values())
                .filter(kind -> kind.id().equals(name))
                .flatMap(kind -> kind.options().stream())
                .forEach(option -> complete.put(option.name(), option.published()));
        complete.putAll(options);
        options = Collections.unmodifiableMap(complete);
    }

    /** A head of a scale s and a margin m. */
    public HeadConfiguration(String name, double scale, double margin) {
        this(name, Map.of("scale", scale, "margin", margin));
    }

    /** The head with the published numbers. */
    public static HeadConfiguration published(HeadKind kind) {
        return new HeadConfiguration(kind.id(), Map.of());
    }

    /** Files of before there were more heads have {@code scale} and {@code margin} instead. */
    @JsonCreator
    static HeadConfiguration read(
            @JsonProperty("name") String name,
            @JsonProperty("options") Optional<Map<String, Double>> options,
            @JsonProperty("scale") Optional<Double> scale,
            @JsonProperty("margin") Optional<Double> margin) {
        Map<String, Double> given = new LinkedHashMap<>();
        scale.ifPresent(value -> given.put("scale", value));
        margin.ifPresent(value -> given.put("margin", value));
        options.ifPresent(given::putAll);
        return new HeadConfiguration(name, given);
    }

    /** The head's name for people; the name as it is where it is unknown here. */
    public String title() {
        return kind().map(HeadKind::title).orElse(name);
    }

    /** The kind of the name, where there is one. */
    public Optional<HeadKind> kind() {
        return Arrays.stream(HeadKind.values()).filter(kind -> kind.id().equals(name)).findFirst();
    }

    /** Whether it learns from the ages of faces. */
    public boolean learnsFromAges() {
        return ageBranch() != AgeBranch.NONE;
    }

    /** Where the head reads ages in a network; nowhere where its name is unknown here. */
    AgeBranch ageBranch() {
        return kind().flatMap(kind -> kind.published().ageTask())
                .map(AgeTask::branch)
                .orElse(AgeBranch.NONE);
    }

    /** The same with one number changed. */
    public HeadConfiguration with(String option, double value) {
        Map<String, Double> changed = new LinkedHashMap<>(options);
        changed.put(option, value);
        return new HeadConfiguration(name, changed);
    }

    /** Such as {@code arcface, scale 64, margin 0.5}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        options.forEach(
                (option, value) ->
                        text.append(", ")
                                .append(option)
                                .append(' ')
                                .append(HeadOption.text(value)));
        return text.toString();
    }
}
