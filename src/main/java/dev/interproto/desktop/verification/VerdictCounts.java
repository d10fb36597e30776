package dev.interproto.desktop.verification;

/**
 * How the verdicts at one threshold turn out.
 *
 * @param genuine pairs of one person
 * @param impostor pairs of two persons
 * @param falseAccepts impostor pairs called the same person
 * @param falseRejects genuine pairs called different persons
 */
record VerdictCounts(int genuine, int impostor, int falseAccepts, int falseRejects) {

    /** Share of right verdicts, 0 to 1; NaN without pairs. */
    double accuracy() {
        int pairs = genuine + impostor;
        return pairs == 0 ? Double.NaN : (double) (pairs - falseAccepts - falseRejects) / pairs;
    }

    /** Share of impostor pairs accepted; NaN without any. */
    double falseAcceptRate() {
        return impostor == 0 ? Double.NaN : (double) falseAccepts / impostor;
    }

    /** Share of genuine pairs accepted; NaN without any. */
    double trueAcceptRate() {
        return genuine == 0 ? Double.NaN : (double) (genuine - falseRejects) / genuine;
    }
}
