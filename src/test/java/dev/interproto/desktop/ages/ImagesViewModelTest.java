package dev.interproto.desktop.ages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeEdit;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.NamedFaces;
import dev.interproto.desktop.RecordedNotifications;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.SimpleIntegerProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesViewModelTest {
    @TempDir Path folder;

    /** p00000: 40, none, 7; p00001: 12, 13, 3. */
    private final int[] ages = {40, FaceDataset.NO_AGE, 7, 12, 13, 3};

    private final SimpleIntegerProperty childAge = new SimpleIntegerProperty(13);
    private ImagesViewModel model;

    @BeforeEach
    void open() {
        Messages messages = new Messages();
        SameThreadTaskRunner tasks =
                new SameThreadTaskRunner(
                        failure -> {
                            throw new AssertionError(failure);
                        });
        AgeWork work =
                new AgeWork(Workspace.open(folder), tasks, new RecordedNotifications(), messages);
        model = new ImagesViewModel(tasks, work, messages, childAge, this::show);
        show(new DatasetSummary(NamedFaces.of(2, 3, i -> ages[i])));
    }

    private void show(DatasetSummary summary) {
        model.show(
                Optional.of(
                        new DatasetTab.Shown(
                                new KnownDataset("named", Path.of("named"), Optional.empty()),
                                summary)));
    }

    private FaceDataset dataset() {
        return model.imagesProperty().get().orElseThrow().dataset();
    }

    private int[] rows() {
        return model.rowsProperty().get().samples();
    }

    @Test
    void textIsLookedForInIdentitiesAndFiles() {
        model.textProperty().set("P00001");
        assertThat(rows()).containsExactly(3, 4, 5);
        model.textProperty().set("001.jpg");
        assertThat(rows()).containsExactly(1, 4);
        model.textProperty().set("nobody");
        assertThat(rows()).isEmpty();
    }

    @Test
    void filtersFollowTheChildAge() {
        model.filterProperty().set(ImageFilter.CHILD);
        assertThat(rows()).containsExactly(2, 3, 5);
        childAge.set(8);
        assertThat(rows()).containsExactly(2, 5);
        model.filterProperty().set(ImageFilter.WITHOUT_AGE);
        assertThat(rows()).containsExactly(1);
    }

    @Test
    void imagesWithoutAnAgeComeLastEitherWay() {
        model.orderProperty().set(new ImageOrder(ImageOrder.Column.AGE, false));
        assertThat(rows()).containsExactly(5, 2, 3, 4, 0, 1);
        model.orderProperty().set(new ImageOrder(ImageOrder.Column.AGE, true));
        assertThat(rows()).containsExactly(0, 4, 3, 2, 5, 1);
        model.orderProperty().set(new ImageOrder(ImageOrder.Column.FILE, true));
        assertThat(rows()).containsExactly(2, 5, 1, 4, 0, 3);
        model.orderProperty().set(new ImageOrder(ImageOrder.Column.IDENTITY, true));
        assertThat(rows()).containsExactly(5, 4, 3, 2, 1, 0);
    }

    @Test
    void anEditShowsAtOnceAndIsTakenBack() {
        assertThat(model.canUndoProperty().get()).isFalse();
        model.setAge(1, " 9 ");
        assertThat(dataset().age(1)).hasValue(9);
        assertThat(dataset().ageSource(1)).contains(AgeSource.EDITED);
        model.setAge(0, "");
        assertThat(dataset().age(0)).isEmpty();
        model.undo();
        assertThat(dataset().age(0)).hasValue(40);
        assertThat(dataset().age(1)).hasValue(9);
    }

    @Test
    void wholeIdentitiesAreEditedAtOnce() {
        int[] whole = model.wholeIdentities(new int[] {4, 5});
        assertThat(whole).containsExactly(3, 4, 5);
        model.edit(AgeEdit.ofAge(2), whole);
        assertThat(dataset().ageCounts()).containsEntry(AgeSource.EDITED, 3);
        model.filterProperty().set(ImageFilter.EDITED);
        assertThat(rows()).containsExactly(3, 4, 5);
    }

    @Test
    void whatIsNoAgeIsRefused() {
        assertThatThrownBy(() -> model.setAge(0, "old")).isInstanceOf(UserFacingException.class);
        assertThatThrownBy(() -> model.setAge(0, "130")).isInstanceOf(UserFacingException.class);
        assertThat(dataset().age(0)).hasValue(40);
    }
}
