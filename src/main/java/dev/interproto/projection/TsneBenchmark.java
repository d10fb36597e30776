package dev.interproto.projection;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.util.Optional;
import java.util.Random;

/**
 * How long a map takes on this machine, by its stages: of vectors that lie as prototypes do, groups
 * of 20 of unit length around random centres. 1,000 iterations at a perplexity of 30.
 *
 * @param points mapped
 * @param dimension of the vectors
 * @param threads used
 * @param neighbourSeconds nearest neighbours, and the recall of an index
 * @param affinitySeconds the neighbours' probabilities
 * @param startSeconds principal components
 * @param optimiserSeconds all iterations
 * @param seconds all of these
 * @param klDivergence of the map
 * @param trustworthiness of the map
 * @param neighbourRecall of the index; empty where neighbours were found exactly
 */
public record TsneBenchmark(
        int points,
        int dimension,
        int threads,
        double neighbourSeconds,
        double affinitySeconds,
        double startSeconds,
        double optimiserSeconds,
        double seconds,
        double klDivergence,
        Optional<Trustworthiness> trustworthiness,
        Optional<NeighbourRecall> neighbourRecall) {
    private static final int GROUP = 20;
    private static final double NOISE = 0.8;

    private static final int FEWEST_POINTS = 2 * Trustworthiness.NEIGHBOURS + 1;

    /**
     * @throws UserFacingException for fewer than 25 points or no dimension
     * @throws CancelledException when cancelled before there is a map
     */
    public static TsneBenchmark run(
            int points, int dimension, TsneOptions.NeighbourSearch neighbours, Progress progress) {
        if (points < FEWEST_POINTS || dimension < 1) {
            throw new UserFacingException(
                    "The benchmark was asked for with "
                            + points
                            + " points of "
                            + dimension
                            + " dimensions.",
                    "That cannot be measured.",
                    "Choose " + FEWEST_POINTS + " points or more and a dimension of 1 or more.");
        }
        float[][] vectors = vectors(points, dimension);
        TsneOptions options = TsneOptions.defaults().withNeighbours(neighbours);
        try (TsneRun run =
                TsneRun.begin(vectors, options, Optional.empty(), progress.part(0, 0.2))) {
            TsneResult result = run.go(progress.part(0.2, 0.9), TsneListener.NONE);
            Optional<Trustworthiness> trustworthiness =
                    Trustworthiness.measure(
                            vectors, result.points(), options.threads(), progress.part(0.9, 1));
            TsneRun.Preparation before = run.preparation();
            return new TsneBenchmark(
                    points,
                    dimension,
                    TsneRun.threads(options, points),
                    before.neighbourSeconds(),
                    before.affinitySeconds(),
                    before.startSeconds(),
                    result.seconds() - before.seconds(),
                    result.seconds(),
                    result.klDivergence(),
                    trustworthiness,
                    result.neighbourRecall());
        }
    }

    private static float[][] vectors(int points, int dimension) {
        Random random = new Random(0);
        float[][] rows = new float[points][];
        double[] centre = {};
        for (int i = 0; i < points; i++) {
            if (i % GROUP == 0) {
                centre = centre(dimension, random);
            }
            rows[i] = around(centre, random);
        }
        return rows;
    }

    private static double[] centre(int dimension, Random random) {
        double[] centre = new double[dimension];
        for (int d = 0; d < dimension; d++) {
            centre[d] = random.nextGaussian();
        }
        return centre;
    }

    /** A row of unit length. */
    private static float[] around(double[] centre, Random random) {
        float[] row = new float[centre.length];
        double squares = 0;
        for (int d = 0; d < row.length; d++) {
            row[d] = (float) (centre[d] + NOISE * random.nextGaussian());
            squares += row[d] * row[d];
        }
        float length = (float) Math.sqrt(squares);
        for (int d = 0; d < row.length; d++) {
            row[d] /= length;
        }
        return row;
    }
}
