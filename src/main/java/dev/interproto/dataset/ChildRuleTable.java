package dev.interproto.dataset;

import java.util.Arrays;

/**
 * How many child identities, and how many child images of theirs, each choice of a {@link
 * ChildRule} gives. All choices come of one pass over the images. Immutable.
 */
public final class ChildRuleTable {
    private final int fromAge;
    private final int toAge;
    private final int mostImages;

    /** By child age from {@link #fromAge}, then by child filter from 1. */
    private final int[][] identities;

    private final long[][] images;

    private ChildRuleTable(int fromAge, int toAge, int mostImages) {
        this.fromAge = fromAge;
        this.toAge = toAge;
        this.mostImages = mostImages;
        this.identities = new int[toAge - fromAge + 1][mostImages + 1];
        this.images = new long[toAge - fromAge + 1][mostImages + 1];
    }

    /**
     * Counts for every rule of a range.
     *
     * @param fromAge the lowest {@code childAge}, at least 1
     * @param toAge the highest, at most {@link AgeLabels#OLDEST}
     * @param mostImages the highest {@code childFilter}; the lowest is 1
     */
    public static ChildRuleTable of(FaceDataset dataset, int fromAge, int toAge, int mostImages) {
        if (fromAge < 1 || toAge < fromAge || toAge > AgeLabels.OLDEST || mostImages < 1) {
            throw new IllegalArgumentException(fromAge + " to " + toAge + ", 1 to " + mostImages);
        }
        ChildRuleTable table = new ChildRuleTable(fromAge, toAge, mostImages);
        int[] byAge = new int[toAge];
        AgeColumns ages = dataset.ages();
        for (int identity = 0; identity < dataset.identityCount(); identity++) {
            Arrays.fill(byAge, 0);
            int end = dataset.firstSample(identity) + dataset.sampleCount(identity);
            for (int sample = dataset.firstSample(identity); sample < end; sample++) {
                int age = ages.years(sample);
                if (age >= 0 && age < toAge) {
                    byAge[age]++;
                }
            }
            table.add(byAge);
        }
        table.sumUp();
        return table;
    }

    private void add(int[] byAge) {
        int childImages = 0;
        for (int age = 0; age < toAge; age++) {
            childImages += byAge[age];
            // Images of ages 0 to age are those below age + 1.
            if (age + 1 >= fromAge) {
                int column = Math.min(childImages, mostImages);
                identities[age + 1 - fromAge][column]++;
                images[age + 1 - fromAge][column] += childImages;
            }
        }
    }

    /** From "exactly so many child images" to "at least so many". */
    private void sumUp() {
        for (int row = 0; row < identities.length; row++) {
            for (int filter = mostImages - 1; filter >= 0; filter--) {
                identities[row][filter] += identities[row][filter + 1];
                images[row][filter] += images[row][filter + 1];
            }
        }
    }

    public int fromAge() {
        return fromAge;
    }

    public int toAge() {
        return toAge;
    }

    /** The highest {@code childFilter}; the lowest is 1. */
    public int mostImages() {
        return mostImages;
    }

    /** Child identities under a rule of the range. */
    public int identities(ChildRule rule) {
        return identities[rule.childAge() - fromAge][rule.childFilter()];
    }

    /** Images below the child age of the rule's child identities. */
    public long childImages(ChildRule rule) {
        return images[rule.childAge() - fromAge][rule.childFilter()];
    }
}
