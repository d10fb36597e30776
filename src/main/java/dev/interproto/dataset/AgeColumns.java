package dev.interproto.dataset;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The ages of all images and where each comes from, two bytes an image. Immutable. */
final class AgeColumns {
    private static final AgeSource[] SOURCES = AgeSource.values();

    private final byte[] years;
    private final byte[] sources;

    private AgeColumns(byte[] years, byte[] sources) {
        this.years = years;
        this.sources = sources;
    }

    /** Ages of one source. */
    static AgeColumns of(byte[] years, AgeSource source) {
        byte[] sources = new byte[years.length];
        Arrays.fill(sources, (byte) source.ordinal());
        return new AgeColumns(years.clone(), sources);
    }

    int size() {
        return years.length;
    }

    OptionalInt age(int sample) {
        return years[sample] == FaceDataset.NO_AGE
                ? OptionalInt.empty()
                : OptionalInt.of(years[sample]);
    }

    /** In years, or {@link FaceDataset#NO_AGE}. */
    byte years(int sample) {
        return years[sample];
    }

    Optional<AgeSource> source(int sample) {
        return years[sample] == FaceDataset.NO_AGE
                ? Optional.empty()
                : Optional.of(SOURCES[sources[sample]]);
    }

    AgeColumns changed(AgeChanges changes) {
        byte[] newYears = years.clone();
        byte[] newSources = sources.clone();
        for (int sample = 0; sample < newYears.length; sample++) {
            Optional<AgeChanges.Change> change = changes.change(sample);
            if (change.isPresent()) {
                newYears[sample] = (byte) change.get().years().orElse(FaceDataset.NO_AGE);
                newSources[sample] = (byte) change.get().source().ordinal();
            }
        }
        return new AgeColumns(newYears, newSources);
    }

    AgeColumns selected(int[] samples) {
        byte[] someYears = new byte[samples.length];
        byte[] someSources = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            someYears[i] = years[samples[i]];
            someSources[i] = sources[samples[i]];
        }
        return new AgeColumns(someYears, someSources);
    }

    int count() {
        int count = 0;
        for (byte age : years) {
            count += age == FaceDataset.NO_AGE ? 0 : 1;
        }
        return count;
    }

    Map<AgeSource, Integer> counts() {
        int[] counts = new int[SOURCES.length];
        for (int sample = 0; sample < years.length; sample++) {
            if (years[sample] != FaceDataset.NO_AGE) {
                counts[sources[sample]]++;
            }
        }
        Map<AgeSource, Integer> found = new EnumMap<>(AgeSource.class);
        for (AgeSource source : SOURCES) {
            if (counts[source.ordinal()] > 0) {
                found.put(source, counts[source.ordinal()]);
            }
        }
        return found;
    }

    /** Images of each age in years, 0 to {@link AgeLabels#OLDEST}, of one source. */
    int[] histogram(AgeSource source) {
        int[] histogram = new int[AgeLabels.OLDEST + 1];
        for (int sample = 0; sample < years.length; sample++) {
            if (years[sample] != FaceDataset.NO_AGE && sources[sample] == source.ordinal()) {
                histogram[years[sample]]++;
            }
        }
        return histogram;
    }
}
