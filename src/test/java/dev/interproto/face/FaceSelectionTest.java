package dev.interproto.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FaceSelectionTest {
    private static final DetectedFace LARGE = face(0, 0, 80, 0.7);
    private static final DetectedFace CENTRAL = face(85, 85, 30, 0.8);
    private static final DetectedFace SURE = face(150, 10, 40, 0.95);
    private static final DetectedFace SMALL = face(100, 100, 10, 0.99);
    private static final DetectedFace UNSURE = face(10, 100, 90, 0.4);
    private static final List<DetectedFace> ALL = List.of(LARGE, CENTRAL, SURE, SMALL, UNSURE);

    @Test
    void theLargestOfTheGoodIsChosenAndTheOthersHaveTheirReasons() {
        assertThat(fates(FaceSelection.Preference.LARGEST))
                .containsExactly(
                        FoundFace.Fate.CHOSEN,
                        FoundFace.Fate.PASSED_OVER,
                        FoundFace.Fate.PASSED_OVER,
                        FoundFace.Fate.TOO_SMALL,
                        FoundFace.Fate.UNSURE);
    }

    @Test
    void theCentralAndTheSurestAreChosenWhereAskedFor() {
        assertThat(fates(FaceSelection.Preference.CENTRAL).indexOf(FoundFace.Fate.CHOSEN))
                .isEqualTo(1);
        assertThat(fates(FaceSelection.Preference.SUREST).indexOf(FoundFace.Fate.CHOSEN))
                .isEqualTo(2);
    }

    @Test
    void theDetectorsOwnBoundCountsWhereNoneIsNamed() {
        FaceSelection named =
                new FaceSelection(FaceSelection.Preference.LARGEST, 0, OptionalDouble.of(0.3));

        assertThat(named.select(List.of(UNSURE), 200, 200, 0.6).get(0).fate())
                .isEqualTo(FoundFace.Fate.CHOSEN);
        assertThat(FaceSelection.LARGEST.select(List.of(UNSURE), 200, 200, 0.6).get(0).fate())
                .isEqualTo(FoundFace.Fate.UNSURE);
    }

    @Test
    void ofTwoEqualFacesOnlyOneIsChosen() {
        DetectedFace twin = face(0, 0, 80, 0.7);

        assertThat(FaceSelection.LARGEST.select(List.of(LARGE, twin), 200, 200, 0))
                .extracting(FoundFace::fate)
                .containsExactlyInAnyOrder(FoundFace.Fate.CHOSEN, FoundFace.Fate.PASSED_OVER);
    }

    @Test
    void sizesThatAreNoneAreRefused() {
        assertThatThrownBy(
                        () ->
                                new FaceSelection(
                                        FaceSelection.Preference.LARGEST,
                                        Double.NaN,
                                        OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<FoundFace.Fate> fates(FaceSelection.Preference preference) {
        return new FaceSelection(preference, 20, OptionalDouble.empty())
                .select(ALL, 200, 200, 0.6).stream().map(FoundFace::fate).toList();
    }

    private static DetectedFace face(double x, double y, double side, double confidence) {
        return new DetectedFace(x, y, side, side, confidence, Optional.empty());
    }
}
