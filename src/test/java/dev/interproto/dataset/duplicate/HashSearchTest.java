package dev.interproto.dataset.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.Progress;
import dev.interproto.dataset.duplicate.HashSearch.Match;
import dev.interproto.dataset.duplicate.ImageSignatures.Signature;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashSearchTest {

    @Test
    void findsWhatComparingEachWithEachFinds() {
        Random random = new Random(5);
        ImageSignatures signatures = new ImageSignatures(600);
        for (int i = 0; i < 600; i++) {
            long hash = i < 100 ? random.nextLong() : signatures.hash(random.nextInt(i));
            for (int flips = random.nextInt(9); flips > 0; flips--) {
                hash ^= 1L << random.nextInt(64);
            }
            signatures.put(i, of(random.nextInt(4) == 0 ? PerceptualHash.mirrored(hash) : hash));
        }
        for (int distance : new int[] {0, 3, 7, 11}) {
            Set<Match> expected = new HashSet<>();
            for (int i = 0; i < 600; i++) {
                for (int j = 0; j < i; j++) {
                    for (boolean mirror : new boolean[] {false, true}) {
                        if (signatures.distance(j, signatures, i, mirror) <= distance) {
                            expected.add(new Match(i, j, mirror));
                        }
                    }
                }
            }
            var found = new HashSearch(signatures, distance).pairs(Progress.NONE);
            // Of a crowd of copies a query keeps its first 32; there is none here at 3 bits.
            if (distance <= 3) {
                assertThat(found).doesNotHaveDuplicates().hasSameElementsAs(expected);
            } else {
                assertThat(found).doesNotHaveDuplicates().isSubsetOf(expected);
                assertThat(queries(found)).isEqualTo(queries(expected));
            }
        }
    }

    private static Set<Integer> queries(Iterable<Match> matches) {
        Set<Integer> all = new HashSet<>();
        matches.forEach(match -> all.add(match.query()));
        return all;
    }

    @Test
    void theCorrelationOfThePatternsDecides() {
        ImageSignatures signatures = new ImageSignatures(2);
        byte[] other = new byte[64];
        other[3] = 100;
        signatures.put(0, of(12345));
        signatures.put(1, new Signature(1, 2, 12345, other));
        assertThat(new HashSearch(signatures, 7).pairs(Progress.NONE)).isEmpty();
    }

    @Test
    void whatHasNoHashIsLeftOut() {
        ImageSignatures signatures = new ImageSignatures(3);
        signatures.put(0, of(0));
        signatures.put(1, of(0));
        assertThat(new HashSearch(signatures, 15).pairs(Progress.NONE)).isEmpty();
    }

    @Test
    void distancesBeyondTheBandsAreRefused() {
        assertThatThrownBy(() -> new HashSearch(new ImageSignatures(1), 16))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A pattern that is its own mirror image and that of all others. */
    private static Signature of(long hash) {
        byte[] pattern = new byte[64];
        for (int bit = 0; bit < 64; bit++) {
            pattern[bit] = (byte) (PerceptualHash.mirrored(0) >>> bit & 1);
        }
        byte[] even = new byte[64];
        for (int bit = 0; bit < 64; bit++) {
            even[bit] = (byte) (pattern[bit] == 1 ? 0 : 50);
        }
        Arrays.fill(pattern, (byte) 0);
        return new Signature(hash, hash, hash, even);
    }
}
