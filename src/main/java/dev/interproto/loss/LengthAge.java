package dev.interproto.loss;

import dev.interproto.network.layer.AgeBranch;

/**
 * OE-CNN's age task: the length of an embedding is to tell the age through a learned straight line,
 * so that its direction, at a right angle to it, need not. Loss: weight · mean (â − age)² (Wang,
 * Gong, Zhou, Ji, Wang, Li, Liu and Zhang, "Orthogonal Deep Features Decomposition for
 * Age-Invariant Face Recognition", ECCV 2018).
 *
 * @param weight λ, 0 or more (0.001)
 */
public record LengthAge(double weight) implements AgeTask {

    @Override
    public HeadKind method() {
        return HeadKind.OECNN;
    }

    @Override
    public double[] numbers() {
        return new double[] {weight};
    }

    @Override
    public AgeBranch branch() {
        return AgeBranch.LENGTH;
    }

    @Override
    public AgeStep learn(double[][] readings, int[] ages, double[][] gradient) {
        double loss = AgeLosses.squaredError(readings, 0, ages, weight, gradient);
        return new AgeStep(loss, Double.isNaN(loss) ? 0 : weight * loss);
    }
}
