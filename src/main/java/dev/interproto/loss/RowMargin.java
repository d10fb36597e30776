package dev.interproto.loss;

/**
 * What a head makes of one row of cosines. The own identity's cosine is replaced, those of other
 * identities may be reweighed where they are hard, and all of it is then multiplied by the scale.
 *
 * @param target what takes the place of the own cosine
 * @param slope derivative of the target by the own cosine
 * @param slopeByNorm derivative of the target by the embedding's length; 0 for most heads
 * @param hard what becomes of the cosines of other identities
 * @param penalty added to the row's loss; 0 for most heads
 * @param penaltyByNorm its derivative by the embedding's length
 */
record RowMargin(
        double target,
        double slope,
        double slopeByNorm,
        HardNegatives hard,
        double penalty,
        double penaltyByNorm) {

    /** A head that moves the own cosine only. */
    RowMargin(double target, double slope) {
        this(target, slope, HardNegatives.NONE);
    }

    /** A head that looks at the hard ones too. */
    RowMargin(double target, double slope, HardNegatives hard) {
        this(target, slope, 0, hard, 0, 0);
    }

    /**
     * Other identities' cosines c above a threshold become quadratic·c² + linear·c + constant.
     *
     * @param above the threshold; no cosine is above 1
     */
    record HardNegatives(double above, double quadratic, double linear, double constant) {
        /** All cosines stay as they are. */
        static final HardNegatives NONE = new HardNegatives(Double.POSITIVE_INFINITY, 0, 1, 0);

        double reweighed(double cosine) {
            return cosine > above ? (quadratic * cosine + linear) * cosine + constant : cosine;
        }

        double slope(double cosine) {
            return cosine > above ? 2 * quadratic * cosine + linear : 1;
        }
    }
}
