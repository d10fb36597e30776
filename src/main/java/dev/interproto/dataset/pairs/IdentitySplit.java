package dev.interproto.dataset.pairs;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.NaturalOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A dataset's identities in two parts, so that no identity that is tested is trained on.
 *
 * @param train in the dataset's order
 * @param test in the dataset's order
 */
public record IdentitySplit(IdentityNames train, IdentityNames test) {
    private static final long STREAM = 6;

    /**
     * A share of the identities drawn for testing: at least one, and one left.
     *
     * @param share 0 to 1, both excluded
     * @throws UserFacingException where the share or the dataset is too small to split
     */
    public static IdentitySplit byShare(FaceDataset dataset, double share, long seed) {
        int count = dataset.identityCount();
        if (!(share > 0 && share < 1)) {
            throw new UserFacingException(
                    "A share of " + share + " of the identities cannot be tested.",
                    "Both parts need some of them.",
                    "Choose a share between 0 and 1, such as 0.2.");
        }
        int wanted = Math.max(1, Math.min(count - 1, (int) Math.round(share * count)));
        int[] order = new PairDraw(seed, STREAM).shuffled(count);
        Set<String> test = new HashSet<>();
        Arrays.stream(order).limit(wanted).mapToObj(dataset::identityName).forEach(test::add);
        return of(dataset, test);
    }

    /**
     * The identities of a list for testing.
     *
     * @throws UserFacingException where the dataset has none of them, or no other
     */
    public static IdentitySplit byNames(FaceDataset dataset, IdentityNames test) {
        test.only(dataset);
        return of(dataset, test.names());
    }

    /**
     * The identities of some ranges for testing, such as {@code 021-041}: from one name to another
     * in the order of the dataset, both included; a name alone stands for itself.
     *
     * @throws UserFacingException where a range is none, or one part stays empty
     */
    public static IdentitySplit byRanges(FaceDataset dataset, List<String> ranges) {
        Set<String> names = new HashSet<>();
        for (int identity = 0; identity < dataset.identityCount(); identity++) {
            names.add(dataset.identityName(identity));
        }
        Set<String> test = new LinkedHashSet<>();
        for (String range : ranges) {
            Range ends = Range.of(range, names);
            int before = test.size();
            names.stream().filter(ends::holds).forEach(test::add);
            if (test.size() == before && names.stream().noneMatch(ends::holds)) {
                throw new UserFacingException(
                        "No identity of the dataset "
                                + dataset.name()
                                + " lies in the range "
                                + range
                                + ".",
                        "Its identities are "
                                + dataset.identityName(0)
                                + " to "
                                + dataset.identityName(dataset.identityCount() - 1)
                                + ".",
                        "Write the first and the last name with a hyphen between them, such as"
                                + " 021-041.");
            }
        }
        return of(dataset, test);
    }

    private record Range(String first, String last) {
        /** Where the names hold hyphens themselves, the ends that exist decide. */
        static Range of(String text, Set<String> names) {
            if (names.contains(text)) {
                return new Range(text, text);
            }
            List<Range> readings = new ArrayList<>();
            for (int i = text.indexOf('-'); i >= 0; i = text.indexOf('-', i + 1)) {
                readings.add(new Range(text.substring(0, i), text.substring(i + 1)));
            }
            return readings.stream()
                    .filter(r -> names.contains(r.first()) && names.contains(r.last()))
                    .findFirst()
                    .orElseGet(() -> readings.isEmpty() ? new Range(text, text) : readings.get(0));
        }

        boolean holds(String name) {
            return NaturalOrder.INSTANCE.compare(first, name) <= 0
                    && NaturalOrder.INSTANCE.compare(name, last) <= 0;
        }
    }

    private static IdentitySplit of(FaceDataset dataset, Set<String> wanted) {
        Set<String> train = new LinkedHashSet<>();
        Set<String> test = new LinkedHashSet<>();
        for (int identity = 0; identity < dataset.identityCount(); identity++) {
            String name = dataset.identityName(identity);
            (wanted.contains(name) ? test : train).add(name);
        }
        if (train.isEmpty() || test.isEmpty()) {
            throw new UserFacingException(
                    "The "
                            + dataset.identityCount()
                            + " identities of the dataset "
                            + dataset.name()
                            + " cannot be split that way.",
                    (train.isEmpty() ? "No identity" : "All of them")
                            + " would be left for training.",
                    "Choose fewer identities for testing, but at least one.");
        }
        return new IdentitySplit(
                new IdentityNames("the split's training part", train),
                new IdentityNames("the split's test part", test));
    }
}
