package dev.interproto.training;

import dev.interproto.loss.RowGradient;
import dev.interproto.loss.RowGradientSum;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gradients of the batches of one update: of the graph's weights as a sum of vectors, and where
 * identities are sampled, of the prototypes that any of the batches has a gradient for. One
 * thread's.
 */
final class GatheredGradients {
    private final INDArray sum;
    private final Optional<RowGradientSum> rows;
    private int batches;

    /**
     * @param type of the graph's vector of gradients
     * @param length of it
     * @param rows gathers those of the prototypes, where the graph does not
     */
    GatheredGradients(DataType type, long length, Optional<RowGradientSum> rows) {
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            this.sum = Nd4j.zeros(type, length);
        }
        this.rows = rows;
    }

    /** Those of one batch; the first after {@link #done} begins a new sum. */
    void add(INDArray gradients, Optional<RowGradient> ofPrototypes) {
        INDArray flat = gradients.reshape(gradients.length());
        if (batches == 0) {
            sum.assign(flat);
        } else {
            sum.addi(flat);
        }
        rows.ifPresent(all -> all.add(ofPrototypes.orElseThrow()));
        batches++;
    }

    /** Goes on with sums that were saved, already in {@link #sum()} and {@link #restoreRows}. */
    void batches(int gathered) {
        batches = gathered;
    }

    /** Batches added since the last update. */
    int batches() {
        return batches;
    }

    /** The sum of the graph's, laid out as the parameters; writable. */
    INDArray sum() {
        return sum;
    }

    /** The sum of the prototypes'; empty where the graph has it. */
    Optional<RowGradient> sumOfRows() {
        return rows.map(RowGradientSum::sum);
    }

    /** Whether the prototypes' gradients are gathered by themselves. */
    boolean hasRows() {
        return rows.isPresent();
    }

    /** Takes back a saved {@link #sumOfRows}. */
    void restoreRows(RowGradient saved) {
        rows.ifPresent(all -> all.add(saved));
    }

    /** Turns the sums into means over the batches. */
    void divide() {
        sum.divi(batches);
        sumOfRows().ifPresent(gradient -> gradient.scale(1.0 / batches));
    }

    /** The update is made. */
    void done() {
        rows.ifPresent(RowGradientSum::clear);
        batches = 0;
    }

    void close() {
        sum.close();
    }
}
