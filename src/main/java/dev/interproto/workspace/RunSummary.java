package dev.interproto.workspace;

import dev.interproto.training.InterPrototypeOptions;
import dev.interproto.training.TrainingConfiguration;
import java.util.ArrayList;
import java.util.List;

/**
 * A run as lists show it.
 *
 * @param folder where it lies
 * @param record its {@code run.json}
 * @param status as seen now: interrupted where its process is gone
 */
public record RunSummary(RunFolder folder, RunRecord record, RunStatus status) {
    public String name() {
        return folder.name();
    }

    /**
     * The method as the field writes it, such as {@code ArcFace + Inter-Prototype (λ 1)}, with
     * where it departs from the paper's loss, such as {@code (λ 1, L1)}.
     */
    public String method() {
        return method(record.configuration());
    }

    /** The same of a training that need not have begun. */
    public static String method(TrainingConfiguration configuration) {
        return method(configuration.head().title(), configuration);
    }

    /** A margin head, as a person calls it, with what the Inter-Prototype loss adds. */
    public static String method(String head, TrainingConfiguration configuration) {
        double lambda = configuration.lambdaChild();
        if (lambda == 0) {
            return head;
        }
        List<String> parts = new ArrayList<>(List.of("λ " + trim(lambda)));
        parts.addAll(variant(configuration.refinements().interPrototype()));
        return head + " + Inter-Prototype (" + String.join(", ", parts) + ")";
    }

    /** Where a variant of the loss departs from the paper's, such as {@code L1}. */
    public static List<String> variant(InterPrototypeOptions variant) {
        List<String> parts = new ArrayList<>();
        switch (variant.distance()) {
            case MSE -> {}
            case L1 -> parts.add("L1");
            case CE -> parts.add("cross-entropy");
        }
        switch (variant.window()) {
            case ALWAYS -> {}
            case BEFORE -> parts.add("up to the first milestone");
            case AFTER -> parts.add("from the first milestone on");
        }
        switch (variant.course()) {
            case CONSTANT -> {}
            case RAMP -> parts.add("rising over " + trim(variant.rampEpochs()) + " epochs");
            case STEP -> parts.add("÷ 10 at milestones");
        }
        return parts;
    }

    private static String trim(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
