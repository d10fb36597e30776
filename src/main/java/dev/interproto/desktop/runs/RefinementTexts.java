package dev.interproto.desktop.runs;

import dev.interproto.dataset.Augmentation;
import dev.interproto.dataset.Sampling;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.training.EarlyStop;
import dev.interproto.training.InterPrototypeOptions;
import dev.interproto.training.Refinements;
import dev.interproto.training.ScheduleOptions;
import dev.interproto.training.UpdateOptions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a run departs from the paper's training, in words. */
final class RefinementTexts {
    private final Messages messages;

    RefinementTexts(Messages messages) {
        this.messages = messages;
    }

    /** Name and value of each. */
    Map<String, String> rows(Refinements refinements) {
        Map<String, String> rows = new LinkedHashMap<>();
        ScheduleOptions schedule = refinements.schedule();
        rows.put(
                messages.text("runs.config.schedule"),
                messages.text(
                        switch (schedule.shape()) {
                            case MILESTONES -> "runs.config.schedule.milestones";
                            case COSINE -> "runs.config.schedule.cosine";
                        }));
        rows.put(messages.text("runs.config.warmUp"), orOff(schedule.warmUpEpochs()));
        rows.put(messages.text("runs.config.finalRate"), orOff(schedule.finalRate()));
        UpdateOptions update = refinements.update();
        rows.put(messages.text("runs.config.clipNorm"), orOff(update.clipNorm()));
        rows.put(
                messages.text("runs.config.accumulation"), Integer.toString(update.accumulation()));
        rows.put(messages.text("runs.config.average"), orOff(update.averageDecay()));
        rows.put(
                messages.text("runs.config.partialFc"),
                refinements.partialFc() == 1
                        ? messages.text("runs.config.off")
                        : RunTexts.number(refinements.partialFc()));
        InterPrototypeOptions variant = refinements.interPrototype();
        rows.put(messages.text("runs.config.distance"), variant.distance().name());
        rows.put(messages.text("runs.config.window"), lower(variant.window()));
        rows.put(messages.text("runs.config.course"), lower(variant.course()));
        rows.put(messages.text("runs.config.ramp"), orOff(variant.rampEpochs()));
        rows.put(messages.text("runs.config.augmentation"), augmentation(refinements));
        rows.put(messages.text("runs.config.sampling"), sampling(refinements.sampling()));
        EarlyStop early = refinements.earlyStop();
        rows.put(
                messages.text("runs.config.earlyStop"),
                early.patience() == 0
                        ? messages.text("runs.config.off")
                        : messages.text("runs.config.earlyStop.value", early.patience())
                                + (early.testSet().isEmpty() ? "" : ", " + early.testSet()));
        rows.put(
                messages.text("runs.config.evaluationFlip"),
                messages.text(
                        refinements.evaluationFlip() ? "runs.config.yes" : "runs.config.off"));
        int kept = refinements.keptPrototypes().most();
        rows.put(
                messages.text("runs.config.keptPrototypes"),
                kept == 0 ? messages.text("runs.config.off") : Formats.count(kept));
        return rows;
    }

    private String augmentation(Refinements refinements) {
        Augmentation a = refinements.augmentation();
        Map<String, Augmentation.Effect> effects = new LinkedHashMap<>();
        effects.put(messages.text("runs.config.crop"), a.crop());
        effects.put(messages.text("runs.config.colour"), a.colour());
        effects.put(messages.text("runs.config.lowResolution"), a.lowResolution());
        effects.put(messages.text("runs.config.blur"), a.blur());
        effects.put(messages.text("runs.config.erase"), a.erase());
        return a.isOff()
                ? messages.text("runs.config.off")
                : effects.entrySet().stream()
                        .filter(each -> each.getValue().probability() > 0)
                        .map(each -> text(each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String text(String name, Augmentation.Effect effect) {
        return name
                + " "
                + RunTexts.number(effect.probability())
                + ":"
                + RunTexts.number(effect.strength());
    }

    private String sampling(Sampling sampling) {
        return switch (sampling.kind()) {
            case UNIFORM -> messages.text("runs.config.sampling.uniform");
            case IDENTITY -> messages.text("runs.config.sampling.identity");
            case CHILD_SHARE ->
                    messages.text(
                            "runs.config.sampling.childShare",
                            RunTexts.number(sampling.childShare()));
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private String orOff(double value) {
        return value == 0 ? messages.text("runs.config.off") : RunTexts.number(value);
    }
}
