package dev.interproto.loss;

import java.util.Map;

/**
 * AdaFace: the margin follows the image's quality, for which the embedding's length before
 * normalisation stands. With ẑ the length measured in standard deviations from its running mean,
 * times h and held within −1 and 1, the own identity's logit is s·(cos(θ − m·ẑ) − (m + m·ẑ)), every
 * other s·cosθ: clear images get a margin on the cosine, unclear ones one on the angle (Kim, Jain
 * and Liu, CVPR 2022, arXiv 2204.00964).
 *
 * <p>As in the authors' code, a batch moves mean and deviation before they are used on it, they
 * start at 20 and 100, lengths count between 0.001 and 100, the angle stays 0.001 within 0 and π,
 * and lengths count as constants in derivatives.
 *
 * @param scale s, above 0 (64)
 * @param margin m, 0 to 1 (0.4)
 * @param h how much the lengths matter, 0 to 10 (0.333)
 * @param momentum share of mean and deviation that a batch leaves, 0 to 1 (0.99)
 */
public record AdaFace(double scale, double margin, double h, double momentum)
        implements MarginHead {
    private static final double FIRST_MEAN = 20;
    private static final double FIRST_DEVIATION = 100;
    private static final double LEAST_NORM = 1e-3;
    private static final double MOST_NORM = 100;
    private static final double EPSILON = 1e-3;

    @Override
    public HeadKind kind() {
        return HeadKind.ADAFACE;
    }

    @Override
    public Map<String, Double> options() {
        return kind().named(scale, margin, h, momentum);
    }

    @Override
    public boolean needsNorms() {
        return true;
    }

    /** Mean and standard deviation of the lengths. */
    @Override
    public double[] freshMemory() {
        return new double[] {FIRST_MEAN, FIRST_DEVIATION};
    }

    /** A batch of one has no deviation and moves the mean only. */
    @Override
    public double[] remember(double[] memory, double[] own, double[] norms) {
        double mean = 0;
        for (double norm : norms) {
            mean += clipped(norm) / norms.length;
        }
        double squares = 0;
        for (double norm : norms) {
            squares += (clipped(norm) - mean) * (clipped(norm) - mean);
        }
        double deviation = norms.length < 2 ? memory[1] : Math.sqrt(squares / (norms.length - 1));
        return new double[] {
            (1 - momentum) * mean + momentum * memory[0],
            (1 - momentum) * deviation + momentum * memory[1]
        };
    }

    @Override
    public RowMargin row(double own, double norm, double[] memory) {
        double quality = (clipped(norm) - memory[0]) / (memory[1] + EPSILON) * h;
        quality = Math.max(-1, Math.min(1, quality));
        double cosine = Math.max(-1 + EPSILON, Math.min(1 - EPSILON, own));
        double moved = Math.acos(cosine) - margin * quality;
        double angle = Math.max(EPSILON, Math.min(Math.PI - EPSILON, moved));
        boolean held = angle != moved || cosine != own;
        double slope = held ? 0 : Math.sin(angle) / AngularMargin.heldSine(cosine);
        return new RowMargin(Math.cos(angle) - margin * (1 + quality), slope);
    }

    private static double clipped(double norm) {
        return Math.max(LEAST_NORM, Math.min(MOST_NORM, norm));
    }
}
