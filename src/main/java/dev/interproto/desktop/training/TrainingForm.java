package dev.interproto.desktop.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.loss.HeadKind;
import dev.interproto.loss.HeadOption;
import dev.interproto.training.ConfigurationCheck;
import dev.interproto.training.HeadConfiguration;
import dev.interproto.training.TrainingConfiguration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** A configuration while a person edits it: each value as typed, with what is wrong beside it. */
final class TrainingForm {
    private final Messages messages;
    private final ObjectProperty<String> backbone = new SimpleObjectProperty<>("mobilefacenet");
    private final ObjectProperty<String> head = new SimpleObjectProperty<>("arcface");
    private final ObjectProperty<String> device = new SimpleObjectProperty<>("auto");
    private final ObjectProperty<String> precision = new SimpleObjectProperty<>("auto");
    private final BooleanProperty flip = new SimpleBooleanProperty(true);
    private final FormField<Double> lambda;
    private final Map<HeadKind, Map<String, FormField<Double>>> headOptions =
            new EnumMap<>(HeadKind.class);
    private final FormField<Integer> epochs;
    private final FormField<List<Integer>> milestones;
    private final FormField<Integer> batchSize;
    private final FormField<Double> learningRate;
    private final FormField<Double> momentum;
    private final FormField<Double> weightDecay;
    private final FormField<Double> dropout;
    private final FormField<Long> seed;
    private final FormField<Integer> childAge;
    private final FormField<Integer> childFilter;
    private final RefinementsForm refinements;

    TrainingForm(Messages messages) {
        this.messages = messages;
        lambda = decimal(v -> v >= 0, "training.field.atLeastZero");
        for (HeadKind kind : HeadKind.values()) {
            headOptions.put(kind, fieldsOf(kind));
        }
        epochs = whole(v -> v >= 1, "training.field.atLeastOne");
        milestones =
                new FormField<>(
                        "",
                        TrainingForm::parseMilestones,
                        messages.text("training.field.milestones"));
        batchSize = whole(v -> v >= 2, "training.field.batchSize");
        learningRate = decimal(v -> v > 0, "training.field.aboveZero");
        momentum = decimal(v -> v >= 0 && v < 1, "training.field.share");
        weightDecay = decimal(v -> v >= 0, "training.field.atLeastZero");
        dropout = decimal(v -> v >= 0 && v < 1, "training.field.share");
        seed =
                new FormField<>(
                        "",
                        t -> Optional.of(Long.parseLong(t)),
                        messages.text("training.field.whole"));
        childAge = whole(v -> v >= 1 && v <= 120, "training.field.age");
        childFilter = whole(v -> v >= 1, "training.field.atLeastOne");
        refinements = new RefinementsForm(messages);
        // A head has its own best margin; the one typed for the other would be misleading.
        head.addListener(
                (o, old, now) -> showOptions(HeadConfiguration.published(HeadKind.of(now))));
    }

