package dev.interproto.loss;

import dev.interproto.dataset.SplitMix;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Partial FC: a step's softmax is over some of the identities only, so that millions of them can be
 * trained on. Those are the step's positives, always, and as many others, drawn anew in each step,
 * as make up a share r of all: max(positives, ⌊r·C⌋) in all (An et al., "Killing Two Birds with One
 * Stone: Efficient and Robust Training of Face Recognition CNNs by Partial FC", CVPR 2022, arXiv
 * 2203.15565; r is insightface's {@code sample_rate}).
 *
 * <p><b>Positives</b> are the identities of the batch, and for a head with an {@link
 * EmbeddingQueue} those of the embeddings in it. Others are drawn evenly, without replacement, by
 * the seed and the step alone, so that a resumed training draws what one never stopped would have.
 *
 * <p><b>The Inter-Prototype loss</b> is over the child prototypes in every step, sampled or not:
 * its value and gradient are those of the full head. A child prototype that was not sampled takes
 * part in it alone and is no negative of the softmax, so that children are not seen more often than
 * others.
 *
 * <p><b>What is learned.</b> A prototype is updated in a step in which it has a gradient: those
 * sampled, and while λ is above 0 all child prototypes. The others keep their values and momentum
 * to the bit: neither weight decay nor momentum touches them, as in the reference (insightface,
 * {@code partial_fc.py}).
 *
 * <p>The step's prototypes are gathered into an array of its own; beyond it and their gradient,
 * nothing grows with C. Keeps these arrays from step to step. One thread's.
 */
public final class PartialFc {
    /** Arrays that have to grow do so by this, lest they do in every step. */
    private static final double ROOM = 1.125;

    private static final double UNIT = 0x1p-53;

    private final double sampleRate;
    private final long seed;
    private long step;
    private INDArray gathered;
    private INDArray gradients;
    private RowGradient gradient;

    /**
     * @param sampleRate r, above 0 to 1
     * @param seed of the draws
     */
    public PartialFc(double sampleRate, long seed) {
        if (!(sampleRate > 0 && sampleRate <= 1)) {
            throw new IllegalArgumentException("a sample rate of " + sampleRate);
        }
        this.sampleRate = sampleRate;
        this.seed = seed;
    }

    /** Identities that a step's softmax is over, unless its positives are more: ⌊r·C⌋. */
    public static int sampleSize(double sampleRate, int identities) {
        return (int) (sampleRate * identities);
    }

    /** Steps drawn so far; with the seed, the whole state of the draws. */
    public long step() {
        return step;
    }

    /** Goes on from a step, to resume a run exactly. */
    public void step(long done) {
        step = done;
    }

    /**
     * The identities of the next step's softmax.
     *
     * @param positives those that must be among them, in any order, repeated or not
     * @param identities C
     * @return ascending
     */
    int[] sample(int[] positives, int identities) {
        int[] own = Arrays.stream(positives).sorted().distinct().toArray();
        int drawn = Math.max(0, sampleSize(sampleRate, identities) - own.length);
        int[] sample = new int[own.length + drawn];
        int taken = 0;
        int met = 0;
        // Selection sampling (Knuth, The Art of Computer Programming, volume 2, algorithm S).
        for (int identity = 0; taken < sample.length; identity++) {
            if (met < own.length && own[met] == identity) {
                met++;
                sample[taken++] = identity;
                continue;
            }
            int left = identities - identity - (own.length - met);
            int wanted = sample.length - taken - (own.length - met);
            long random = SplitMix.hash(seed, step, identity, 0) >>> 11;
            if (random * UNIT * left < wanted) {
                sample[taken++] = identity;
            }
        }
        return sample;
    }

    /**
     * Draws, and learns as {@link PrototypeLoss#gradients} does.
     *
     * @param embeddings [B, D]
     * @param prototypes [C, D], rows of any length
     * @param labels [B], each 0 to C − 1
     * @param embeddingGradient [B, D], overwritten
     */
    public LossStep gradients(
            PrototypeLoss loss,
            INDArray embeddings,
            INDArray prototypes,
            int[] labels,
            INDArray embeddingGradient) {
        int dimension = (int) prototypes.size(1);
        int[] scored = sample(loss.positives(labels, dimension), (int) prototypes.size(0));
        int[] children = loss.interPrototype().children();
        int[] childRows = new int[children.length];
        int[] rows = Arrays.copyOf(scored, scored.length + children.length);
        int count = scored.length;
        for (int i = 0; i < children.length; i++) {
            childRows[i] = Arrays.binarySearch(scored, children[i]);
            if (childRows[i] < 0) {
                childRows[i] = count;
                rows[count++] = children[i];
            }
        }
        makeRoom(loss.arithmetic(), prototypes, Math.min((int) prototypes.size(0), rows.length));
        INDArray own = StepPrototypes.first(gathered, count);
        IndexedRows.gather(prototypes, Arrays.copyOf(rows, count), own);
        int learned = loss.pushesApart() ? count : scored.length;
        INDArray values = StepPrototypes.first(gradients, learned);
        LossStep result =
                loss.gradients(
                        embeddings,
                        new StepPrototypes(
                                prototypes,
                                own,
                                scored.length,
                                identity -> Arrays.binarySearch(scored, identity),
                                loss.interPrototype().at(childRows)),
                        labels,
                        embeddingGradient,
                        values);
        gradient = new RowGradient(Arrays.copyOf(rows, learned), values);
        step++;
        return result;
    }

    /**
     * The gradient of the last step.
     *
     * @throws IllegalStateException before the first
     */
    public RowGradient gradient() {
        if (gradient == null) {
            throw new IllegalStateException("no step was made yet");
        }
        return gradient;
    }

    /**
     * Room for as many rows as the step can have: whoever is drawn, equally many are drawn in the
     * next, unless there are more positives than a share.
     */
    private void makeRoom(LossArithmetic arithmetic, INDArray prototypes, int rows) {
        if (gathered != null && gathered.size(0) >= rows) {
            return;
        }
        long room = rows;
        if (gathered != null) {
            room = Math.min(prototypes.size(0), (long) (ROOM * rows));
            arithmetic.release(gathered);
            arithmetic.release(gradients);
        }
        gathered = arithmetic.take(prototypes.dataType(), room, prototypes.size(1));
        gradients = arithmetic.take(prototypes.dataType(), room, prototypes.size(1));
    }
}
