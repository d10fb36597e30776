package dev.interproto.loss;

import dev.interproto.network.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The Inter-Prototype loss: pushes the prototypes of child identities apart. With the n child
 * prototypes at unit length as rows of Ŵ and S = ŴŴᵀ, it is (1/n²) Σ (S_ij − δ_ij)²
 * (Inter-Prototype, BMVC 2021, arXiv 2110.11630). Exactly 0 without child identities.
 *
 * <p>Exact in both of its forms: for n ≤ D from S, n × n; for n &gt; D, since rows of unit length
 * give Σ S_ij² = ‖ŴᵀŴ‖_F², from the Gram matrix ŴᵀŴ, D × D, so that memory never grows with n².
 * Other {@link SimilarityDistance}s go block by block.
 */
public final class InterPrototypeLoss {
    /** Rows gathered at a time: 8 MiB at D = 512 in single precision. */
    private static final int BLOCK = 4096;

    private final int[] children;
    private final SimilarityDistance distance;
    private final LossArithmetic arithmetic;

    /**
     * @param childIdentities rows of the prototypes, each named once, in any order; may be empty
     */
    public InterPrototypeLoss(int[] childIdentities) {
        this(childIdentities, SimilarityDistance.MSE);
    }

    /** The same with another distance of S from the identity matrix. */
    public InterPrototypeLoss(int[] childIdentities, SimilarityDistance distance) {
        this(childIdentities, distance, LossArithmetic.nd4j());
    }

    private InterPrototypeLoss(
            int[] childIdentities, SimilarityDistance distance, LossArithmetic arithmetic) {
        this.children = childIdentities.clone();
        this.distance = distance;
        this.arithmetic = arithmetic;
    }

    /** The same loss computed by a network's kernels. */
    InterPrototypeLoss on(Kernels kernels) {
        return new InterPrototypeLoss(children, distance, LossArithmetic.of(kernels));
    }

    /** The same loss where the same child prototypes lie in other rows. */
    InterPrototypeLoss at(int[] rows) {
        return new InterPrototypeLoss(rows, distance, arithmetic);
    }

    /** Rows of the child prototypes. */
    int[] children() {
        return children;
    }

    /** How many prototypes are pushed apart. */
    public int childCount() {
        return children.length;
    }

    /**
     * The loss alone.
     *
     * @param prototypes [C, D], of any length
     */
    public double value(INDArray prototypes) {
        return compute(prototypes, 0, null);
    }

    /**
     * The loss, and its derivative by the prototypes at unit length added to what is there.
     *
     * @param prototypes [C, D], of any length
     * @param weight λ, the derivative's factor
     * @param unitGradient [C, D], derivative by the unit prototypes; the rows of child identities
     *     grow by weight · dL/dŴ. The way back through the normalisation is the caller's.
     */
    public double addGradient(INDArray prototypes, double weight, INDArray unitGradient) {
        return compute(prototypes, weight, unitGradient);
    }

    private double compute(INDArray prototypes, double weight, INDArray unitGradient) {
        if (children.length == 0) {
            return 0;
        }
        if (distance != SimilarityDistance.MSE) {
            return byBlocks(prototypes, weight, unitGradient);
        }
        return children.length <= prototypes.size(1)
                ? bySimilarities(prototypes, weight, unitGradient)
                : byGram(prototypes, weight, unitGradient);
    }

    /** Other distances: there is no cheaper form. */
    private double byBlocks(INDArray prototypes, double weight, INDArray unitGradient) {
        INDArray unit = unitRows(prototypes, 0, children.length);
        INDArray rows = arithmetic.take(unit.dataType(), unit.shape());
        double value = new SimilarityBlocks(distance, arithmetic).gradient(unit, rows);
        if (unitGradient != null) {
            IndexedRows.scatterAdd(rows.muli(weight), children, 0, unitGradient);
        }
        arithmetic.release(rows);
        arithmetic.release(unit);
        return value;
    }

    /** n ≤ D: dL/dŴ = (4/n²)(S − I)Ŵ. */
    private double bySimilarities(INDArray prototypes, double weight, INDArray unitGradient) {
        int n = children.length;
        INDArray unit = unitRows(prototypes, 0, n);
        INDArray difference = arithmetic.take(prototypes.dataType(), n, n);
        arithmetic.product(unit, false, unit, true, difference, 1, 0);
        for (int i = 0; i < n; i++) {
            difference.putScalar(i, i, difference.getDouble(i, i) - 1);
        }
        if (unitGradient != null) {
            addProduct(unitGradient, difference, unit, weight, 0, unit);
        }
        double value = squaredSum(difference) / ((double) n * n);
        arithmetic.release(difference);
        arithmetic.release(unit);
        return value;
    }

    /** n > D: dL/dŴ = (4/n²)(Ŵ(ŴᵀŴ) − Ŵ), block by block. */
    private double byGram(INDArray prototypes, double weight, INDArray unitGradient) {
        int n = children.length;
        long d = prototypes.size(1);
        INDArray gram = arithmetic.take(prototypes.dataType(), d, d);
        for (int from = 0; from < n; from += BLOCK) {
            INDArray unit = unitRows(prototypes, from, Math.min(n, from + BLOCK));
            arithmetic.product(unit, true, unit, false, gram, 1, from == 0 ? 0 : 1);
            arithmetic.release(unit);
        }
        double value = (squaredSum(gram) - n) / ((double) n * n);
        if (unitGradient != null) {
            for (long i = 0; i < d; i++) {
                gram.putScalar(i, i, gram.getDouble(i, i) - 1);
            }
            for (int from = 0; from < n; from += BLOCK) {
                INDArray unit = unitRows(prototypes, from, Math.min(n, from + BLOCK));
                addProduct(unitGradient, unit, gram, weight, from, unit);
                arithmetic.release(unit);
            }
        }
        arithmetic.release(gram);
        return value;
    }

    /**
     * Adds weight · (4/n²) · left · right, shaped as {@code like}, to children from {@code from}.
     */
    private void addProduct(
            INDArray unitGradient,
            INDArray left,
            INDArray right,
            double weight,
            int from,
            INDArray like) {
        double n = children.length;
        INDArray rows = arithmetic.take(like.dataType(), like.shape());
        arithmetic.product(left, false, right, false, rows, 4 * weight / (n * n), 0);
        IndexedRows.scatterAdd(rows, children, from, unitGradient);
        arithmetic.release(rows);
    }

    private static double squaredSum(INDArray array) {
        double norm = array.norm2Number().doubleValue();
        return norm * norm;
    }

    /** Child prototypes {@code from} (inclusive) to {@code to} (exclusive) at unit length. */
    private INDArray unitRows(INDArray prototypes, int from, int to) {
        INDArray rows = arithmetic.take(prototypes.dataType(), to - from, prototypes.size(1));
        IndexedRows.gatherUnit(prototypes, children, from, rows);
        return rows;
    }
}
