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
 */
public record LossStep(
        double margin, double interPrototype, double lambda, int correct, int batch) {

    /** What is minimised: margin + λ · inter-prototype. */
    public double total() {
        return margin + lambda * interPrototype;
    }

    /** Share of {@link #correct} images, 0 to 1. */
    public double accuracy() {
        return batch == 0 ? 0 : (double) correct / batch;
    }
}
