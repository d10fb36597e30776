package dev.interproto.workspace;

import dev.interproto.training.TrainingConfiguration;

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

    /** The method as the field writes it, such as {@code ArcFace + Inter-Prototype (λ 1)}. */
    public String method() {
        return method(record.configuration());
    }

    /** The same of a training that need not have begun. */
    public static String method(TrainingConfiguration configuration) {
        return method(configuration.head().title(), configuration.lambdaChild());
    }

    /** A margin head, as a person calls it, with what the Inter-Prototype loss adds. */
    public static String method(String head, double lambda) {
        return lambda == 0 ? head : head + " + Inter-Prototype (λ " + trim(lambda) + ")";
    }

    private static String trim(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
