package dev.interproto.desktop.verification;

import java.util.Locale;

/** Which pairs the table shows. */
enum PairFilter {
    ALL,
    WRONG,
    FALSE_ACCEPTS,
    FALSE_REJECTS,
    GENUINE,
    IMPOSTOR;

    /** Key of its word. */
    String messageKey() {
        return "verification.filter." + name().toLowerCase(Locale.ROOT);
    }

    boolean accepts(PairRow row, double threshold) {
        boolean accepted = row.similarity() >= threshold;
        return switch (this) {
            case ALL -> true;
            case WRONG -> accepted != row.genuine();
            case FALSE_ACCEPTS -> accepted && !row.genuine();
            case FALSE_REJECTS -> !accepted && row.genuine();
            case GENUINE -> row.genuine();
            case IMPOSTOR -> !row.genuine();
        };
    }
}
