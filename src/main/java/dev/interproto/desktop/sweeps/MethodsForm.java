package dev.interproto.desktop.sweeps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.loss.HeadKind;
import dev.interproto.loss.HeadOption;
import dev.interproto.training.HeadConfiguration;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.sweep.SweepPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The margin heads of a sweep that is being set up, with their numbers. FX thread only. */
final class MethodsForm {
    private final Messages messages;
    private final ObservableList<HeadKind> ticked =
            FXCollections.observableArrayList(HeadKind.ARCFACE);
    private final Map<HeadKind, Map<HeadOption, StringProperty>> options = new LinkedHashMap<>();

    MethodsForm(Messages messages) {
        this.messages = messages;
        for (HeadKind kind : HeadKind.values()) {
            Map<HeadOption, StringProperty> texts = new LinkedHashMap<>();
            kind.options().forEach(option -> texts.put(option, new SimpleStringProperty("")));
            options.put(kind, texts);
        }
    }

    ObservableList<HeadKind> ticked() {
        return ticked;
    }

    /**
     * What is typed for a head's numbers: empty for the usual value, or several values parted by
     * commas, each of which makes a method of its own.
     */
    Map<HeadOption, StringProperty> options(HeadKind kind) {
        return options.get(kind);
    }

    /** The value of a number that is left empty: the preset's where it is its head. */
    static double usual(HeadKind kind, HeadOption option, TrainingPreset preset) {
        HeadConfiguration head = preset.configuration().head();
        return kind.id().equals(head.name())
                ? head.options().get(option.name())
                : option.published();
    }

    /**
     * Every ticked head with every combination of its numbers.
     *
     * @throws UserFacingException where something is no number, or one that the head cannot use
     */
    List<SweepPlan.Method> methods() {
        List<SweepPlan.Method> methods = new ArrayList<>();
        for (HeadKind kind : ticked) {
            List<Map<String, JsonNode>> combinations = List.of(Map.of());
            for (Map.Entry<HeadOption, StringProperty> each : options.get(kind).entrySet()) {
                combinations = times(combinations, kind, each.getKey(), each.getValue().get());
            }
            combinations.forEach(
                    numbers ->
                            methods.add(
                                    new SweepPlan.Method(
                                            kind.id(),
                                            numbers,
                                            Optional.empty(),
                                            Optional.empty())));
        }
        return methods;
    }

    private List<Map<String, JsonNode>> times(
            List<Map<String, JsonNode>> before, HeadKind kind, HeadOption option, String typed) {
        List<Double> values = Numbers.of(typed, Double::valueOf, messages);
        if (values.isEmpty()) {
            return before;
        }
        List<Map<String, JsonNode>> after = new ArrayList<>();
        for (Map<String, JsonNode> one : before) {
            for (double value : values) {
                if (!option.allows(value)) {
                    throw new UserFacingException(
                            messages.text(
                                    "sweeps.new.option.wrong",
                                    kind.title(),
                                    option.name(),
                                    option.range()),
                            "",
                            "");
                }
                Map<String, JsonNode> more = new LinkedHashMap<>(one);
                more.put(option.name(), node(value));
                after.add(more);
            }
        }
        return after;
    }

    /** As a person would write it: part of the runs' names. */
    private static JsonNode node(double value) {
        return value == Math.rint(value)
                ? LongNode.valueOf((long) value)
                : DoubleNode.valueOf(value);
    }
}
