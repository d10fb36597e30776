package dev.interproto.projection;

import dev.interproto.common.Progress;
import java.util.Arrays;
import java.util.Locale;

/**
 * Gradient descent on the map: momentum 0.5 during early exaggeration and 0.8 after, a gain for
 * each coordinate that grows while its gradient keeps its sign (Jacobs 1988), constants as in
 * scikit-learn. All of it is kept between two calls of {@link #run}.
 */
final class TsneOptimiser {
    /**
     * Iterations that share a tree (measured at 5,000 points: a fifth less time, and an equal
     * divergence to the fourth digit).
     */
    private static final int TREE_ITERATIONS = 4;

    private static final double EARLY_MOMENTUM = 0.5;
    private static final double LATE_MOMENTUM = 0.8;
    private static final float GAIN_STEP = 0.2f;
    private static final float GAIN_DECAY = 0.8f;
    private static final float SMALLEST_GAIN = 0.01f;

    private final Forces forces;
    private final TsneOptions options;
    private final int n;
    private final float[] x;
    private final float[] y;
    private final Axis alongX;
    private final Axis alongY;
    private double klDivergence;
    private int iterations;

    TsneOptimiser(Forces forces, TsneOptions options, float[][] start) {
        this.forces = forces;
        this.options = options;
        this.n = start.length;
        this.x = new float[n];
        this.y = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = start[i][0];
            y[i] = start[i][1];
        }
        this.alongX = new Axis(x, forces.attractionX, forces.repulsionX);
        this.alongY = new Axis(y, forces.attractionY, forces.repulsionY);
    }

    /** Runs until done, cancelled or stopped by the listener; the map is valid in each case. */
    void run(Progress progress, TsneListener listener) {
        while (iterations < options.iterations() && !progress.isCancelled()) {
            double normaliser = forces.compute(x, y, iterations % TREE_ITERATIONS == 0);
            boolean early = iterations < options.exaggerationIterations();
            if (iterations == options.exaggerationIterations()) {
                // Gains worn down by the exaggerated forces would hold back the real ones.
                alongX.rest();
                alongY.rest();
            }
            double exaggeration = early ? options.earlyExaggeration() : 1;
            double momentum = early ? EARLY_MOMENTUM : LATE_MOMENTUM;
            alongX.step(exaggeration, normaliser, momentum);
            alongY.step(exaggeration, normaliser, momentum);
            iterations++;
            if (iterations % options.callbackEvery() == 0) {
                if (!watched(progress, listener, normaliser)) {
                    break;
                }
            }
        }
        klDivergence = forces.klDivergence(x, y, forces.compute(x, y, false));
    }

    /** Tells how far it is; whether to go on. */
    private boolean watched(Progress progress, TsneListener listener, double normaliser) {
        double share = (double) iterations / options.iterations();
        String done = "Iteration " + iterations + " of " + options.iterations();
        if (listener == TsneListener.NONE) {
            progress.report(share, done);
            return true;
        }
        // The forces are those before the step: close enough to watch by.
        double kl = forces.klDivergence(x, y, normaliser);
        progress.report(share, done + String.format(Locale.ROOT, ", KL divergence %.3f", kl));
        return listener.keepGoing(iterations, kl, points());
    }

    /** A copy of the map. */
    float[][] points() {
        float[][] points = new float[n][2];
        for (int i = 0; i < n; i++) {
            points[i][0] = x[i];
            points[i][1] = y[i];
        }
        return points;
    }

    double klDivergence() {
        return klDivergence;
    }

    int iterations() {
        return iterations;
    }

    /** One coordinate of all points with its momentum and gains. */
    private final class Axis {
        private final float[] position;
        private final float[] attraction;
        private final float[] repulsion;
        private final float[] velocity = new float[n];
        private final float[] gain = new float[n];

        Axis(float[] position, float[] attraction, float[] repulsion) {
            this.position = position;
            this.attraction = attraction;
            this.repulsion = repulsion;
            rest();
        }

        /** Stands still with gains of 1. */
        void rest() {
            Arrays.fill(velocity, 0);
            Arrays.fill(gain, 1);
        }

        void step(double exaggeration, double normaliser, double momentum) {
            float attract = (float) (4 * exaggeration);
            float repel = (float) (4 / normaliser);
            float rate = (float) options.learningRate().orElseThrow();
            float keep = (float) momentum;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                float gradient = attract * attraction[i] - repel * repulsion[i];
                boolean onward = velocity[i] * gradient < 0;
                float changed = onward ? gain[i] + GAIN_STEP : gain[i] * GAIN_DECAY;
                gain[i] = Math.max(changed, SMALLEST_GAIN);
                velocity[i] = keep * velocity[i] - rate * gain[i] * gradient;
                position[i] += velocity[i];
                sum += position[i];
            }
            float mean = (float) (sum / n);
            for (int i = 0; i < n; i++) {
                position[i] -= mean;
            }
        }
    }
}
