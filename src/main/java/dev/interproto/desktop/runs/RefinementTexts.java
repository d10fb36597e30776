package dev.interproto.desktop.runs;

import dev.interproto.desktop.control.Messages;
import dev.interproto.training.InterPrototypeOptions;
import dev.interproto.training.Refinements;
import dev.interproto.training.ScheduleOptions;
import dev.interproto.training.UpdateOptions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

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
        InterPrototypeOptions variant = refinements.interPrototype();
        if (!variant.equals(InterPrototypeOptions.PAPER)) {
            rows.put(messages.text("runs.config.distance"), variant.distance().name());
            rows.put(messages.text("runs.config.window"), lower(variant.window()));
            rows.put(messages.text("runs.config.course"), lower(variant.course()));
            rows.put(messages.text("runs.config.ramp"), orOff(variant.rampEpochs()));
        }
        return rows;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private String orOff(double value) {
        return value == 0 ? messages.text("runs.config.off") : RunTexts.number(value);
    }
}
