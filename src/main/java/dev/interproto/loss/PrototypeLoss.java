package dev.interproto.loss;

import dev.interproto.network.kernel.Kernels;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

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
    private final RememberingHead head;
    private final InterPrototypeLoss interPrototype;
    private double lambda;
    private final LossArithmetic arithmetic;
    private final CosineSoftmax inMemory = new HostSoftmax();
    private final CosineSoftmax byArrays;
    private final QueueGradient ofQueue;
    private Optional<EmbeddingQueue> queue = Optional.empty();

    /**
     * @param lambda weight λ of the Inter-Prototype loss, 0 or more (paper: 1)
     */
    public PrototypeLoss(MarginHead head, InterPrototypeLoss interPrototype, double lambda) {
        this(new RememberingHead(head), interPrototype, lambda, LossArithmetic.nd4j());
    }

    private PrototypeLoss(
            RememberingHead head,
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
        this.byArrays = new ArraySoftmax(arithmetic);
        this.ofQueue = new QueueGradient(head, arithmetic);
    }

    /** The same loss computed by a network's kernels, with arrays of its pool. */
    public PrototypeLoss on(Kernels kernels) {
        PrototypeLoss same =
                new PrototypeLoss(
                        head, interPrototype.on(kernels), lambda, LossArithmetic.of(kernels));
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
        return head.memory();
    }

    /**
     * Goes on from what a head of the same kind remembered.
     *
     * @throws IllegalArgumentException where a head of this kind remembers more or fewer numbers
     */
    public void memory(double[] remembered) {
        head.memory(remembered);
    }

    /**
     * Past embeddings, where the head learns from them; empty for other heads.
     *
     * @param dimension D
     */
    public Optional<EmbeddingQueue> queue(int dimension) {
        if (queue.isEmpty() && head.head() instanceof BroadFace broad) {
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
        EmbeddingRows rows = EmbeddingRows.of(embeddings, head.head());
        INDArray lent = cosines(rows.unit(), prototypes, ArrayPasses.inverseNorms(prototypes));
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
        double[] norms = EmbeddingRows.of(embeddings, head.head()).norms();
        RowLogits.apply(
                logits, labels, head.scale(), head.rows(ArrayPasses.own(logits, labels), norms));
        return logits;
    }

    /** The losses alone, with what the head remembers now. Shapes as in {@link #gradients}. */
    public LossStep losses(INDArray embeddings, INDArray prototypes, int[] labels) {
        INDArray inverseNorms = ArrayPasses.inverseNorms(prototypes);
        EmbeddingRows rows = EmbeddingRows.of(embeddings, head.head());
        INDArray scores = cosines(rows.unit(), prototypes, inverseNorms);
        int correct = ArrayPasses.correct(scores, labels);
        RowMargin[] margins = head.rows(ArrayPasses.own(scores, labels), rows.norms());
        RowLogits.apply(scores, labels, head.scale(), margins);
        double margin =
                ArrayPasses.softmaxCrossEntropy(scores, labels) + RememberingHead.penalty(margins);
        arithmetic.release(scores);
        double pushed = interPrototype.value(prototypes);
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
        EmbeddingRows rows = EmbeddingRows.of(embeddings, head.head());
        CosineSoftmax softmax =
                HostRows.serves(
                                rows.unit(),
                                prototypes.rows(),
                                embeddingGradient,
                                prototypeGradient)
                        ? inMemory
                        : byArrays;
        softmax.measure(prototypes.rows());
        INDArray scoredRows = prototypes.scoredRows();
        INDArray scoredGradient = prototypes.scoredPart(prototypeGradient);
        INDArray scores =
                arithmetic.take(scoredRows.dataType(), labels.length, prototypes.scored());
        INDArray overLengths = arithmetic.take(scores.dataType(), scores.shape());
        arithmetic.product(rows.unit(), false, scoredRows, true, scores, 1, 0);
        CosineSoftmax.Result batch =
                softmax.derivative(
                        scores,
                        prototypes.rowsOf(labels),
                        own -> head.learning(own, rows.norms()),
                        head.scale(),
                        Optional.of(overLengths));
        Optional<EmbeddingQueue> past = remembering(rows, prototypes, labels);
        if (past.isEmpty()) {
            arithmetic.product(scores, true, rows.unit(), false, scoredGradient, 1, 0);
        }
        arithmetic.product(overLengths, false, scoredRows, false, embeddingGradient, 1, 0);
        arithmetic.release(scores);
        arithmetic.release(overLengths);
        past.ifPresent(all -> ofQueue.learn(all, prototypes, softmax, scoredGradient));

        double pushed = pushApart(prototypes, prototypeGradient);
        softmax.throughNormalisation(
                StepPrototypes.first(prototypes.rows(), prototypeGradient.size(0)),
                prototypeGradient);
        if (head.head().needsNorms()) {
            rows.throughNormalisation(embeddingGradient, batch.byNorm());
        }
        return new LossStep(
                batch.loss() + RememberingHead.penalty(batch.margins()),
                pushed,
                lambda,
                batch.correct(),
                labels.length);
    }

    /** The queue with this batch in it, where there is one. */
    private Optional<EmbeddingQueue> remembering(
            EmbeddingRows rows, StepPrototypes prototypes, int[] labels) {
        Optional<EmbeddingQueue> past = queue((int) prototypes.whole().size(1));
        past.ifPresent(all -> all.add(rows.unit(), prototypes.whole(), labels));
        return past;
    }

    private double pushApart(StepPrototypes prototypes, INDArray unitGradient) {
        return lambda == 0
                ? prototypes.interPrototype().value(prototypes.rows())
                : prototypes.interPrototype().addGradient(prototypes.rows(), lambda, unitGradient);
    }

    /** Lent by the pool. */
    private INDArray cosines(INDArray embeddings, INDArray prototypes, INDArray inverseNorms) {
        INDArray cosines =
                arithmetic.take(prototypes.dataType(), embeddings.size(0), prototypes.size(0));
        arithmetic.product(embeddings, false, prototypes, true, cosines, 1, 0);
        ArrayPasses.toCosines(cosines, inverseNorms);
        return cosines;
    }
}
