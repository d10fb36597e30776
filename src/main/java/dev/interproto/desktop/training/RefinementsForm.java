package dev.interproto.desktop.training;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.training.Refinements;
import dev.interproto.training.ScheduleOptions;
import dev.interproto.training.UpdateOptions;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Where a training departs from the paper's, while a person edits it. */
final class RefinementsForm {
    private final ObjectProperty<ScheduleOptions.Shape> shape =
            new SimpleObjectProperty<>(ScheduleOptions.Shape.MILESTONES);
    private final FormField<Double> warmUp;
    private final FormField<Double> finalRate;
    private final FormField<Double> clipNorm;
    private final FormField<Integer> accumulation;
    private final FormField<Double> averageDecay;

    RefinementsForm(Messages messages) {
        String atLeastZero = messages.text("training.field.atLeastZero");
        String share = messages.text("training.field.share");
        warmUp = FormField.decimal(v -> v >= 0, atLeastZero);
        finalRate = FormField.decimal(v -> v >= 0, atLeastZero);
        clipNorm = FormField.decimal(v -> v >= 0, atLeastZero);
        accumulation = FormField.whole(v -> v >= 1, messages.text("training.field.atLeastOne"));
        averageDecay = FormField.decimal(v -> v >= 0 && v < 1, share);
    }

    /** Fills everything in. */
    void show(Refinements refinements) {
        ScheduleOptions schedule = refinements.schedule();
        shape.set(schedule.shape());
        set(warmUp, schedule.warmUpEpochs());
        set(finalRate, schedule.finalRate());
        UpdateOptions update = refinements.update();
        set(clipNorm, update.clipNorm());
        accumulation.textProperty().set(Integer.toString(update.accumulation()));
        set(averageDecay, update.averageDecay());
    }

    private static void set(FormField<Double> field, double value) {
        field.textProperty().set(RunTexts.number(value));
    }

    /** What is asked for; to be called only while every field makes sense. */
    Refinements refinements() {
        return new Refinements(
                new ScheduleOptions(
                        shape.get(), warmUp.value().orElseThrow(), finalRate.value().orElseThrow()),
                new UpdateOptions(
                        clipNorm.value().orElseThrow(),
                        accumulation.value().orElseThrow(),
                        averageDecay.value().orElseThrow()));
    }

    List<FormField<?>> fields() {
        return List.of(warmUp, finalRate, clipNorm, accumulation, averageDecay);
    }

    List<ObjectProperty<?>> choices() {
        return List.of(shape);
    }

    ObjectProperty<ScheduleOptions.Shape> shapeProperty() {
        return shape;
    }

    FormField<Double> warmUp() {
        return warmUp;
    }

    FormField<Double> finalRate() {
        return finalRate;
    }

    FormField<Double> clipNorm() {
        return clipNorm;
    }

    FormField<Integer> accumulation() {
        return accumulation;
    }

    FormField<Double> averageDecay() {
        return averageDecay;
    }
}
