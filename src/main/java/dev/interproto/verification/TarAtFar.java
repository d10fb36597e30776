package dev.interproto.verification;

/**
 * The true accept rate that a false accept rate allows: the highest among the thresholds whose FAR
 * is at most {@code far}, without interpolation.
 *
 * @param far the false accept rate asked for
 * @param tar share of genuine pairs accepted, 0 to 1
 * @param threshold at which; above every similarity where no threshold has so low a FAR
 * @param enoughImpostors whether the impostor pairs can carry this FAR: at least {@value
 *     #FEWEST_FALSE_ACCEPTS} of them make up its share. Where false, the figure hangs on a handful
 *     of pairs and must be shown with that remark
 */
public record TarAtFar(double far, double tar, double threshold, boolean enoughImpostors) {

    /**
     * With ten false accepts expected, the FAR met is known to about a third (one standard error of
     * a Poisson count).
     */
    public static final int FEWEST_FALSE_ACCEPTS = 10;
}
