package dev.interproto.loss;

import dev.interproto.network.kernel.Kernels;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The whole loss over embeddings and prototypes, L = L_margin + λ·L_ip, and its derivatives.
 *
 * <p>L_margin is the softmax cross-entropy over all identities, the mean of the batch, of the
 * margin head's logits; cosines are taken of embeddings that already have unit length and of
 * prototypes brought to unit length here (Inter-Prototype, BMVC 2021, section 3).
 *
 * <p>Made for 85,742 identities: one [B, C] array is used from cosines to derivative, labels stay
 * indices, the prototypes at unit length are never stored (their lengths are folded into the
 * columns of that array), and the way back through the normalisation goes block by block.
 */
public final class PrototypeLoss {
    /** Prototypes treated at a time on the way back: 8 MiB at D = 512 in single precision. */
    private static final int BLOCK = 4096;

    /** A prototype shorter than this counts as this long, so that nothing divides by zero. */
    private static final double LEAST_NORM = 1e-12;

    private final MarginHead head;
    private final InterPrototypeLoss interPrototype;
    private final double lambda;
    private final LossArithmetic arithmetic;
    private final HostSoftmax softmax = new HostSoftmax();
    private float[] inverseLengths = {};
    private double[] memory;

    /**
     * @param lambda weight λ of the Inter-Prototype loss, 0 or more (paper: 1)
     */
    public PrototypeLoss(MarginHead head, InterPrototypeLoss interPrototype, double lambda) {
        this(head, interPrototype, lambda, LossArithmetic.nd4j());
    }

    private PrototypeLoss(
            MarginHead head,
            InterPrototypeLoss interPrototype,
            double lambda,
            LossArithmetic arithmetic) {
        if (!(lambda >= 0)) {
            throw new IllegalArgumentException("lambda must be 0 or more, not " + lambda);
        }
        this.head = head;
        this.interPrototype = interPrototype;
        this.lambda = lambda;
        this.arithmetic = arithmetic;
        this.memory = head.freshMemory();
    }

    /** The same loss computed by a network's kernels, with arrays of its pool. */
    public PrototypeLoss on(Kernels kernels) {
        PrototypeLoss same =
                new PrototypeLoss(
                        head, interPrototype.on(kernels), lambda, LossArithmetic.of(kernels));
        same.memory = memory;
        return same;
    }

    /** What the head remembers of the batches learnt from; empty for most heads. */
    public double[] memory() {
        return memory.clone();
    }

    /**
     * Goes on from what a head of the same kind remembered.
     *
     * @throws IllegalArgumentException where a head of this kind remembers more or fewer numbers
     */
    public void memory(double[] remembered) {
        if (remembered.length != memory.length) {
            throw new IllegalArgumentException(
                    head.name() + " remembers " + memory.length + ", not " + remembered.length);
        }
        memory = remembered.clone();
    }

    /**
     * Cosines of unit embeddings to all prototypes.
     *
     * @param embeddings [B, D], rows of unit length
     * @param prototypes [C, D], rows of any length
     * @return [B, C], each within −1 to 1; the caller's
     */
    public INDArray cosines(INDArray embeddings, INDArray prototypes) {
        INDArray lent = cosines(embeddings, prototypes, inverseNorms(prototypes));
        INDArray cosines = lent.dup('c');
        arithmetic.release(lent);
        return cosines;
    }

    /**
     * The margin head's logits, for a look inside and for tests.
     *
     * @return [B, C]
     */
    public INDArray logits(INDArray embeddings, INDArray prototypes, int[] labels) {
        INDArray logits = cosines(embeddings, prototypes);
        RowLogits.apply(logits, labels, head.scale(), rows(own(logits, labels), ones(labels)));
        return logits;
    }

    /** The losses alone, with what the head remembers now. Shapes as in {@link #gradients}. */
    public LossStep losses(INDArray embeddings, INDArray prototypes, int[] labels) {
        INDArray inverseNorms = inverseNorms(prototypes);
        INDArray scores = cosines(embeddings, prototypes, inverseNorms);
        int correct = correct(scores, labels);
        RowMargin[] margins = rows(own(scores, labels), ones(labels));
        RowLogits.apply(scores, labels, head.scale(), margins);
        double margin = softmaxCrossEntropy(scores, labels);
        arithmetic.release(scores);
        double pushed = interPrototype.value(prototypes, inverseNorms);
        return new LossStep(margin, pushed, lambda, correct, labels.length);
    }

