package dev.interproto.verification;

/**
 * Turns a similarity into the probability that two photographs show the same person: a logistic
 * curve fitted to an evaluation's pairs. It holds for photographs like those of the test set, at
 * its share of genuine pairs.
 *
 * @param slope of the logit in the similarity
 * @param intercept of the logit
 */
public record Calibration(double slope, double intercept) {
    private static final int MOST_STEPS = 100;
    private static final double SMALLEST_STEP = 1e-10;
    private static final double RIDGE = 1e-12;
    private static final double GRADIENT_ENOUGH = 1e-9;
    private static final double SUFFICIENT_DECREASE = 1e-4;

    /** Probability, 0 to 1, that a pair of this similarity is genuine. */
    public double probability(double similarity) {
        return sigmoid(slope * similarity + intercept);
    }

    /**
     * Fits the curve by Newton's method with backtracking (Platt 1999, in the stable form of Lin,
     * Lin and Weng 2007). The targets are Platt's: (n₊ + 1)/(n₊ + 2) for genuine and 1/(n₋ + 2) for
     * impostor pairs, so that perfectly separated sets still give finite slopes.
     *
     * @param genuine similarities of genuine pairs, at least one
     * @param impostor similarities of impostor pairs, at least one
     */
    public static Calibration fit(double[] genuine, double[] impostor) {
        if (genuine.length == 0 || impostor.length == 0) {
            throw new IllegalArgumentException("calibration needs genuine and impostor pairs");
        }
        return new Fit(genuine, impostor).solve();
    }

    private static double sigmoid(double logit) {
        return logit >= 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit));
    }

    /** The similarities in one row with their targets, and the Newton iteration over them. */
    private static final class Fit {
        private final double[] x;
        private final double[] target;
        private double slope;
        private double intercept;

        Fit(double[] genuine, double[] impostor) {
            x = new double[genuine.length + impostor.length];
            target = new double[x.length];
            System.arraycopy(genuine, 0, x, 0, genuine.length);
            System.arraycopy(impostor, 0, x, genuine.length, impostor.length);
            for (int i = 0; i < x.length; i++) {
                target[i] =
                        i < genuine.length
                                ? (genuine.length + 1.0) / (genuine.length + 2.0)
                                : 1.0 / (impostor.length + 2.0);
            }
            intercept = Math.log((genuine.length + 1.0) / (impostor.length + 1.0));
        }

        Calibration solve() {
            double loss = loss(slope, intercept);
            for (int step = 0; step < MOST_STEPS; step++) {
                double h11 = RIDGE;
                double h22 = RIDGE;
                double h12 = 0;
                double g1 = 0;
                double g2 = 0;
                for (int i = 0; i < x.length; i++) {
                    double p = sigmoid(slope * x[i] + intercept);
                    double curvature = p * (1 - p);
                    h11 += x[i] * x[i] * curvature;
                    h12 += x[i] * curvature;
                    h22 += curvature;
                    g1 += x[i] * (p - target[i]);
                    g2 += p - target[i];
                }
                if (Math.abs(g1) < GRADIENT_ENOUGH && Math.abs(g2) < GRADIENT_ENOUGH) {
                    break;
                }
                double determinant = h11 * h22 - h12 * h12;
                double d1 = -(h22 * g1 - h12 * g2) / determinant;
                double d2 = -(h11 * g2 - h12 * g1) / determinant;
                double next = walk(loss, d1, d2, g1 * d1 + g2 * d2);
                if (next == loss) {
                    break;
                }
                loss = next;
            }
            return new Calibration(slope, intercept);
        }

        /** Halves the step until the loss falls enough; moves there. */
        private double walk(double loss, double d1, double d2, double downhill) {
            for (double length = 1; length >= SMALLEST_STEP; length /= 2) {
                double next = loss(slope + length * d1, intercept + length * d2);
                if (next < loss + SUFFICIENT_DECREASE * length * downhill) {
                    slope += length * d1;
                    intercept += length * d2;
                    return next;
                }
            }
            return loss;
        }

        /** Cross-entropy; log(1 + e^|z|) is written so that nothing overflows. */
        private double loss(double a, double b) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double z = a * x[i] + b;
                sum += Math.max(z, 0) - target[i] * z + Math.log1p(Math.exp(-Math.abs(z)));
            }
            return sum;
        }
    }
}
