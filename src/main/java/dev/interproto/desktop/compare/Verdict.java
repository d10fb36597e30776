package dev.interproto.desktop.compare;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.verification.Comparison;

/**
 * A comparison in words.
 *
 * @param sentence the verdict, or the similarity alone where there is no threshold
 * @param figures similarity, threshold and probability
 * @param origin where the threshold comes from, or how to get one
 */
record Verdict(String sentence, String figures, String origin) {

    static Verdict of(Comparison comparison, Messages messages) {
        String similarity = Formats.decimal(comparison.similarity(), 4);
        if (comparison.same().isEmpty() || comparison.threshold().isEmpty()) {
            return new Verdict(
                    messages.text("compare.verdict.none", similarity),
                    "",
                    comparison.thresholdOrigin());
        }
        String threshold = Formats.decimal(comparison.threshold().getAsDouble(), 4);
        String figures =
                comparison.probability().isPresent()
                        ? messages.text(
                                "compare.figures.probability",
                                similarity,
                                threshold,
                                Formats.percent(comparison.probability().getAsDouble()))
                        : messages.text("compare.figures", similarity, threshold);
        return new Verdict(
                messages.text(
                        comparison.same().get()
                                ? "compare.verdict.same"
                                : "compare.verdict.different"),
                figures,
                messages.text("compare.origin", comparison.thresholdOrigin()));
    }
}
