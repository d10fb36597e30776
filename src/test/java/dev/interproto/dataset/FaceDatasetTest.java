package dev.interproto.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FaceDatasetTest {

    /** Ada has samples 0 and 1, Bob 2, Cy 3 and 4. */
    private final FaceDataset dataset =
            new FaceDataset(
                    "three",
                    Path.of("three"),
                    List.of("Ada", "Bob", "Cy"),
                    new int[] {0, 0, 1, 2, 2},
                    new byte[] {5, 6, FaceDataset.NO_AGE, 40, 41},
                    AgeSource.LABELS,
                    new NumberedImages(),
                    List.of());

    @Test
    void leavingImagesOutDropsEmptyIdentitiesAndNumbersAnew() {
        BitSet excluded = new BitSet();
        excluded.set(0);
        excluded.set(2);
        FaceDataset rest = dataset.without(excluded);
        assertThat(rest.size()).isEqualTo(3);
        assertThat(rest.identityCount()).isEqualTo(2);
        assertThat(rest.identityName(1)).isEqualTo("Cy");
        assertThat(rest.age(0)).hasValue(6);
        assertThat(rest.images().relativeName(1)).isEqualTo("3");
        assertThat(rest.firstSample(1)).isEqualTo(1);
        assertThat(rest.sampleCount(1)).isEqualTo(2);
    }

    @Test
    void changedAgesKnowTheirSource() {
        FaceDataset changed =
                dataset.withAges(
                        sample ->
                                switch (sample) {
                                    case 2 ->
                                            Optional.of(
                                                    new AgeChanges.Change(
                                                            OptionalInt.of(9),
                                                            AgeSource.ESTIMATED));
                                    case 4 ->
                                            Optional.of(
                                                    new AgeChanges.Change(
                                                            OptionalInt.empty(), AgeSource.EDITED));
                                    default -> Optional.empty();
                                });
        assertThat(changed.age(2)).hasValue(9);
        assertThat(changed.ageSource(2)).contains(AgeSource.ESTIMATED);
        assertThat(changed.age(4)).isEmpty();
        assertThat(changed.ageSource(4)).isEmpty();
        assertThat(changed.ageSource(0)).contains(AgeSource.LABELS);
        assertThat(dataset.age(2)).isEmpty();
    }

    /** Images that are only named. */
    private static final class NumberedImages implements ImageStore {
        @Override
        public byte[] read(int sample) {
            return new byte[0];
        }

        @Override
        public String describe(int sample) {
            return relativeName(sample);
        }

        @Override
        public String relativeName(int sample) {
            return Integer.toString(sample);
        }

        @Override
        public ImageLocation location(int sample) {
            return ImageLocation.of(Path.of("three"), sample);
        }

        @Override
        public long size(int sample) {
            return 0;
        }
    }
}
