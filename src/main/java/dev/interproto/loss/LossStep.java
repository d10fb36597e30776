package dev.interproto.loss;

/**
 * What one batch gave.
 *
 * @param margin mean softmax cross-entropy over the margin head's logits
 * @param interPrototype Inter-Prototype loss, before its weight; 0 without child identities
 * @param lambda weight λ of the Inter-Prototype loss
 * @param correct images whose nearest prototype by plain cosine is their own, of those that the
 *     softmax is over
 * @param batch images in the batch
 * @param age what the ages of the batch gave, for a head with an age task
 */
public record LossStep(
        double margin, double interPrototype, double lambda, int correct, int batch, AgeStep age) {

    /** Without an age task. */
    public LossStep(double margin, double interPrototype, double lambda, int correct, int batch) {
        this(margin, interPrototype, lambda, correct, batch, AgeStep.NONE);
    }

    /** The same with what the ages gave. */
    LossStep with(AgeStep ages) {
        return new LossStep(margin, interPrototype, lambda, correct, batch, ages);
    }

    /** What is minimised: margin + λ · inter-prototype, and what an age task adds. */
    public double total() {
        return margin + lambda * interPrototype + age.added();
    }

    /** Share of {@link #correct} images, 0 to 1. */
    public double accuracy() {
        return batch == 0 ? 0 : (double) correct / batch;
    }
}
