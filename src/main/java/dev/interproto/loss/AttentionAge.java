package dev.interproto.loss;

import dev.interproto.network.layer.AgeBranch;

/**
 * MTLFace's age task: an estimator is to tell the age from what attention gives to age, and a
 * second one, behind a reversed gradient, is to fail to tell it from the identity's features. Age
 * loss: mean squared error of the expected age over 0 to 100 years, years², plus the cross-entropy
 * of 7 age groups. Loss: weight · age loss of the first + reversed weight · that of the second
 * (Huang, Zhang and Shan, "When Age-Invariant Face Recognition Meets Face Age Synthesis", CVPR
 * 2021; its part for recognition).
 *
 * @param weight of the first estimator's loss, 0 or more (0.001)
 * @param reversedWeight of the second one's, 0 or more (0.002)
 */
public record AttentionAge(double weight, double reversedWeight) implements AgeTask {
    /** 0–10, 11–20, …, 51–60 and 61 years or more. */
    static final AgeGroups GROUPS = new AgeGroups(10, 20, 30, 40, 50, 60);

    private static final int AGES = AgeBranch.ATTENTION_AGES;
    private static final int ESTIMATOR = AGES + AgeBranch.ATTENTION_GROUPS;

    @Override
    public HeadKind method() {
        return HeadKind.MTL;
    }

    @Override
    public double[] numbers() {
        return new double[] {weight, reversedWeight};
    }

    @Override
    public AgeBranch branch() {
        return AgeBranch.ATTENTION;
    }

    @Override
    public AgeStep learn(double[][] readings, int[] ages, double[][] gradient) {
        double ofAge = estimator(readings, 0, ages, weight, gradient);
        double ofIdentity = estimator(readings, ESTIMATOR, ages, reversedWeight, gradient);
        return new AgeStep(
                ofAge, Double.isNaN(ofAge) ? 0 : weight * ofAge + reversedWeight * ofIdentity);
    }

    private static double estimator(
            double[][] readings, int from, int[] ages, double weight, double[][] gradient) {
        return AgeLosses.expectedAgeError(readings, from, AGES, ages, weight, gradient)
                + AgeLosses.crossEntropy(readings, from + AGES, GROUPS, ages, weight, gradient);
    }
}
