package dev.interproto.loss;

import java.util.Arrays;

/**
 * Losses over some columns of age readings: the mean over the faces whose age is known, NaN where
 * it is of none. Each overwrites those columns of a gradient with its derivative times a weight.
 */
final class AgeLosses {
    private AgeLosses() {}

    /** Mean squared error, years², of an age read in one column. */
    static double squaredError(
            double[][] readings, int column, int[] ages, double weight, double[][] gradient) {
        int known = known(ages);
        double sum = 0;
        for (int row = 0; row < ages.length; row++) {
            double error = ages[row] < 0 ? 0 : readings[row][column] - ages[row];
            sum += error * error;
            gradient[row][column] = known == 0 ? 0 : 2 * weight * error / known;
        }
        return sum / known;
    }

    /**
     * Mean squared error, years², of the expected age Σ k·p_k, where p is the softmax of as many
     * logits as there are ages k from 0 (DEX, Rothe et al., ICCV workshops 2015).
     */
    static double expectedAgeError(
            double[][] readings,
            int from,
            int count,
            int[] ages,
            double weight,
            double[][] gradient) {
        int known = known(ages);
        double sum = 0;
        for (int row = 0; row < ages.length; row++) {
            if (ages[row] < 0) {
                Arrays.fill(gradient[row], from, from + count, 0);
                continue;
            }
            double[] share = softmax(readings[row], from, count);
            double expected = 0;
            for (int age = 0; age < count; age++) {
                expected += age * share[age];
            }
            double error = expected - ages[row];
            sum += error * error;
            for (int age = 0; age < count; age++) {
                gradient[row][from + age] =
                        2 * weight * error / known * share[age] * (age - expected);
            }
        }
        return sum / known;
    }

    /** Softmax cross-entropy, nats, of logits of age groups. */
    static double crossEntropy(
            double[][] readings,
            int from,
            AgeGroups groups,
            int[] ages,
            double weight,
            double[][] gradient) {
        int known = known(ages);
        int count = groups.oldest().length + 1;
        double sum = 0;
        for (int row = 0; row < ages.length; row++) {
            int group = groups.of(ages[row]);
            if (group < 0) {
                Arrays.fill(gradient[row], from, from + count, 0);
                continue;
            }
            double[] share = softmax(readings[row], from, count);
            sum -= Math.log(Math.max(share[group], Double.MIN_NORMAL));
            for (int i = 0; i < count; i++) {
                gradient[row][from + i] = weight / known * (share[i] - (i == group ? 1 : 0));
            }
        }
        return sum / known;
    }

    private static int known(int[] ages) {
        return (int) Arrays.stream(ages).filter(age -> age >= 0).count();
    }

    private static double[] softmax(double[] logits, int from, int count) {
        double[] share = Arrays.copyOfRange(logits, from, from + count);
        double most = Arrays.stream(share).max().orElseThrow();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            share[i] = Math.exp(share[i] - most);
            sum += share[i];
        }
        for (int i = 0; i < count; i++) {
            share[i] /= sum;
        }
        return share;
    }
}
