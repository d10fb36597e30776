package dev.interproto.projection;

/** Watches a map grow; called every {@link TsneOptions#callbackEvery()} iterations. */
@FunctionalInterface
public interface TsneListener {

    /** Watches nothing. */
    TsneListener NONE = (iteration, klDivergence, points) -> true;

    /**
     * @param iteration how many are done
     * @param klDivergence now, without exaggeration
     * @param points a copy of the map
     * @return false to stop here; the map so far is kept
     */
    boolean keepGoing(int iteration, double klDivergence, float[][] points);
}
