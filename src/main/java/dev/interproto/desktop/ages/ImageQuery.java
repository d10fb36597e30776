package dev.interproto.desktop.ages;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.NameSearch;
import dev.interproto.dataset.NaturalOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Filters and sorts the images of a dataset: numbers of samples come out, never an object an image
 * unless file names are to be sorted. Takes all processors; belongs on a background thread.
 *
 * @param text part of the identity's or the file's name, in any letter case; empty for all
 * @param childAge what {@link ImageFilter#CHILD} means
 */
record ImageQuery(
        ShownImages images, String text, ImageFilter filter, int childAge, ImageOrder order) {

    /** The samples in the order in which they are shown. */
    int[] run(Progress progress) {
        progress.report(Double.NaN, "");
        int[] found =
                IntStream.range(0, images.dataset().size())
                        .parallel()
                        .filter(this::passes)
                        .filter(NameSearch.matching(images.dataset(), text))
                        .toArray();
        progress.checkCancelled();
        return sorted(found);
    }

    private boolean passes(int sample) {
        FaceDataset dataset = images.dataset();
        return switch (filter) {
            case ALL -> true;
            case WITHOUT_AGE -> dataset.age(sample).isEmpty();
            case CHILD -> dataset.age(sample).orElse(childAge) < childAge;
            case EDITED -> isFrom(AgeSource.EDITED, sample);
            case ESTIMATED -> isFrom(AgeSource.ESTIMATED, sample);
            case PROBLEM -> !images.problem(sample).isEmpty();
        };
    }

    private boolean isFrom(AgeSource source, int sample) {
        return images.dataset().ageSource(sample).filter(source::equals).isPresent();
    }

    private int[] sorted(int[] samples) {
        return switch (order.column()) {
            case IDENTITY -> order.descending() ? reversed(samples) : samples;
            case FILE -> byFile(samples);
            default -> byNumber(samples);
        };
    }

    private static int[] reversed(int[] samples) {
        int[] turned = new int[samples.length];
        for (int i = 0; i < samples.length; i++) {
            turned[samples.length - 1 - i] = samples[i];
        }
        return turned;
    }

    /** Key and sample in one long each, so that no object is made and equal keys stay in order. */
    private int[] byNumber(int[] samples) {
        long[] keys = new long[samples.length];
        Arrays.parallelSetAll(keys, i -> key(samples[i]) << 32 | samples[i]);
        Arrays.parallelSort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private long key(int sample) {
        long key =
                switch (order.column()) {
                    // Images without an age come last, whichever way the others go.
                    case AGE -> images.age(sample).orElse(order.descending() ? -1 : 1000) + 1;
                    case SOURCE -> images.source(sample).map(Enum::ordinal).orElse(1000);
                    case SIZE ->
                            Math.min(Integer.MAX_VALUE, images.dataset().images().size(sample));
                    default -> images.problem(sample).isEmpty() ? 1 : 0;
                };
        return order.descending() ? Integer.MAX_VALUE - key : key;
    }

    private record Named(String file, int sample) {}

    private int[] byFile(int[] samples) {
        Named[] named =
                IntStream.of(samples)
                        .parallel()
                        .mapToObj(sample -> new Named(images.file(sample), sample))
                        .toArray(Named[]::new);
        Comparator<Named> byName = Comparator.comparing(Named::file, NaturalOrder.INSTANCE);
        Arrays.parallelSort(
                named,
                (order.descending() ? byName.reversed() : byName).thenComparingInt(Named::sample));
        return Arrays.stream(named).mapToInt(Named::sample).toArray();
    }
}
