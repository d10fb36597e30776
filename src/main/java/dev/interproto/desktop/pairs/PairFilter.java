package dev.interproto.desktop.pairs;

import dev.interproto.dataset.pairs.PairSurvey;

/** Which pairs the table shows. */
enum PairFilter {
    ALL("pairs.filter.all"),
    GENUINE("pairs.filter.genuine"),
    IMPOSTOR("pairs.filter.impostor"),
    CHILD_CHILD("pairs.filter.childChild"),
    CHILD_ADULT("pairs.filter.childAdult"),
    ADULT_ADULT("pairs.filter.adultAdult"),
    UNKNOWN("pairs.filter.unknown");

    private final String messageKey;

    PairFilter(String messageKey) {
        this.messageKey = messageKey;
    }

    /** Key of its word. */
    String messageKey() {
        return messageKey;
    }

    boolean accepts(PairRow row, int childAge) {
        PairSurvey.Kind kind = row.pair().kind(childAge);
        return switch (this) {
            case ALL -> true;
            case GENUINE -> row.genuine();
            case IMPOSTOR -> !row.genuine();
            case CHILD_CHILD -> kind == PairSurvey.Kind.CHILD_CHILD;
            case CHILD_ADULT -> kind == PairSurvey.Kind.CHILD_ADULT;
            case ADULT_ADULT -> kind == PairSurvey.Kind.ADULT_ADULT;
            case UNKNOWN -> kind == PairSurvey.Kind.UNKNOWN;
        };
    }
}
