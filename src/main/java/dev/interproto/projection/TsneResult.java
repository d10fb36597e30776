package dev.interproto.projection;

import java.util.Optional;

/**
 * A map.
 *
 * @param points one (x, y) a vector, centred on the origin
 * @param klDivergence of the map's similarities from the vectors', without exaggeration; lower is
 *     better, comparable at one perplexity only
 * @param seconds neighbour search and optimisation
 * @param iterations done; fewer than asked for where it was stopped
 * @param neighbourRecall of an approximate search for neighbours; empty for an exact one
 * @param resolved the options, with the perplexity used
 */
public record TsneResult(
        float[][] points,
        double klDivergence,
        double seconds,
        int iterations,
        Optional<NeighbourRecall> neighbourRecall,
        TsneOptions resolved) {}
