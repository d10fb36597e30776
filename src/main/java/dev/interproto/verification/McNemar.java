package dev.interproto.verification;

/**
 * McNemar's test of two models on the same pairs: whether the pairs that only one of them calls
 * rightly fall to both sides as chance would have it (McNemar, "Note on the sampling error of the
 * difference between correlated proportions or percentages", Psychometrika 12, 1947). The p-value
 * is the exact one, two-sided, of the binomial distribution, for any number of pairs.
 *
 * <p>It takes pairs for independent. Pairs that share a person are not, so that the p-value comes
 * out too small where a few people have many pairs; the interval of a {@link ModelComparison} knows
 * that.
 *
 * @param onlyFirst pairs that only the first model calls rightly
 * @param onlySecond pairs that only the second model calls rightly
 * @param pValue the probability of counts as uneven as these, or more, were the models equally good
 */
public record McNemar(int onlyFirst, int onlySecond, double pValue) {

    /** The test for two counts of discordant pairs. */
    static McNemar of(int onlyFirst, int onlySecond) {
        int discordant = onlyFirst + onlySecond;
        int fewer = Math.min(onlyFirst, onlySecond);
        // Logarithms: the terms of a thousand pairs are below the smallest double.
        double logLargest = -discordant * Math.log(2);
        for (int i = 1; i <= fewer; i++) {
            logLargest += Math.log((discordant - fewer + i) / (double) i);
        }
        double sum = 0;
        double term = 1;
        for (int i = fewer; i >= 0 && term > 1e-17 * sum; i--) {
            sum += term;
            term *= i / (double) (discordant - i + 1);
        }
        return new McNemar(onlyFirst, onlySecond, Math.min(1, 2 * Math.exp(logLargest) * sum));
    }
}
