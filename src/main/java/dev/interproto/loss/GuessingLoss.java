package dev.interproto.loss;

/**
 * The cross-entropy that a head starts with: that of random embeddings, whose cosines to prototypes
 * have mean 0 and variance 1/D. What trains well soon falls below it, and what stays above it has
 * broken.
 */
public final class GuessingLoss {
    /** The cosines' distribution is summed up over so many standard deviations either way. */
    private static final double REACH = 12;

    private static final int STEPS = 2400;

    private GuessingLoss() {}

    /**
     * ln C + ln E[exp(s·g(cosθ))] − s·target(0), where g is what the head makes of other
     * identities' cosines; for a head that leaves these alone the second term is s²/2D.
     *
     * @param identities C
     * @param dimension D
     */
    public static double of(MarginHead head, int identities, int dimension) {
        RowMargin row = head.row(0, Math.sqrt(dimension), head.freshMemory());
        return Math.log(identities)
                + logMean(head.scale(), row.hard(), 1 / Math.sqrt(dimension))
                - head.scale() * row.target()
                + row.penalty();
    }

    /** ln E[exp(s·g(c))] of normal c, by the trapezoid rule. */
    private static double logMean(double scale, RowMargin.HardNegatives hard, double deviation) {
        double width = 2 * REACH / STEPS;
        double sum = 0;
        double top = scale * scale * deviation * deviation / 2;
        for (int i = 0; i <= STEPS; i++) {
            double z = -REACH + i * width;
            double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            sum += density * width * Math.exp(scale * hard.reweighed(z * deviation) - top);
        }
        return top + Math.log(sum);
    }
}
