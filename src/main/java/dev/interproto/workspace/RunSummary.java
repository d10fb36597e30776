package dev.interproto.workspace;

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
        String head =
                switch (record.configuration().head().name()) {
                    case "arcface" -> "ArcFace";
                    case "cosface" -> "CosFace";
                    default -> record.configuration().head().name();
                };
        double lambda = record.configuration().lambdaChild();
        return lambda == 0 ? head : head + " + Inter-Prototype (λ " + trim(lambda) + ")";
    }

    private static String trim(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
