package dev.interproto.desktop.verification;

/** Which pairs the table shows. */
enum PairFilter {
    ALL("verification.filter.all"),
    WRONG("verification.filter.wrong"),
    FALSE_ACCEPTS("verification.filter.falseAccepts"),
    FALSE_REJECTS("verification.filter.falseRejects"),
    GENUINE("verification.filter.genuine"),
    IMPOSTOR("verification.filter.impostor");

    private final String messageKey;

    PairFilter(String messageKey) {
        this.messageKey = messageKey;
    }

    /** Key of its word. */
    String messageKey() {
        return messageKey;
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
