package dev.interproto.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The passes of {@link PrototypeLoss} over whole matrices by ND4J's operations, on any backend and
 * in any precision; {@link HostPasses} has the faster ones for float32 in memory.
 */
final class ArrayPasses {
    /** Prototypes treated at a time on the way back: 8 MiB at D = 512 in single precision. */
    private static final int BLOCK = 4096;

    /** A prototype shorter than this counts as this long, so that nothing divides by zero. */
    static final double LEAST_NORM = 1e-12;

    private ArrayPasses() {}

    /** One over the length of each row, [C]. */
    static INDArray inverseNorms(INDArray prototypes) {
        INDArray norms = prototypes.norm2(1);
        return Transforms.max(norms, LEAST_NORM, false).rdivi(1);
    }

    /**
     * Products to cosines. Rounding may leave −1 to 1 by an ulp, and ArcFace takes a root of 1 −
     * cos².
     */
    static void toCosines(INDArray products, INDArray inverseNorms) {
        products.muliRowVector(inverseNorms);
        Transforms.max(products, -1, false);
        Transforms.min(products, 1, false);
    }

    /** Cosines to the own identities. */
    static double[] own(INDArray cosines, int[] labels) {
        double[] own = new double[labels.length];
        for (int row = 0; row < own.length; row++) {
            own[row] = cosines.getDouble(row, labels[row]);
        }
        return own;
    }

    /** How many rows have their largest cosine at their own identity. */
    static int correct(INDArray cosines, int[] labels) {
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
    static double softmaxCrossEntropy(INDArray logits, int[] labels) {
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
    static void overBatch(INDArray probabilities, int[] labels) {
        for (int row = 0; row < labels.length; row++) {
            double own = probabilities.getDouble(row, labels[row]);
            probabilities.putScalar(row, labels[row], own - 1);
        }
        probabilities.divi(labels.length);
    }

    /** Derivative by unit rows to derivative by raw rows: (g − (g·ŵ)ŵ) / ‖w‖, in place. */
    static void throughNormalisation(
            INDArray prototypes,
            INDArray inverseNorms,
            INDArray gradient,
            LossArithmetic arithmetic) {
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
