package dev.interproto.projection;

/**
 * A map.
 *
 * @param points one (x, y) a vector, centred on the origin
 * @param klDivergence of the map's similarities from the vectors', without exaggeration; lower is
 *     better, comparable at one perplexity only
 * @param seconds neighbour search and optimisation
 * @param iterations done; fewer than asked for where it was stopped
 * @param resolved the options, with the perplexity used
 */
public record TsneResult(
        float[][] points,
        double klDivergence,
        double seconds,
        int iterations,
        TsneOptions resolved) {}
