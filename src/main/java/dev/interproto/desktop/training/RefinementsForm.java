package dev.interproto.desktop.training;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.loss.SimilarityDistance;
import dev.interproto.training.InterPrototypeOptions;
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
    private final ObjectProperty<SimilarityDistance> distance =
            new SimpleObjectProperty<>(SimilarityDistance.MSE);
    private final ObjectProperty<InterPrototypeOptions.Window> window =
            new SimpleObjectProperty<>(InterPrototypeOptions.Window.ALWAYS);
    private final ObjectProperty<InterPrototypeOptions.Course> course =
            new SimpleObjectProperty<>(InterPrototypeOptions.Course.CONSTANT);
    private final FormField<Double> rampEpochs;
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
        rampEpochs = FormField.decimal(v -> v >= 0, atLeastZero);
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
        InterPrototypeOptions variant = refinements.interPrototype();
        distance.set(variant.distance());
        window.set(variant.window());
        course.set(variant.course());
        set(rampEpochs, variant.rampEpochs());
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
                        averageDecay.value().orElseThrow()),
                new InterPrototypeOptions(
                        distance.get(),
                        window.get(),
                        course.get(),
                        rampEpochs.value().orElseThrow()));
    }

    List<FormField<?>> fields() {
        return List.of(warmUp, finalRate, clipNorm, accumulation, averageDecay, rampEpochs);
    }

    List<ObjectProperty<?>> choices() {
        return List.of(shape, distance, window, course);
    }

    ObjectProperty<ScheduleOptions.Shape> shapeProperty() {
        return shape;
    }

    ObjectProperty<SimilarityDistance> distanceProperty() {
        return distance;
    }

    ObjectProperty<InterPrototypeOptions.Window> windowProperty() {
        return window;
    }

    ObjectProperty<InterPrototypeOptions.Course> courseProperty() {
        return course;
    }

    FormField<Double> rampEpochs() {
        return rampEpochs;
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
