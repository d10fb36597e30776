package dev.interproto.projection;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.util.Optional;

/**
 * t-SNE (van der Maaten and Hinton 2008; Barnes–Hut form van der Maaten 2014): a map of vectors in
 * which neighbours stay neighbours. Three parts: affinities over nearest neighbours, exact or by an
 * index, an initialisation, and an optimiser with momentum, gains and early exaggeration, with
 * scikit-learn's constants. Same vectors, options and seed: same map, whatever the threads.
 */
public final class Tsne {
    private Tsne() {}

    /** As below, from the options' initialisation and unwatched. */
    public static TsneResult run(float[][] vectors, TsneOptions options, Progress progress) {
        return run(vectors, options, Optional.empty(), progress, TsneListener.NONE);
    }

    /**
     * Maps vectors to the plane.
     *
     * @param vectors n rows of equal length
     * @param start where the points start (n × 2, used as it is); else the options' initialisation
     * @param progress a cancel during the optimisation ends it early and keeps the map so far
     * @param listener called on the calling thread
     * @throws CancelledException when cancelled before there is a map
     * @throws UserFacingException where there is no vector, or one is not finite
     */
    public static TsneResult run(
            float[][] vectors,
            TsneOptions options,
            Optional<float[][]> start,
            Progress progress,
            TsneListener listener) {
        try (TsneRun run = TsneRun.begin(vectors, options, start, progress.part(0, 0.2))) {
            return run.go(progress.part(0.2, 1), listener);
        }
    }
}
