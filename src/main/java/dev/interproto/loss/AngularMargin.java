package dev.interproto.loss;

/**
 * An angular margin added to one angle: cos(θ + m), and cosθ − m·sin m where θ + m would pass π, as
 * in the Inter-Prototype reference's ArcFace.
 *
 * @param target what takes the cosine's place
 * @param slope derivative by cosθ
 * @param slopeByMargin derivative by m
 */
record AngularMargin(double target, double slope, double slopeByMargin) {
    /**
     * Below this sin²θ the slope of cos(θ + m), which grows without bound as θ goes to 0, is held:
     * about the rounding of 1 − cos² in single precision.
     */
    private static final double LEAST_SQUARED_SINE = 1e-7;

    static AngularMargin of(double cosine, double margin) {
        double sineOfMargin = Math.sin(margin);
        double cosineOfMargin = Math.cos(margin);
        if (cosine <= -cosineOfMargin) {
            return new AngularMargin(
                    cosine - margin * sineOfMargin, 1, -(sineOfMargin + margin * cosineOfMargin));
        }
        double sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
        return new AngularMargin(
                added(cosine, margin),
                cosineOfMargin + cosine / heldSine(cosine) * sineOfMargin,
                -(sine * cosineOfMargin + cosine * sineOfMargin));
    }

    /** cos(θ + m), past π too. */
    static double added(double cosine, double margin) {
        double sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
        return cosine * Math.cos(margin) - sine * Math.sin(margin);
    }

    /** sin θ, held above what rounding leaves of it. */
    static double heldSine(double cosine) {
        return Math.sqrt(Math.max(LEAST_SQUARED_SINE, 1 - cosine * cosine));
    }
}
