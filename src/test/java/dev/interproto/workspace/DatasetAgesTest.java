package dev.interproto.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeChanges;
import dev.interproto.dataset.AgeEdit;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.NamedFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetAgesTest {
    @TempDir Path folder;

    /** All images are of age 40 by their labels. */
    private final FaceDataset dataset = NamedFaces.of(2, 3, i -> 40);

    private DatasetAges ages;

    @BeforeEach
    void open() {
        ages = Workspace.open(folder.resolve("workspace")).ages(Path.of("named"));
    }

    private FaceDataset set(FaceDataset now, int years, int... samples) {
        return ages.set(now, AgeEdit.ofAge(years).of(now, samples).changes(), Progress.NONE);
    }

    @Test
    void editsAreLaidOverTheDatasetWhenItIsOpenedAgain() {
        set(set(dataset, 8, 1), 9, 2);

        FaceDataset again = ages.laidOver(dataset, Progress.NONE);
        assertThat(again.age(0)).hasValue(40);
        assertThat(again.age(1)).hasValue(8);
        assertThat(again.age(2)).hasValue(9);
        assertThat(again.ageSource(2)).contains(AgeSource.EDITED);
    }

    @Test
    void theLastEditIsTakenBackAndBroughtAgain() {
        FaceDataset second = set(set(dataset, 8, 1), 9, 1, 2);

        FaceDataset back = ages.undo(second, Progress.NONE);
        assertThat(back.age(1)).hasValue(8);
        assertThat(back.age(2)).hasValue(40);
        FaceDataset again = ages.undo(back, Progress.NONE);
        assertThat(again.age(1)).hasValue(9);
        assertThat(again.age(2)).hasValue(9);
    }

    @Test
    void withoutAnEditThereIsNothingToTakeBack() {
        assertThat(ages.canUndo()).isFalse();
        assertThatThrownBy(() -> ages.undo(dataset, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("No age of this dataset was edited");
        assertThatThrownBy(() -> ages.export(folder.resolve("out.csv")))
                .isInstanceOf(UserFacingException.class);
    }

    @Test
    void estimatesGoInOneStepAndTheOwnAgesComeBack() {
        AgeChanges estimates =
                sample ->
                        sample < 4
                                ? Optional.of(
                                        new AgeChanges.Change(
                                                OptionalInt.of(12), AgeSource.ESTIMATED))
                                : Optional.empty();
        FaceDataset estimated = ages.set(set(dataset, 8, 5), estimates, Progress.NONE);
        assertThat(estimated.ageCounts()).containsEntry(AgeSource.ESTIMATED, 4);

        FaceDataset without = ages.removeEstimates(estimated, Progress.NONE);
        assertThat(without.ageCounts()).hasToString("{LABELS=5, EDITED=1}");
        assertThat(without.age(0)).hasValue(40);
    }

    @Test
    void anExportIsTakenInElsewhere() throws IOException {
        set(dataset, 8, 1, 2);
        Path file = folder.resolve("for-others.csv");
        ages.export(file);
        DatasetAges other = Workspace.open(folder.resolve("other")).ages(Path.of("named"));
        FaceDataset theirs =
                other.set(
                        dataset,
                        AgeEdit.ofAge(5).of(dataset, new int[] {2, 3}).changes(),
                        Progress.NONE);

        DatasetAges.Import merged = other.take(theirs, file, false, Progress.NONE);
        assertThat(merged.images()).isEqualTo(2);
        assertThat(merged.replaced()).isOne();
        assertThat(merged.dataset().age(2)).hasValue(8);
        assertThat(merged.dataset().age(3)).hasValue(5);
        DatasetAges.Import whole = other.take(merged.dataset(), file, true, Progress.NONE);
        assertThat(whole.dataset().age(3)).hasValue(40);

        Files.writeString(file, "path,age,source\nnobody/1.jpg,3,edited\n");
        assertThatThrownBy(() -> other.take(theirs, file, false, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("None of the images");
    }
}
