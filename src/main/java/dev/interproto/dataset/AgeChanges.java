package dev.interproto.dataset;

import java.util.Optional;
import java.util.OptionalInt;

/** Ages that replace those of a dataset. */
@FunctionalInterface
public interface AgeChanges {

    /**
     * A new age.
     *
     * @param years 0 to {@link AgeLabels#OLDEST}; empty where the age is taken away
     * @param source where it comes from
     */
    record Change(OptionalInt years, AgeSource source) {
        public Change {
            if (years.isPresent() && !AgeLabels.isPlausible(years.getAsInt())) {
                throw new IllegalArgumentException("age " + years.getAsInt());
            }
        }
    }

    /** What becomes of an image's age; empty where it stays. */
    Optional<Change> change(int sample);
}