    /**
     * The losses, and the derivatives of their weighted sum. A training step: the head remembers
     * the batch.
     *
     * @param embeddings [B, D], rows of unit length
     * @param prototypes [C, D], rows of any length
     * @param labels [B], each 0 to C − 1
     * @param embeddingGradient [B, D], overwritten; by the unit embeddings, the way back through
     *     their normalisation is the network's
     * @param prototypeGradient [C, D], overwritten; by the raw prototypes
     */
    public LossStep gradients(
            INDArray embeddings,
            INDArray prototypes,
            int[] labels,
            INDArray embeddingGradient,
            INDArray prototypeGradient) {
        if (HostRows.serves(embeddings, prototypes, embeddingGradient, prototypeGradient)) {
            return gradientsInMemory(
                    embeddings, prototypes, labels, embeddingGradient, prototypeGradient);
        }
        INDArray inverseNorms = inverseNorms(prototypes);
        INDArray scores = cosines(embeddings, prototypes, inverseNorms);
        int correct = correct(scores, labels);
        RowMargin[] margins = learnt(own(scores, labels), ones(labels));
        MarginHead.Slopes slopes = RowLogits.apply(scores, labels, head.scale(), margins);
        double margin = softmaxCrossEntropy(scores, labels);
        overBatch(scores, labels);
        slopes.backward(scores);

        arithmetic.product(scores, true, embeddings, false, prototypeGradient, 1, 0);
        scores.muliRowVector(inverseNorms);
        arithmetic.product(scores, false, prototypes, false, embeddingGradient, 1, 0);
        arithmetic.release(scores);

        double pushed =
                lambda == 0
                        ? interPrototype.value(prototypes, inverseNorms)
                        : interPrototype.addGradient(
                                prototypes, inverseNorms, lambda, prototypeGradient);
        throughNormalisation(prototypes, inverseNorms, prototypeGradient);
        return new LossStep(margin, pushed, lambda, correct, labels.length);
    }

    /** The same by fused loops, for float32 on the processor. */
    private LossStep gradientsInMemory(
            INDArray embeddings,
            INDArray prototypes,
            int[] labels,
            INDArray embeddingGradient,
            INDArray prototypeGradient) {
        int identities = (int) prototypes.size(0);
        if (inverseLengths.length != identities) {
            inverseLengths = new float[identities];
        }
        HostPasses.inverseNorms(prototypes, LEAST_NORM, inverseLengths);
        INDArray scores = arithmetic.take(prototypes.dataType(), labels.length, identities);
        INDArray scaled = arithmetic.take(prototypes.dataType(), labels.length, identities);
        arithmetic.product(embeddings, false, prototypes, true, scores, 1, 0);
        RowMargin[] margins = learnt(ownInMemory(scores, labels), ones(labels));
        HostSoftmax.Result batch =
                softmax.gradients(scores, inverseLengths, labels, margins, head.scale(), scaled);
        arithmetic.product(scores, true, embeddings, false, prototypeGradient, 1, 0);
        arithmetic.product(scaled, false, prototypes, false, embeddingGradient, 1, 0);
        arithmetic.release(scores);
        arithmetic.release(scaled);
        double pushed = pushApart(prototypes, prototypeGradient);
        HostPasses.throughNormalisation(prototypes, inverseLengths, prototypeGradient);
        return new LossStep(batch.loss(), pushed, lambda, batch.correct(), labels.length);
    }

    /** Cosines to the own identities. */
    private static double[] own(INDArray cosines, int[] labels) {
        double[] own = new double[labels.length];
        for (int row = 0; row < own.length; row++) {
            own[row] = cosines.getDouble(row, labels[row]);
        }
        return own;
    }

    /** The same of products with prototypes that have not been brought to unit length. */
    private double[] ownInMemory(INDArray products, int[] labels) {
        double[] own = own(products, labels);
        for (int row = 0; row < own.length; row++) {
            float cosine = (float) own[row] * inverseLengths[labels[row]];
            own[row] = Math.max(-1f, Math.min(1f, cosine));
        }
        return own;
    }

