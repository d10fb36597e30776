package dev.interproto.desktop.training;

import dev.interproto.dataset.Augmentation;
import dev.interproto.dataset.Sampling;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.loss.SimilarityDistance;
import dev.interproto.training.EarlyStop;
import dev.interproto.training.InterPrototypeOptions;
import dev.interproto.training.KeptPrototypes;
import dev.interproto.training.Refinements;
import dev.interproto.training.ScheduleOptions;
import dev.interproto.training.UpdateOptions;
import java.util.ArrayList;
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
    private final FormField<Double> partialFc;
    private final EffectForm crop;
    private final EffectForm colour;
    private final EffectForm lowResolution;
    private final EffectForm blur;
    private final EffectForm erase;
    private final ObjectProperty<Sampling.Kind> sampling =
            new SimpleObjectProperty<>(Sampling.Kind.UNIFORM);
    private final FormField<Double> childShare;
    private final FormField<Integer> patience;
    private final FormField<Integer> keptPrototypes;
    private final ObjectProperty<String> stopTestSet = new SimpleObjectProperty<>("");
    private final ObjectProperty<Boolean> evaluationFlip = new SimpleObjectProperty<>(false);

    /** Probability and strength of an effect. */
    record EffectForm(FormField<Double> probability, FormField<Double> strength) {
        void show(Augmentation.Effect effect) {
            set(probability, effect.probability());
            set(strength, effect.strength());
        }

        Augmentation.Effect effect() {
            return new Augmentation.Effect(
                    probability.value().orElseThrow(), strength.value().orElseThrow());
        }
    }

    RefinementsForm(Messages messages) {
        String atLeastZero = messages.text("training.field.atLeastZero");
        String share = messages.text("training.field.share");
        warmUp = FormField.decimal(v -> v >= 0, atLeastZero);
        finalRate = FormField.decimal(v -> v >= 0, atLeastZero);
        clipNorm = FormField.decimal(v -> v >= 0, atLeastZero);
        accumulation = FormField.whole(v -> v >= 1, messages.text("training.field.atLeastOne"));
        averageDecay = FormField.decimal(v -> v >= 0 && v < 1, share);
        partialFc =
                FormField.decimal(
                        v -> v > 0 && v <= 1, messages.text("training.field.partOfWhole"));
        rampEpochs = FormField.decimal(v -> v >= 0, atLeastZero);
        crop = effect(messages, 1, 56);
        colour = effect(messages, 0, 1);
        lowResolution = effect(messages, 1, 8);
        blur = effect(messages, 0.1, 5);
        erase = effect(messages, 0.02, 0.5);
        childShare = FormField.decimal(v -> v >= 0 && v < 1, share);
        patience = FormField.whole(v -> v >= 0, messages.text("training.field.wholeAtLeastZero"));
        keptPrototypes =
                FormField.whole(v -> v >= 0, messages.text("training.field.wholeAtLeastZero"));
    }

    private static EffectForm effect(Messages messages, double least, double most) {
        return new EffectForm(
                FormField.decimal(
                        v -> v >= 0 && v <= 1, messages.text("training.field.probability")),
                FormField.decimal(
                        v -> v >= least && v <= most,
                        messages.text(
                                "training.field.between",
                                RunTexts.number(least),
                                RunTexts.number(most))));
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
        set(partialFc, refinements.partialFc());
        InterPrototypeOptions variant = refinements.interPrototype();
        distance.set(variant.distance());
        window.set(variant.window());
        course.set(variant.course());
        set(rampEpochs, variant.rampEpochs());
        Augmentation augmentation = refinements.augmentation();
        crop.show(augmentation.crop());
        colour.show(augmentation.colour());
        lowResolution.show(augmentation.lowResolution());
        blur.show(augmentation.blur());
        erase.show(augmentation.erase());
        sampling.set(refinements.sampling().kind());
        set(childShare, refinements.sampling().childShare());
        stopTestSet.set(refinements.earlyStop().testSet());
        patience.textProperty().set(Integer.toString(refinements.earlyStop().patience()));
        evaluationFlip.set(refinements.evaluationFlip());
        keptPrototypes.textProperty().set(Integer.toString(refinements.keptPrototypes().most()));
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
                        rampEpochs.value().orElseThrow()),
                augmentation(),
                new Sampling(sampling.get(), childShare.value().orElseThrow()),
                new EarlyStop(stopTestSet.get(), patience.value().orElseThrow()),
                partialFc.value().orElseThrow(),
                evaluationFlip.get(),
                new KeptPrototypes(keptPrototypes.value().orElseThrow()));
    }

    private Augmentation augmentation() {
        return new Augmentation(
                crop.effect(),
                colour.effect(),
                lowResolution.effect(),
                blur.effect(),
                erase.effect());
    }

    List<FormField<?>> fields() {
        List<FormField<?>> all =
                new ArrayList<>(
                        List.of(
                                warmUp,
                                finalRate,
                                clipNorm,
                                accumulation,
                                averageDecay,
                                partialFc,
                                rampEpochs,
                                childShare,
                                patience,
                                keptPrototypes));
        for (EffectForm effect : List.of(crop, colour, lowResolution, blur, erase)) {
            all.add(effect.probability());
            all.add(effect.strength());
        }
        return all;
    }

    List<ObjectProperty<?>> choices() {
        return List.of(shape, distance, window, course, sampling, stopTestSet, evaluationFlip);
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

    FormField<Double> partialFc() {
        return partialFc;
    }

    EffectForm crop() {
        return crop;
    }

    EffectForm colour() {
        return colour;
    }

    EffectForm lowResolution() {
        return lowResolution;
    }

    EffectForm blur() {
        return blur;
    }

    EffectForm erase() {
        return erase;
    }

    ObjectProperty<Sampling.Kind> samplingProperty() {
        return sampling;
    }

    FormField<Double> childShare() {
        return childShare;
    }

    /** Whether the evaluations while training embed the mirror images too. */
    ObjectProperty<Boolean> evaluationFlipProperty() {
        return evaluationFlip;
    }

    /** Name of the test set that the early stop goes by; empty for the first. */
    ObjectProperty<String> stopTestSetProperty() {
        return stopTestSet;
    }

    /** Of the early stop. */
    FormField<Integer> patience() {
        return patience;
    }

    /** Of each epoch. */
    FormField<Integer> keptPrototypes() {
        return keptPrototypes;
    }
}
