package dev.interproto.dataset;

import dev.interproto.common.UserFacingException;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;

/** What a person does to the ages of some images. */
public sealed interface AgeEdit {

    /** All get this age. */
    record Age(int years) implements AgeEdit {
        public Age {
            if (!AgeLabels.isPlausible(years)) {
                throw new UserFacingException(
                        "The age " + years + " is not between 0 and " + AgeLabels.OLDEST + ".",
                        "No age was changed.",
                        "Give the age in whole years.");
            }
        }
    }

    /**
     * The age is the year of the photograph less that of the birth.
     *
     * @param photoYear of all images; where empty, {@link PhotoYear} of each one's name
     */
    record Birth(int year, Optional<Integer> photoYear) implements AgeEdit {}

    /** They have no age any more, whatever the dataset's own source says. */
    record Taken() implements AgeEdit {}

    static AgeEdit ofAge(int years) {
        return new Age(years);
    }

    static AgeEdit ofBirth(int year, Optional<Integer> photoYear) {
        return new Birth(year, photoYear);
    }

    static AgeEdit taken() {
        return new Taken();
    }

    /**
     * What it comes to.
     *
     * @param changed images that get another age, or lose it
     * @param left images that keep theirs, since no year gives them an age
     */
    record Outcome(AgeChanges changes, int changed, int left) {}

    /**
     * What becomes of some images.
     *
     * @param samples of the dataset
     */
    default Outcome of(FaceDataset dataset, int[] samples) {
        BitSet concerned = new BitSet(dataset.size());
        int changed = 0;
        for (int sample : samples) {
            if (years(dataset, sample).isPresent() || this instanceof Taken) {
                concerned.set(sample);
                changed++;
            }
        }
        AgeChanges changes =
                sample ->
                        concerned.get(sample)
                                ? Optional.of(
                                        new AgeChanges.Change(
                                                years(dataset, sample), AgeSource.EDITED))
                                : Optional.empty();
        return new Outcome(changes, changed, samples.length - changed);
    }

    private OptionalInt years(FaceDataset dataset, int sample) {
        if (this instanceof Age age) {
            return OptionalInt.of(age.years());
        }
        if (this instanceof Birth birth) {
            String name = dataset.images().relativeName(sample);
            OptionalInt taken =
                    birth.photoYear()
                            .map(OptionalInt::of)
                            .orElseGet(
                                    () -> PhotoYear.of(name.substring(name.lastIndexOf('/') + 1)));
            return taken.isEmpty()
                    ? OptionalInt.empty()
                    : PartialDate.ofYear(birth.year())
                            .yearsUntil(PartialDate.ofYear(taken.getAsInt()));
        }
        return OptionalInt.empty();
    }
}
