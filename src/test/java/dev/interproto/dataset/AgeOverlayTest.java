package dev.interproto.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeChanges.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgeOverlayTest {
    private static final int NONE = FaceDataset.NO_AGE;

    @TempDir Path folder;

    /** p00000 has ages 0, 1, 2; p00001 none. */
    private final FaceDataset dataset = NamedFaces.of(2, 3, i -> i < 3 ? i : NONE);

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Path file = folder.resolve("known/ages.csv");
        AgeOverlay overlay = AgeOverlay.empty(dataset);
        overlay.put(1, new Change(OptionalInt.of(30), AgeSource.EDITED));
        overlay.put(2, new Change(OptionalInt.empty(), AgeSource.EDITED));
        overlay.put(4, new Change(OptionalInt.of(7), AgeSource.ESTIMATED));
        overlay.write(file);

        assertThat(file)
                .hasContent(
                        "path,age,source\np00000/001.jpg,30,edited\np00000/002.jpg,,edited\n"
                                + "p00001/001.jpg,7,estimated\n");
        FaceDataset aged = dataset.withAges(AgeOverlay.read(file, dataset, Progress.NONE));
        assertThat(aged.age(0)).hasValue(0);
        assertThat(aged.age(1)).hasValue(30);
        assertThat(aged.age(2)).isEmpty();
        assertThat(aged.ageSource(4)).contains(AgeSource.ESTIMATED);
        assertThat(aged.ageCounts()).hasToString("{LABELS=1, EDITED=1, ESTIMATED=1}").hasSize(3);
        assertThat(aged.withOpenedAges().age(2)).hasValue(2);
    }

    @Test
    void linesOfImagesThatAreNotHereAreKept() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("ages.csv"),
                        "path,age,source\ngone/1.jpg,4,edited\nodd\np00001/000.jpg,5,estimated\n"
                                + "\"a,b/1.jpg\",6,estimated\n");
        AgeOverlay overlay = AgeOverlay.read(file, dataset, Progress.NONE);
        assertThat(overlay.size()).isOne();
        assertThat(overlay.elsewhere()).isEqualTo(2);
        assertThat(overlay.problems())
                .containsExactly(
                        new Problem(file + " line 3", "This is no age with its source: odd"));

        overlay.removeAll(AgeSource.ESTIMATED);
        overlay.write(file);
        assertThat(file).hasContent("path,age,source\ngone/1.jpg,4,edited\n");
    }

    @Test
    void otherFilesAreNoOverlays() throws IOException {
        Path file = Files.writeString(folder.resolve("labels.csv"), "path,age\nx/1.jpg,4\n");

        assertThat(AgeOverlay.isOne(file)).isFalse();
        assertThatThrownBy(() -> AgeOverlay.read(file, dataset, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("holds no ages set in the workbench");
    }

    @Test
    void namesAreFoundAmongManyAndAfterImagesWereLeftOut() {
        FaceDataset many = NamedFaces.of(500, 20, i -> NONE);
        SampleNames names = new SampleNames(many);
        for (int sample = 0; sample < many.size(); sample += 7) {
            assertThat(names.find(many.images().relativeName(sample))).hasValue(sample);
        }
        assertThat(names.find("p00000/020.jpg")).isEmpty();

        BitSet excluded = new BitSet();
        excluded.set(0, 20);
        assertThat(new SampleNames(many.without(excluded)).find("p00001/000.jpg")).hasValue(0);
    }

    @Test
    void aBirthYearGivesAnAgeOnlyWhereThePhotoYearIsKnown() {
        AgeEdit.Outcome withYear =
                AgeEdit.ofBirth(1990, Optional.of(2000)).of(dataset, new int[] {3, 4});
        assertThat(withYear.changed()).isEqualTo(2);
        assertThat(dataset.withAges(withYear.changes()).age(3)).hasValue(10);
        assertThat(dataset.withAges(withYear.changes()).ageSource(3)).contains(AgeSource.EDITED);

        AgeEdit.Outcome without =
                AgeEdit.ofBirth(1990, Optional.empty()).of(dataset, new int[] {3, 4});
        assertThat(without.changed()).isZero();
        assertThat(without.left()).isEqualTo(2);
        assertThat(dataset.withAges(AgeEdit.taken().of(dataset, new int[] {0}).changes()).age(0))
                .isEmpty();
    }
}
