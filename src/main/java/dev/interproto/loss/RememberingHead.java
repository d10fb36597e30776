package dev.interproto.loss;

/** A margin head and what it remembers from step to step. One thread's. */
final class RememberingHead {
    private final MarginHead head;
    private double[] memory;

    RememberingHead(MarginHead head) {
        this.head = head;
        this.memory = head.freshMemory();
    }

    MarginHead head() {
        return head;
    }

    double scale() {
        return head.scale();
    }

    double[] memory() {
        return memory.clone();
    }

    /**
     * Goes on from what a head of the same kind remembered.
     *
     * @throws IllegalArgumentException where a head of this kind remembers more or fewer numbers
     */
    void memory(double[] remembered) {
        if (remembered.length != memory.length) {
            throw new IllegalArgumentException(
                    head.name() + " remembers " + memory.length + ", not " + remembered.length);
        }
        memory = remembered.clone();
    }

    /**
     * What the head makes of each row.
     *
     * @param own cosines to the own identities
     * @param norms lengths of the embeddings
     */
    RowMargin[] rows(double[] own, double[] norms) {
        RowMargin[] rows = new RowMargin[own.length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = head.row(own[row], norms[row], memory);
        }
        return rows;
    }

    /** The same of a training batch, having remembered it. */
    RowMargin[] learning(double[] own, double[] norms) {
        memory = head.remember(memory, own, norms);
        return rows(own, norms);
    }

    /** Mean of what is added to the rows' losses. */
    static double penalty(RowMargin[] margins) {
        double sum = 0;
        for (RowMargin margin : margins) {
            sum += margin.penalty();
        }
        return sum / margins.length;
    }
}
