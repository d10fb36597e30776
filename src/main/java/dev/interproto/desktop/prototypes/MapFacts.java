package dev.interproto.desktop.prototypes;

/**
 * How a map came about; kept beside its table.
 *
 * @param perplexity used
 * @param iterations done
 * @param seed of everything random
 * @param klDivergence lower is better, comparable at one perplexity only
 * @param seconds neighbour search and optimisation
 * @param tableChecksum CRC-32 of the table, so that facts of another table are not believed
 */
record MapFacts(
        double perplexity,
        int iterations,
        long seed,
        double klDivergence,
        double seconds,
        long tableChecksum) {}
