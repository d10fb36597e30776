package dev.interproto.verification.analysis;

import java.util.stream.IntStream;

/**
 * The identities that are compared.
 *
 * @param children numbers of sampled child identities, ascending
 * @param adults numbers of sampled others, ascending
 * @param childrenOf child identities there are
 * @param adultsOf others there are
 */
record IdentityChoice(int[] children, int[] adults, int childrenOf, int adultsOf) {

    /**
     * @param child whether each identity is a child identity
     */
    static IdentityChoice of(boolean[] child, AnalysisOptions options) {
        SeededSample children = new SeededSample(options.identities(), options.seed());
        SeededSample adults = new SeededSample(options.identities(), options.seed());
        for (int identity = 0; identity < child.length; identity++) {
            (child[identity] ? children : adults).offer(identity);
        }
        return new IdentityChoice(
                children.sorted(), adults.sorted(), children.offered(), adults.offered());
    }

    /** All of both groups. */
    IntStream all() {
        return IntStream.concat(IntStream.of(children), IntStream.of(adults));
    }
}
