package dev.interproto.dataset.demo;

import dev.interproto.dataset.demo.Cast.Shot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Child–adult pairs, as the official lists are made: genuine pairs of one identity whose ages obey
 * the gap rule, and as many impostor pairs that obey the same rule.
 */
final class PairSampler {
    private final List<Shot> children = new ArrayList<>();
    private final List<Shot> adults = new ArrayList<>();

    PairSampler(List<Shot> shots) {
        for (Shot shot : shots) {
            if (shot.age() < DemoFacesOptions.CHILD_AGE) {
                children.add(shot);
            } else if (shot.age() >= Cast.ADULT_AGE) {
                adults.add(shot);
            }
        }
    }

    /** Lines {@code label child adult}, genuine pairs first. */
    String list(int count, IntPredicate gap, SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (boolean same : new boolean[] {true, false}) {
            for (Shot[] pair : sample(candidates(same, gap), count, random)) {
                text.append(same ? "1 " : "0 ")
                        .append(pair[0].path())
                        .append(' ')
                        .append(pair[1].path())
                        .append('\n');
            }
        }
        return text.toString();
    }

    private List<Shot[]> candidates(boolean same, IntPredicate gap) {
        List<Shot[]> found = new ArrayList<>();
        for (Shot child : children) {
            for (Shot adult : adults) {
                if ((child.identity() == adult.identity()) == same
                        && gap.test(adult.age() - child.age())) {
                    found.add(new Shot[] {child, adult});
                }
            }
        }
        return found;
    }

    private static List<Shot[]> sample(List<Shot[]> from, int count, SplittableRandom random) {
        Set<Integer> chosen = new LinkedHashSet<>();
        while (chosen.size() < Math.min(count, from.size())) {
            chosen.add(random.nextInt(from.size()));
        }
        return chosen.stream().sorted().map(from::get).toList();
    }
}
