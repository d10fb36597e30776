package dev.interproto.verification;

import java.util.Optional;
import java.util.OptionalDouble;

/** What the numbers mean that an age model gives for a face. */
public enum AgeOutput {
    /** One number: years. */
    YEARS {
        @Override
        OptionalDouble years(float[] row) {
            return finite(row[0]);
        }
    },
    /** One number: years divided by 100. */
    HUNDREDTHS {
        @Override
        OptionalDouble years(float[] row) {
            return finite(100.0 * row[0]);
        }
    },
    /**
     * Three numbers: two scores of the sex, then years divided by 100 (InsightFace's {@code
     * genderage}, {@code model_zoo/attribute.py}).
     */
    SEX_AND_HUNDREDTHS {
        @Override
        OptionalDouble years(float[] row) {
            return finite(100.0 * row[2]);
        }
    },
    /**
     * A number for each age from 0 on: probabilities, or scores to be made such by softmax; the age
     * is their expected value (DEX, Rothe et al., IJCV 2018).
     */
    CLASSES {
        @Override
        OptionalDouble years(float[] row) {
            return expected(row);
        }
    };

    /** Years 0 to 59 at the least, to 120 at the most; fewer classes are groups of ages. */
    private static final int FEWEST_CLASSES = 60;

    private static final int MOST_CLASSES = 121;

    /** Probabilities add up to 1 but for rounding, also in float16. */
    private static final double SUM_TOLERANCE = 0.01;

    /**
     * What a model's output means by how many numbers it has; one number counts as years.
     *
     * @return empty where that is no age
     */
    static Optional<AgeOutput> ofSize(int numbers) {
        if (numbers == 1) {
            return Optional.of(YEARS);
        }
        if (numbers == 3) {
            return Optional.of(SEX_AND_HUNDREDTHS);
        }
        return numbers >= FEWEST_CLASSES && numbers <= MOST_CLASSES
                ? Optional.of(CLASSES)
                : Optional.empty();
    }

    /**
     * The age that a model's output means.
     *
     * @param row its numbers for one face
     * @return years; empty where they are no numbers
     */
    abstract OptionalDouble years(float[] row);

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static OptionalDouble expected(float[] row) {
        double sum = 0;
        double largest = Double.NEGATIVE_INFINITY;
        boolean negative = false;
        for (float value : row) {
            sum += value;
            largest = Math.max(largest, value);
            negative |= value < 0;
        }
        boolean probabilities = !negative && Math.abs(sum - 1) <= SUM_TOLERANCE;
        double total = 0;
        double years = 0;
        for (int age = 0; age < row.length; age++) {
            double weight = probabilities ? row[age] : Math.exp(row[age] - largest);
            total += weight;
            years += weight * age;
        }
        return finite(years / total);
    }
}
