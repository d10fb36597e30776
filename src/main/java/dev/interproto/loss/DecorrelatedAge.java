package dev.interproto.loss;

import dev.interproto.network.layer.AgeBranch;

/**
 * DAL's age task: the age part of an embedding is to tell the age group, and is to have nothing in
 * common with the identity part. What they have in common is the correlation ρ over the batch of
 * two learned linear forms, one of each (canonical variables), which are trained to make it large
 * while the network is trained to make it small, in turns. Loss: weight · cross-entropy of 8 age
 * groups + correlation weight · ρ² (Wang, Gong, Li and Liu, "Decorrelated Adversarial Learning for
 * Age-Invariant Face Recognition", CVPR 2019).
 *
 * @param weight of the age groups, 0 or more (0.1)
 * @param correlationWeight of ρ², 0 or more (0.1)
 * @param maximising updates in which only the two forms train (20)
 * @param minimising updates in which all else trains (50)
 */
public record DecorrelatedAge(
        double weight, double correlationWeight, int maximising, int minimising)
        implements AgeTask {
    /** 0–12, 13–18, 19–25, 26–35, 36–45, 46–55, 56–65 and 66 years or more. */
    static final AgeGroups GROUPS = new AgeGroups(12, 18, 25, 35, 45, 55, 65);

    /** Added to variances, so that nothing divides by zero. */
    private static final double LEAST_VARIANCE = 1e-6;

    private static final int OF_AGE = AgeBranch.RESIDUAL_GROUPS;
    private static final int OF_IDENTITY = OF_AGE + 1;

    @Override
    public HeadKind method() {
        return HeadKind.DAL;
    }

    @Override
    public double[] numbers() {
        return new double[] {weight, correlationWeight, maximising, minimising};
    }

    @Override
    public AgeBranch branch() {
        return AgeBranch.RESIDUAL;
    }

    @Override
    public Turn turn(long update) {
        return update % (maximising + minimising) < maximising ? Turn.ADVERSARY : Turn.OTHERS;
    }

    @Override
    public AgeStep learn(double[][] readings, int[] ages, double[][] gradient) {
        double loss = AgeLosses.crossEntropy(readings, 0, GROUPS, ages, weight, gradient);
        double correlated = squaredCorrelation(readings, gradient);
        double known = Double.isNaN(loss) ? 0 : weight * loss;
        return new AgeStep(loss, known + correlationWeight * correlated);
    }

    /**
     * ρ² = c² / (a·b), with c the covariance of the two columns and a, b their variances, all over
     * the batch; ∂c/∂u_i = (v_i − v̄)/B and ∂a/∂u_i = 2 (u_i − ū)/B.
     */
    private double squaredCorrelation(double[][] readings, double[][] gradient) {
        int batch = readings.length;
        double meanAge = 0;
        double meanIdentity = 0;
        for (double[] row : readings) {
            meanAge += row[OF_AGE] / batch;
            meanIdentity += row[OF_IDENTITY] / batch;
        }
        double covariance = 0;
        double ofAge = LEAST_VARIANCE;
        double ofIdentity = LEAST_VARIANCE;
        for (double[] row : readings) {
            double u = row[OF_AGE] - meanAge;
            double v = row[OF_IDENTITY] - meanIdentity;
            covariance += u * v / batch;
            ofAge += u * u / batch;
            ofIdentity += v * v / batch;
        }
        double squared = covariance * covariance / (ofAge * ofIdentity);
        double byCovariance = 2 * covariance / (ofAge * ofIdentity);
        for (int i = 0; i < batch; i++) {
            double u = readings[i][OF_AGE] - meanAge;
            double v = readings[i][OF_IDENTITY] - meanIdentity;
            double scale = correlationWeight / batch;
            gradient[i][OF_AGE] = scale * (byCovariance * v - 2 * squared / ofAge * u);
            gradient[i][OF_IDENTITY] = scale * (byCovariance * u - 2 * squared / ofIdentity * v);
        }
        return squared;
    }
}
