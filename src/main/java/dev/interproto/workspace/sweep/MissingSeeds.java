package dev.interproto.workspace.sweep;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a line of a comparison table has no figure for some of its seeds. */
final class MissingSeeds {
    private MissingSeeds() {}

    /** The reasons, each with how many seeds it concerns. */
    static String reasons(Map<Long, CellStatus> bySeed, Set<Long> present) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        bySeed.forEach(
                (seed, status) -> {
                    if (!present.contains(seed)) {
                        reasons.merge(reason(status), 1, Integer::sum);
                    }
                });
        return reasons.entrySet().stream()
                .map(
                        entry ->
                                bySeed.size() == 1
                                        ? entry.getKey()
                                        : entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String reason(CellStatus status) {
        return switch (status.state()) {
            case NOT_BEGUN -> "not begun";
            case RUNNING -> "in training";
            case STOPPED -> "stopped";
            case FAILED -> "failed: " + status.reason().lines().findFirst().orElse("");
            case DIFFERENT -> status.reason();
            case FINISHED -> "not tested on it";
        };
    }
}
