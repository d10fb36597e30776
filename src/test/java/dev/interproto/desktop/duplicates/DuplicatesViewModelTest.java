package dev.interproto.desktop.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.desktop.RecordedNotifications;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.DuplicatesJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ann has one image twice; one of Bob's lies in Cid's folder too. Files are equal byte for byte.
 */
class DuplicatesViewModelTest {
    private static List<Path> drawn;

    @TempDir private Path folder;
    private final RecordedNotifications notifications = new RecordedNotifications();
    private DatasetOpening opening;
    private Path root;
    private DuplicatesViewModel model;

    @BeforeAll
    static void draw(@TempDir Path shared) throws IOException {
        Path train =
                DemoFaces.write(
                                shared.resolve("faces"),
                                new DemoFacesOptions(4, 2, 0, 2, 2, 7, 2),
                                Progress.NONE)
                        .train();
        try (Stream<Path> files = Files.walk(train)) {
            drawn = files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @BeforeEach
    void open() throws IOException {
        Workspace workspace = Workspace.open(folder.resolve("workspace"));
        opening = new DatasetOpening(workspace);
        root = folder.resolve("faces");
        put(0, "ann/a.png");
        put(0, "ann/b.png");
        put(2, "bob/a.png");
        put(2, "cid/a.png");
        put(4, "cid/b.png");
        model =
                new DuplicatesViewModel(
                        new DuplicatesJob(opening),
                        new SameThreadTaskRunner(failure -> notifications.failure("", failure)),
                        notifications,
                        new Messages(),
                        () -> model.show(Optional.of(dataset())));
        model.show(Optional.of(dataset()));
    }

    private void put(int image, String name) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.copy(drawn.get(image), root.resolve(name));
    }

    private FaceDataset dataset() {
        return opening.open(root, Optional.empty(), Progress.NONE);
    }

    private List<String> leftOut() {
        return model.leftOut().stream().map(LeftOut::name).toList();
    }

    @Test
    void copiesAreFoundWithinAndAcrossIdentities() {
        assertThat(model.foundProperty().get()).isEmpty();
        model.find();
        assertThat(model.groups()).hasSize(2);
        assertThat(model.groups().stream().filter(group -> group.acrossIdentities())).hasSize(1);
        assertThat(model.searchingProperty().get()).isFalse();
    }

    @Test
    void oneOfEachStaysAndAnUndoBringsTheOtherBack() {
        model.find();
        model.keepOneOfEach();
        assertThat(leftOut()).hasSize(1).allMatch(name -> name.startsWith("ann/"));
        assertThat(dataset().size()).as("of five").isEqualTo(4);
        assertThat(model.groups()).as("the one across is not settled").hasSize(1);
        assertThat(model.undoableProperty().get()).isTrue();

        model.undo();
        assertThat(leftOut()).isEmpty();
        assertThat(dataset().size()).isEqualTo(5);
        assertThat(model.groups()).hasSize(2);
        assertThat(model.undoableProperty().get()).isFalse();
    }

    @Test
    void ofAGroupAcrossIdentitiesNoImageStays() {
        model.find();
        model.leaveOutAcross();
        assertThat(leftOut()).containsExactlyInAnyOrder("bob/a.png", "cid/a.png");
        assertThat(model.leftOut().get(0).reason()).isEqualTo("filed under several identities");
        assertThat(model.groups()).hasSize(1);
        model.putBack(List.of("bob/a.png"));
        assertThat(leftOut()).containsExactly("cid/a.png");
    }

    @Test
    void anotherDatasetForgetsWhatWasFound() {
        model.find();
        model.keepOneOfEach();
        model.show(Optional.empty());
        assertThat(model.groups()).isEmpty();
        assertThat(model.foundProperty().get()).isEmpty();
        assertThat(model.undoableProperty().get()).isFalse();
    }
}
