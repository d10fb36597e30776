package dev.interproto.workspace.sweep;

import java.util.Optional;

/**
 * What a person wants of a comparison table.
 *
 * @param published the paper's rows to stand beside; empty for none
 * @param baseline the method that others are compared with pair by pair, as its lines call it
 *     without a start; empty for the plan's first
 */
public record ComparisonOptions(
        Optional<PublishedResults.Table> published, Optional<String> baseline) {
    /** Own results, compared with the first method's. */
    public static final ComparisonOptions DEFAULT =
            new ComparisonOptions(Optional.empty(), Optional.empty());
}