    private static double[] ones(int[] labels) {
        double[] ones = new double[labels.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** What the head makes of each row of a training batch, having remembered it. */
    private RowMargin[] learnt(double[] own, double[] norms) {
        memory = head.remember(memory, own, norms);
        return rows(own, norms);
    }

    private RowMargin[] rows(double[] own, double[] norms) {
        RowMargin[] rows = new RowMargin[own.length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = head.row(own[row], norms[row], memory);
        }
        return rows;
    }

    private double pushApart(INDArray prototypes, INDArray unitGradient) {
        if (interPrototype.childCount() == 0) {
            return 0;
        }
        INDArray inverse = arithmetic.take(prototypes.dataType(), prototypes.size(0));
        new HostRows(inverse).window().write(0, inverseLengths.length, inverseLengths);
        double pushed =
                lambda == 0
                        ? interPrototype.value(prototypes, inverse)
                        : interPrototype.addGradient(prototypes, inverse, lambda, unitGradient);
        arithmetic.release(inverse);
        return pushed;
    }

    private static INDArray inverseNorms(INDArray prototypes) {
        INDArray norms = prototypes.norm2(1);
        return Transforms.max(norms, LEAST_NORM, false).rdivi(1);
    }

    /** Lent by the pool. */
    private INDArray cosines(INDArray embeddings, INDArray prototypes, INDArray inverseNorms) {
        INDArray cosines =
                arithmetic.take(prototypes.dataType(), embeddings.size(0), prototypes.size(0));
        arithmetic.product(embeddings, false, prototypes, true, cosines, 1, 0);
        cosines.muliRowVector(inverseNorms);
        // Rounding may leave the range by an ulp, and ArcFace takes a root of 1 − cos².
        Transforms.max(cosines, -1, false);
        Transforms.min(cosines, 1, false);
        return cosines;
    }

    private static int correct(INDArray cosines, int[] labels) {
        INDArray nearest = cosines.argMax(1);
        int correct = 0;
        for (int row = 0; row < labels.length; row++) {
            if (nearest.getInt(row) == labels[row]) {
                correct++;
            }
        }
        return correct;
    }

    /**
     * Overwrites logits with softmax probabilities and returns the mean cross-entropy. From the
     * logarithm of the sum: with s = 64 a probability underflows where its logarithm does not.
     */
    private static double softmaxCrossEntropy(INDArray logits, int[] labels) {
        logits.subiColumnVector(logits.max(1));
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            sum -= logits.getDouble(row, labels[row]);
        }
        Transforms.exp(logits, false);
        INDArray totals = logits.sum(1);
        for (int row = 0; row < labels.length; row++) {
            sum += Math.log(totals.getDouble(row));
        }
        logits.diviColumnVector(totals);
        return sum / labels.length;
    }

    /** Probabilities to the derivative of the mean cross-entropy by the logits. */
    private static void overBatch(INDArray probabilities, int[] labels) {
        for (int row = 0; row < labels.length; row++) {
            double own = probabilities.getDouble(row, labels[row]);
            probabilities.putScalar(row, labels[row], own - 1);
        }
        probabilities.divi(labels.length);
    }

    /** Derivative by unit rows to derivative by raw rows: (g − (g·ŵ)ŵ) / ‖w‖, in place. */
    private void throughNormalisation(
            INDArray prototypes, INDArray inverseNorms, INDArray gradient) {
        long rows = prototypes.size(0);
        for (long from = 0; from < rows; from += BLOCK) {
            long to = Math.min(rows, from + BLOCK);
            INDArray w = prototypes.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
            INDArray g = gradient.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
            INDArray inverse = inverseNorms.get(NDArrayIndex.interval(from, to));
            INDArray along = arithmetic.take(g.dataType(), g.shape());
            g.mul(w, along);
            INDArray dots = along.sum(1).muli(inverse).muli(inverse);
            along.assign(w).muliColumnVector(dots);
            g.subi(along).muliColumnVector(inverse);
            arithmetic.release(along);
        }
    }
}
