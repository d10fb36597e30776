package dev.interproto.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The figures of a dataset that a person looks at before training. Child identities are counted
 * anew for any rule in milliseconds, so that sliders can move freely. Immutable, thread-safe.
 */
public final class DatasetSummary {
    private final FaceDataset dataset;
    private final int[] ageHistogram = new int[AgeLabels.OLDEST + 1];
    private final int[] imagesOfIdentity;
    private final int[] sortedCounts;

    /** The images with an age, as identity and age: all that a child rule looks at. */
    private final int[] agedIdentity;

    private final byte[] agedAge;

    public DatasetSummary(FaceDataset dataset) {
        this.dataset = dataset;
        imagesOfIdentity = new int[dataset.identityCount()];
        int aged = dataset.agedCount();
        agedIdentity = new int[aged];
        agedAge = new byte[aged];
        int next = 0;
        for (int i = 0; i < dataset.size(); i++) {
            imagesOfIdentity[dataset.identityOf(i)]++;
            OptionalInt age = dataset.age(i);
            if (age.isPresent()) {
                ageHistogram[age.getAsInt()]++;
                agedIdentity[next] = dataset.identityOf(i);
                agedAge[next++] = (byte) age.getAsInt();
            }
        }
        sortedCounts = imagesOfIdentity.clone();
        Arrays.sort(sortedCounts);
    }

    public FaceDataset dataset() {
        return dataset;
    }

    public int images() {
        return dataset.size();
    }

    public int identities() {
        return dataset.identityCount();
    }

    /** Images with a known age. */
    public int agedImages() {
        return agedAge.length;
    }

    public List<Problem> problems() {
        return dataset.problems();
    }

    /** Images of each age in years: 121 counts, for 0 to 120. */
    public int[] ageHistogram() {
        return ageHistogram.clone();
    }

    /** As above, only those images whose age comes from one source. */
    public int[] ageHistogram(AgeSource source) {
        return dataset.ages().histogram(source);
    }

    /** Images of each identity, in the order of the identities. */
    public int[] imagesPerIdentity() {
        return imagesOfIdentity.clone();
    }

    /**
     * How the images are spread over the identities; all 0 for an empty dataset.
     *
     * @param fewest images of the identity with the fewest
     * @param median of the identities, the lower one of the middle two
     * @param mean images divided by identities
     * @param most images of the identity with the most
     */
    public record Spread(int fewest, int median, double mean, int most) {}

    /** How the images are spread over the identities. */
    public Spread imagesPerIdentitySpread() {
        int n = sortedCounts.length;
        return n == 0
                ? new Spread(0, 0, 0, 0)
                : new Spread(
                        sortedCounts[0],
                        sortedCounts[(n - 1) / 2],
                        (double) images() / n,
                        sortedCounts[n - 1]);
    }

    /**
     * Identities by their number of images.
     *
     * @param bins how many bins of equal width
     * @return identities in each bin; bin i holds those with {@code fewest + i·width} to {@code
     *     fewest + (i+1)·width − 1} images, {@code width} = {@link #binWidth}
     */
    public int[] imagesPerIdentityHistogram(int bins) {
        int[] histogram = new int[bins];
        int width = binWidth(bins);
        for (int count : sortedCounts) {
            histogram[(count - sortedCounts[0]) / width]++;
        }
        return histogram;
    }

    /** Width of the bins of {@link #imagesPerIdentityHistogram}, in images, at least 1. */
    public int binWidth(int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("a histogram needs at least one bin");
        }
        int n = sortedCounts.length;
        int range = n == 0 ? 1 : sortedCounts[n - 1] - sortedCounts[0] + 1;
        return (range + bins - 1) / bins;
    }

    /** The child identities under a rule, ascending; as {@link ChildRule#childIdentities}. */
    public int[] childIdentities(ChildRule rule) {
        int[] childImages = new int[imagesOfIdentity.length];
        for (int i = 0; i < agedAge.length; i++) {
            if (agedAge[i] < rule.childAge()) {
                childImages[agedIdentity[i]]++;
            }
        }
        int count = 0;
        for (int identity = 0; identity < childImages.length; identity++) {
            // Ascending, so what is overwritten has been read.
            if (childImages[identity] >= rule.childFilter()) {
                childImages[count++] = identity;
            }
        }
        return Arrays.copyOf(childImages, count);
    }

    /** Images below the rule's age, of whatever identity. */
    public int childImages(ChildRule rule) {
        int count = 0;
        for (int age = 0; age < Math.min(rule.childAge(), ageHistogram.length); age++) {
            count += ageHistogram[age];
        }
        return count;
    }
}
