package dev.interproto.loss;

import dev.interproto.network.kernel.Kernels;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The whole loss over embeddings and prototypes, L = L_margin + λ·L_ip, and its derivatives.
 *
 * <p>L_margin is the softmax cross-entropy over all identities, the mean of the batch, of the
 * margin head's logits, and what the head adds to it; cosines are taken of embeddings that already
 * have unit length, or are brought to it here where the head asks for their lengths, and of
 * prototypes brought to unit length here (Inter-Prototype, BMVC 2021, section 3).
 *
 * <p>Made for 85,742 identities: one [B, C] array is used from cosines to derivative, labels stay
 * indices, the prototypes at unit length are never stored (their lengths are folded into the
 * columns of that array), and the way back through the normalisation goes block by block.
 */
public final class PrototypeLoss {
    /** A prototype shorter than this counts as this long, so that nothing divides by zero. */
    private static final double LEAST_NORM = 1e-12;

    /** Scores of past embeddings at a time: 32 MiB in single precision, but some rows at least. */
    private static final long BLOCK_NUMBERS = 8 << 20;

    private static final int LEAST_BLOCK = 64;

    private final MarginHead head;
    private final InterPrototypeLoss interPrototype;
    private double lambda;
    private final LossArithmetic arithmetic;
    private final HostSoftmax softmax = new HostSoftmax();
    private float[] inverseLengths = {};
    private double[] memory;
    private Optional<EmbeddingQueue> queue = Optional.empty();

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
        same.queue = queue;
        return same;
    }

    /** Whether child prototypes have a gradient of the Inter-Prototype loss now. */
    boolean pushesApart() {
        return lambda > 0 && interPrototype.childCount() > 0;
    }

    InterPrototypeLoss interPrototype() {
        return interPrototype;
    }

    LossArithmetic arithmetic() {
        return arithmetic;
    }

    /** Identities that a step's softmax cannot do without: of the batch, and of past embeddings. */
    int[] positives(int[] labels, int dimension) {
        return queue(dimension)
                .map(
                        past ->
                                IntStream.concat(
                                                Arrays.stream(labels),
                                                Arrays.stream(past.labels(0, past.size())))
                                        .toArray())
                .orElse(labels);
    }

    /** Weight λ of the Inter-Prototype loss from now on, 0 or more. */
    public void lambda(double weight) {
        lambda = weight;
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
     * Past embeddings, where the head learns from them; empty for other heads.
     *
     * @param dimension D
     */
    public Optional<EmbeddingQueue> queue(int dimension) {
        if (queue.isEmpty() && head instanceof BroadFace broad) {
            queue = Optional.of(new EmbeddingQueue(broad.queue(), dimension));
        }
        return queue;
    }

    /**
     * Cosines of embeddings to all prototypes.
     *
     * @param embeddings [B, D], as in {@link #gradients}
     * @param prototypes [C, D], rows of any length
     * @return [B, C], each within −1 to 1; the caller's
     */
    public INDArray cosines(INDArray embeddings, INDArray prototypes) {
        EmbeddingRows rows = EmbeddingRows.of(embeddings, head);
        INDArray lent = cosines(rows.unit(), prototypes, inverseNorms(prototypes));
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
        double[] norms = EmbeddingRows.of(embeddings, head).norms();
        RowLogits.apply(logits, labels, head.scale(), rows(ArrayPasses.own(logits, labels), norms));
        return logits;
    }

    /** The losses alone, with what the head remembers now. Shapes as in {@link #gradients}. */
    public LossStep losses(INDArray embeddings, INDArray prototypes, int[] labels) {
        INDArray inverseNorms = inverseNorms(prototypes);
        EmbeddingRows rows = EmbeddingRows.of(embeddings, head);
        INDArray scores = cosines(rows.unit(), prototypes, inverseNorms);
        int correct = ArrayPasses.correct(scores, labels);
        RowMargin[] margins = rows(ArrayPasses.own(scores, labels), rows.norms());
        RowLogits.apply(scores, labels, head.scale(), margins);
        double margin = ArrayPasses.softmaxCrossEntropy(scores, labels) + penalty(margins);
        arithmetic.release(scores);
        double pushed = interPrototype.value(prototypes, inverseNorms);
        return new LossStep(margin, pushed, lambda, correct, labels.length);
    }

    /**
     * The losses, and the derivatives of their weighted sum. A training step: the head remembers
     * the batch.
     *
     * @param embeddings [B, D], rows of unit length; of any length for a head that {@link
     *     MarginHead#needsNorms}
     * @param prototypes [C, D], rows of any length
     * @param labels [B], each 0 to C − 1
     * @param embeddingGradient [B, D], overwritten; by the embeddings as given, so that where they
     *     have unit length the way back through their normalisation is the network's
     * @param prototypeGradient [C, D], overwritten; by the raw prototypes
     */
    public LossStep gradients(
            INDArray embeddings,
            INDArray prototypes,
            int[] labels,
            INDArray embeddingGradient,
            INDArray prototypeGradient) {
        return gradients(
                embeddings,
                StepPrototypes.all(prototypes, interPrototype),
                labels,
                embeddingGradient,
                prototypeGradient);
    }

    /**
     * The same over some of the prototypes.
     *
     * @param prototypeGradient [n, D], overwritten; by the first n rows of the step's prototypes,
     *     the scored among them at least; all of them where this {@link #pushesApart}
     */
    LossStep gradients(
            INDArray embeddings,
            StepPrototypes prototypes,
            int[] labels,
            INDArray embeddingGradient,
            INDArray prototypeGradient) {
        EmbeddingRows rows = EmbeddingRows.of(embeddings, head);
        Learnt learnt =
                HostRows.serves(
                                rows.unit(),
                                prototypes.rows(),
                                embeddingGradient,
                                prototypeGradient)
                        ? inMemory(rows, prototypes, labels, embeddingGradient, prototypeGradient)
                        : byArrays(rows, prototypes, labels, embeddingGradient, prototypeGradient);
        if (head.needsNorms()) {
            rows.throughNormalisation(embeddingGradient, learnt.byNorm());
        }
        return learnt.step();
    }

    /** A step, and the derivative of its loss by the embeddings' lengths. */
    private record Learnt(LossStep step, double[] byNorm) {}

    private Learnt learnt(
            double crossEntropy,
            double[] byTarget,
            RowMargin[] margins,
            double pushed,
            int correct) {
        double[] byNorm = new double[margins.length];
        for (int row = 0; row < byNorm.length; row++) {
            byNorm[row] =
                    byTarget[row] * margins[row].slopeByNorm()
                            + margins[row].penaltyByNorm() / byNorm.length;
        }
        double margin = crossEntropy + penalty(margins);
        return new Learnt(new LossStep(margin, pushed, lambda, correct, byNorm.length), byNorm);
    }

    private static double penalty(RowMargin[] margins) {
        double sum = 0;
        for (RowMargin margin : margins) {
            sum += margin.penalty();
        }
        return sum / margins.length;
    }

    /** By ND4J's operations. */
    private Learnt byArrays(
            EmbeddingRows rows,
            StepPrototypes prototypes,
            int[] labels,
            INDArray embeddingGradient,
            INDArray prototypeGradient) {
        INDArray inverseNorms = inverseNorms(prototypes.rows());
        INDArray scoredNorms = StepPrototypes.firstOf(inverseNorms, prototypes.scored());
        INDArray scoredGradient = scored(prototypes, prototypeGradient);
        int[] own = prototypes.rowsOf(labels);
        INDArray scores = cosines(rows.unit(), prototypes.scoredRows(), scoredNorms);
        int correct = ArrayPasses.correct(scores, own);
        RowMargin[] margins = remembering(ArrayPasses.own(scores, own), rows.norms());
        MarginHead.Slopes slopes = RowLogits.apply(scores, own, head.scale(), margins);
        double crossEntropy = ArrayPasses.softmaxCrossEntropy(scores, own);
        ArrayPasses.overBatch(scores, own);
        double[] byTarget = ArrayPasses.own(scores, own);
        for (int row = 0; row < byTarget.length; row++) {
            byTarget[row] *= head.scale();
        }
        slopes.backward(scores);

        Optional<EmbeddingQueue> past = remembering(rows, prototypes, labels);
        if (past.isEmpty()) {
            arithmetic.product(scores, true, rows.unit(), false, scoredGradient, 1, 0);
        }
        scores.muliRowVector(scoredNorms);
        arithmetic.product(scores, false, prototypes.scoredRows(), false, embeddingGradient, 1, 0);
        arithmetic.release(scores);
        past.ifPresent(all -> learnFrom(all, prototypes, scoredGradient, this::pastByArrays));

        double pushed = pushApart(prototypes, inverseNorms, prototypeGradient);
        long learned = prototypeGradient.size(0);
        ArrayPasses.throughNormalisation(
                StepPrototypes.first(prototypes.rows(), learned),
                StepPrototypes.firstOf(inverseNorms, learned),
                prototypeGradient,
                arithmetic);
        return learnt(crossEntropy, byTarget, margins, pushed, correct);
    }

    /** The same by fused loops, for float32 on the processor. */
    private Learnt inMemory(
            EmbeddingRows rows,
            StepPrototypes prototypes,
            int[] labels,
            INDArray embeddingGradient,
            INDArray prototypeGradient) {
        INDArray scoredRows = prototypes.scoredRows();
        INDArray scoredGradient = scored(prototypes, prototypeGradient);
        int[] own = prototypes.rowsOf(labels);
        makeRoom((int) prototypes.rows().size(0));
        HostPasses.inverseNorms(prototypes.rows(), LEAST_NORM, inverseLengths);
        INDArray scores =
                arithmetic.take(scoredRows.dataType(), labels.length, prototypes.scored());
        INDArray scaled = arithmetic.take(scores.dataType(), scores.shape());
        arithmetic.product(rows.unit(), false, scoredRows, true, scores, 1, 0);
        RowMargin[] margins = remembering(ownInMemory(scores, own), rows.norms());
        HostSoftmax.Result batch =
                softmax.gradients(scores, inverseLengths, own, margins, head.scale(), scaled);
        Optional<EmbeddingQueue> past = remembering(rows, prototypes, labels);
        if (past.isEmpty()) {
            arithmetic.product(scores, true, rows.unit(), false, scoredGradient, 1, 0);
        }
        arithmetic.product(scaled, false, scoredRows, false, embeddingGradient, 1, 0);
        arithmetic.release(scores);
        arithmetic.release(scaled);
        past.ifPresent(all -> learnFrom(all, prototypes, scoredGradient, this::pastInMemory));
        double pushed = pushApartInMemory(prototypes, prototypeGradient);
        HostPasses.throughNormalisation(
                StepPrototypes.first(prototypes.rows(), prototypeGradient.size(0)),
                inverseLengths,
                prototypeGradient);
        return learnt(batch.loss(), batch.byTarget(), margins, pushed, batch.correct());
    }

    /** The part of a gradient that the softmax writes; what lies beyond it begins at 0. */
    private static INDArray scored(StepPrototypes prototypes, INDArray gradient) {
        long scored = prototypes.scored();
        if (gradient.size(0) > scored) {
            gradient.get(NDArrayIndex.interval(scored, gradient.size(0)), NDArrayIndex.all())
                    .assign(0);
        }
        return StepPrototypes.first(gradient, scored);
    }

    /** A sample's rows are not equally many in every step: a little more than ever needed. */
    private void makeRoom(int rows) {
        if (inverseLengths.length < rows) {
            inverseLengths = new float[Math.max(rows, inverseLengths.length * 9 / 8)];
        }
    }

    /** The queue with this batch in it, where there is one. */
    private Optional<EmbeddingQueue> remembering(
            EmbeddingRows rows, StepPrototypes prototypes, int[] labels) {
        Optional<EmbeddingQueue> past = queue((int) prototypes.whole().size(1));
        past.ifPresent(all -> all.add(rows.unit(), prototypes.whole(), labels));
        return past;
    }

    /** Overwrites scores [b, S] of past embeddings with their loss's derivative by the cosines. */
    @FunctionalInterface
    private interface PastScores {
        void toDerivative(INDArray scores, INDArray prototypes, int[] rows);
    }

    /** Derivative of the mean loss of all past embeddings by the unit prototypes, in blocks. */
    private void learnFrom(
            EmbeddingQueue past,
            StepPrototypes prototypes,
            INDArray scoredGradient,
            PastScores way) {
        INDArray scoredRows = prototypes.scoredRows();
        int block = (int) Math.max(LEAST_BLOCK, BLOCK_NUMBERS / prototypes.scored());
        for (int from = 0; from < past.size(); from += block) {
            int count = Math.min(block, past.size() - from);
            int[] own = prototypes.rowsOf(past.labels(from, count));
            INDArray embeddings = past.compensated(from, count, prototypes.whole());
            INDArray scores = arithmetic.take(scoredRows.dataType(), count, prototypes.scored());
            arithmetic.product(embeddings, false, scoredRows, true, scores, 1, 0);
            way.toDerivative(scores, scoredRows, own);
            double share = (double) count / past.size();
            double kept = from == 0 ? 0 : 1;
            arithmetic.product(scores, true, embeddings, false, scoredGradient, share, kept);
            arithmetic.release(scores);
        }
    }

    private void pastInMemory(INDArray scores, INDArray prototypes, int[] labels) {
        RowMargin[] margins = rows(ownInMemory(scores, labels), ones(labels.length));
        INDArray scaled = arithmetic.take(scores.dataType(), scores.shape());
        softmax.gradients(scores, inverseLengths, labels, margins, head.scale(), scaled);
        arithmetic.release(scaled);
    }

    private void pastByArrays(INDArray scores, INDArray prototypes, int[] labels) {
        toCosines(scores, inverseNorms(prototypes));
        RowMargin[] margins = rows(ArrayPasses.own(scores, labels), ones(labels.length));
        MarginHead.Slopes slopes = RowLogits.apply(scores, labels, head.scale(), margins);
        ArrayPasses.softmaxCrossEntropy(scores, labels);
        ArrayPasses.overBatch(scores, labels);
        slopes.backward(scores);
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Cosines to the own identities, of products with prototypes of any length. */
    private double[] ownInMemory(INDArray products, int[] labels) {
        double[] own = ArrayPasses.own(products, labels);
        for (int row = 0; row < own.length; row++) {
            float cosine = (float) own[row] * inverseLengths[labels[row]];
            own[row] = Math.max(-1f, Math.min(1f, cosine));
        }
        return own;
    }

    /** What the head makes of each row of a training batch, having remembered it. */
    private RowMargin[] remembering(double[] own, double[] norms) {
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

    private double pushApartInMemory(StepPrototypes prototypes, INDArray unitGradient) {
        if (interPrototype.childCount() == 0) {
            return 0;
        }
        INDArray inverse = arithmetic.take(unitGradient.dataType(), inverseLengths.length);
        new HostRows(inverse).window().write(0, inverseLengths.length, inverseLengths);
        double pushed = pushApart(prototypes, inverse, unitGradient);
        arithmetic.release(inverse);
        return pushed;
    }

    private double pushApart(
            StepPrototypes prototypes, INDArray inverseNorms, INDArray unitGradient) {
        return lambda == 0
                ? prototypes.interPrototype().value(prototypes.rows(), inverseNorms)
                : prototypes
                        .interPrototype()
                        .addGradient(prototypes.rows(), inverseNorms, lambda, unitGradient);
    }

    private static INDArray inverseNorms(INDArray prototypes) {
        return ArrayPasses.inverseNorms(prototypes, LEAST_NORM);
    }

    /** Lent by the pool. */
    private INDArray cosines(INDArray embeddings, INDArray prototypes, INDArray inverseNorms) {
        INDArray cosines =
                arithmetic.take(prototypes.dataType(), embeddings.size(0), prototypes.size(0));
        arithmetic.product(embeddings, false, prototypes, true, cosines, 1, 0);
        toCosines(cosines, inverseNorms);
        return cosines;
    }

    /** Rounding may leave the range by an ulp, and ArcFace takes a root of 1 − cos². */
    private static void toCosines(INDArray products, INDArray inverseNorms) {
        products.muliRowVector(inverseNorms);
        Transforms.max(products, -1, false);
        Transforms.min(products, 1, false);
    }
}