    /**
     * Fills everything in.
     *
     * @throws UserFacingException where no training can have it, as when a newer program recorded a
     *     head that is unknown here; nothing is filled in then
     */
    void show(TrainingConfiguration c) {
        ConfigurationCheck.require(c);
        backbone.set(c.backbone());
        head.set(c.head().name());
        device.set(c.device());
        precision.set(c.precision());
        flip.set(c.flip());
        lambda.textProperty().set(RunTexts.number(c.lambdaChild()));
        showOptions(c.head());
        epochs.textProperty().set(Integer.toString(c.epochs()));
        milestones
                .textProperty()
                .set(
                        c.milestones().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ")));
        batchSize.textProperty().set(Integer.toString(c.batchSize()));
        learningRate.textProperty().set(RunTexts.number(c.learningRate()));
        momentum.textProperty().set(RunTexts.number(c.momentum()));
        weightDecay.textProperty().set(RunTexts.number(c.weightDecay()));
        dropout.textProperty().set(RunTexts.number(c.dropout()));
        seed.textProperty().set(Long.toString(c.seed()));
        childAge.textProperty().set(Integer.toString(c.childAge()));
        childFilter.textProperty().set(Integer.toString(c.childFilter()));
        refinements.show(c.refinements());
    }

    /** The configuration; empty while a field makes no sense. */
    Optional<TrainingConfiguration> configuration() {
        if (fields().stream().anyMatch(field -> field.value().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                TrainingConfiguration.paper()
                        .backbone(backbone.get())
                        .head(headConfiguration())
                        .lambdaChild(lambda.value().orElseThrow())
                        .childAge(childAge.value().orElseThrow())
                        .childFilter(childFilter.value().orElseThrow())
                        .epochs(epochs.value().orElseThrow())
                        .milestones(milestones.value().orElseThrow())
                        .batchSize(batchSize.value().orElseThrow())
                        .learningRate(learningRate.value().orElseThrow())
                        .momentum(momentum.value().orElseThrow())
                        .weightDecay(weightDecay.value().orElseThrow())
                        .dropout(dropout.value().orElseThrow())
                        .flip(flip.get())
                        .seed(seed.value().orElseThrow())
                        .device(device.get())
                        .precision(precision.get())
                        .refinements(refinements.refinements())
                        .build());
    }

    /** Calls back after any change. */
    void onChange(Runnable listener) {
        List<FormField<?>> all = new ArrayList<>(otherFields());
        headOptions.forEach((kind, fields) -> all.addAll(fields.values()));
        all.forEach(field -> field.textProperty().addListener((o, old, now) -> listener.run()));
        List.of(backbone, head, device, precision)
                .forEach(choice -> choice.addListener((o, old, now) -> listener.run()));
        flip.addListener((o, old, now) -> listener.run());
        refinements
                .choices()
                .forEach(choice -> choice.addListener((o, old, now) -> listener.run()));
    }

    private void showOptions(HeadConfiguration shown) {
        headOptions()
                .forEach(
                        (name, field) ->
                                field.textProperty()
                                        .set(RunTexts.number(shown.options().get(name))));
    }

    private HeadConfiguration headConfiguration() {
        Map<String, Double> values = new LinkedHashMap<>();
        headOptions().forEach((name, field) -> values.put(name, field.value().orElseThrow()));
        return new HeadConfiguration(head.get(), values);
    }

    private Map<String, FormField<Double>> fieldsOf(HeadKind kind) {
        Map<String, FormField<Double>> fields = new LinkedHashMap<>();
        for (HeadOption option : kind.options()) {
            FormField<Double> field =
                    FormField.decimal(
                            option::allows, messages.text("training.field.range", option.range()));
            field.textProperty().set(RunTexts.number(option.published()));
            fields.put(option.name(), field);
        }
        return fields;
    }

    /** All fields that count now: those of other heads do not. */
    List<FormField<?>> fields() {
        List<FormField<?>> all = new ArrayList<>(headOptions().values());
        all.addAll(otherFields());
        return all;
    }

    private List<FormField<?>> otherFields() {
        List<FormField<?>> others = new ArrayList<>(refinements.fields());
        others.addAll(own());
        return others;
    }

    private List<FormField<?>> own() {
        return List.of(
                lambda,
                epochs,
                milestones,
                batchSize,
                learningRate,
                momentum,
                weightDecay,
                dropout,
                seed,
                childAge,
                childFilter);
    }

    ObjectProperty<String> backboneProperty() {
        return backbone;
    }

    ObjectProperty<String> headProperty() {
        return head;
    }

    ObjectProperty<String> precisionProperty() {
        return precision;
    }

    ObjectProperty<String> deviceProperty() {
        return device;
    }

    BooleanProperty flipProperty() {
        return flip;
    }

    FormField<Double> lambda() {
        return lambda;
    }

    /** The numbers of the chosen head, by name. */
    Map<String, FormField<Double>> headOptions() {
        return headOptions.get(HeadKind.of(head.get()));
    }

    FormField<Integer> epochs() {
        return epochs;
    }

    FormField<List<Integer>> milestones() {
        return milestones;
    }

    FormField<Integer> batchSize() {
        return batchSize;
    }

    FormField<Double> learningRate() {
        return learningRate;
    }

    FormField<Double> momentum() {
        return momentum;
    }

    FormField<Double> weightDecay() {
        return weightDecay;
    }

    FormField<Double> dropout() {
        return dropout;
    }

    FormField<Long> seed() {
        return seed;
    }

    FormField<Integer> childAge() {
        return childAge;
    }

    FormField<Integer> childFilter() {
        return childFilter;
    }

    /** Where it departs from the paper. */
    RefinementsForm refinements() {
        return refinements;
    }

    private FormField<Double> decimal(DoublePredicate sound, String complaint) {
        return FormField.decimal(sound, messages.text(complaint));
    }

    private FormField<Integer> whole(IntPredicate sound, String complaint) {
        return FormField.whole(sound, messages.text(complaint));
    }

    private static Optional<List<Integer>> parseMilestones(String text) {
        if (text.isEmpty()) {
            return Optional.of(List.of());
        }
        List<Integer> parsed = new ArrayList<>();
        Arrays.stream(text.split("[,;\\s]+")).map(Integer::parseInt).forEach(parsed::add);
        boolean ascending = true;
        for (int i = 0; i < parsed.size(); i++) {
            ascending &= parsed.get(i) > (i == 0 ? -1 : parsed.get(i - 1));
        }
        return ascending ? Optional.of(parsed) : Optional.empty();
    }
}
