package dev.interproto.workspace.sweep;

import dev.interproto.workspace.job.TrainingRequest;

/**
 * One training of a sweep.
 *
 * @param row what it has in common with the cells that differ by the seed only
 * @param seed of everything random
 * @param request a new run of this; its name is the cell's
 */
public record SweepCell(Row row, long seed, TrainingRequest request) {

    /**
     * A line of the comparison table.
     *
     * @param dataset short name
     * @param method as a person reads it, with λ
     * @param head name of the margin head
     * @param lambda weight of the Inter-Prototype loss
     * @param start the model or run it starts from; empty for fresh weights
     */
    public record Row(String dataset, String method, String head, double lambda, String start) {

        /** Method and start. */
        public String title() {
            return start.isEmpty() ? method : method + ", from " + start;
        }
    }

    /** The run's name. */
    public String name() {
        return request.run();
    }
}
