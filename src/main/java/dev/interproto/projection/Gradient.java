package dev.interproto.projection;

/**
 * The gradient of the map's KL divergence (van der Maaten and Hinton 2008): 4 Σⱼ (f pᵢⱼ − tᵢⱼ/Z)
 * tᵢⱼ (yᵢ − yⱼ) for each point i, with tᵢⱼ = 1/(1 + |yᵢ − yⱼ|²), Z their sum over all pairs and f
 * the exaggeration. Each point's sums are formed in an order that depends on the points alone,
 * never on the number of threads.
 */
abstract class Gradient {
    private static final int KL_ROWS = 128;

    /** Keeps the gradient of a single point finite. */
    private static final double SMALLEST_NORMALISER = 1e-30;

    final Affinities affinities;
    final Workers workers;
    final int n;

    /** One a point, as of the last {@link #compute}. */
    final float[] alongX;

    final float[] alongY;

    Gradient(Affinities affinities, Workers workers) {
        this.affinities = affinities;
        this.workers = workers;
        this.n = affinities.size();
        this.alongX = new float[n];
        this.alongY = new float[n];
    }

    /** In the way that is sooner computed for so many points. */
    static Gradient of(Affinities affinities, Workers workers) {
        return affinities.size() <= AllPairs.MOST_POINTS
                ? new AllPairs(affinities, workers)
                : new BarnesHut(affinities, workers);
    }

    /**
     * Computes it for the points' places.
     *
     * @param exaggeration factor on the affinities
     * @param anew whether what was prepared for earlier places is to be prepared anew; else it is
     *     moved along with the points, which is good enough for small steps
     * @return the normaliser Z
     */
    abstract double compute(float[] x, float[] y, double exaggeration, boolean anew);

    /** Z from sums over the points' pairs, each pair in {@code 1 / times} of the sums. */
    static double normaliser(float[] sums, int times) {
        double sum = 0;
        for (float each : sums) {
            sum += each;
        }
        return Math.max(times * sum, SMALLEST_NORMALISER);
    }

    /** KL divergence of the map, given its normaliser. */
    final double klDivergence(float[] x, float[] y, double normaliser) {
        double[] part = new double[(n + KL_ROWS - 1) / KL_ROWS];
        workers.run(part.length, task -> part[task] = klPart(x, y, normaliser, task * KL_ROWS));
        double sum = 0;
        for (double each : part) {
            sum += each;
        }
        return sum;
    }

    private double klPart(float[] x, float[] y, double normaliser, int from) {
        double sum = 0;
        int end = affinities.rowStart[Math.min(n, from + KL_ROWS)];
        int i = from;
        for (int e = affinities.rowStart[from]; e < end; e++) {
            while (e >= affinities.rowStart[i + 1]) {
                i++;
            }
            double p = affinities.probability[e];
            if (p > 0) {
                double dx = x[i] - x[affinities.column[e]];
                double dy = y[i] - y[affinities.column[e]];
                sum += p * Math.log(p * normaliser * (1 + dx * dx + dy * dy));
            }
        }
        return sum;
    }
}
