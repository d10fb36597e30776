package dev.interproto.desktop.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.desktop.RecordedNotifications;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
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

/** Two people of two images each, and a list of three pairs of theirs. */
class PairsViewModelTest {
    private static Path drawn;

    @TempDir private Path folder;
    private final RecordedNotifications notifications = new RecordedNotifications();
    private Workspace workspace;
    private Path root;
    private Path list;
    private PairsViewModel model;

    @BeforeAll
    static void draw(@TempDir Path shared) {
        drawn =
                DemoFaces.write(
                                shared.resolve("faces"),
                                new DemoFacesOptions(2, 2, 0, 2, 2, 7, 2),
                                Progress.NONE)
                        .train();
    }

    @BeforeEach
    void open() throws IOException {
        workspace = Workspace.open(folder.resolve("workspace"));
        root = Files.createDirectories(folder.resolve("faces"));
        copy("ann");
        copy("bob");
        list =
                Files.writeString(
                        folder.resolve("three.txt"),
                        "1 ann/0.png ann/1.png\n0 ann/0.png bob/0.png\n0 ann/1.png bob/1.png\n");
        workspace.datasets().add(new KnownDataset("faces", root, Optional.empty()));
        model =
                new PairsViewModel(
                        workspace,
                        new SameThreadTaskRunner(failure -> notifications.failure("", failure)),
                        notifications,
                        new Messages());
        model.show(shown());
    }

    private void copy(String identity) throws IOException {
        Path to = Files.createDirectories(root.resolve(identity));
        try (Stream<Path> files = Files.walk(drawn)) {
            List<Path> images = files.filter(Files::isRegularFile).sorted().limit(2).toList();
            Files.copy(images.get(0), to.resolve("0.png"));
            Files.copy(images.get(1), to.resolve("1.png"));
        }
    }

    private Optional<DatasetTab.Shown> shown() {
        KnownDataset known = workspace.datasets().list().get(0);
        return Optional.of(
                new DatasetTab.Shown(
                        known,
                        new DatasetSummary(
                                FaceFolder.open(root, AgeLabels.none(), Progress.NONE))));
    }

    @Test
    void aListIsLookedIntoRememberedAndForgotten() {
        assertThat(model.lists()).isEmpty();
        assertThat(model.rows()).isEmpty();

        model.open(list);

        TestSetRequest request = new TestSetRequest(list, root);
        assertThat(model.lists()).containsExactly(request);
        assertThat(workspace.datasets().list().get(0).testSets()).containsExactly(request);
        assertThat(model.chosenProperty().get()).contains(request);
        assertThat(model.surveyProperty().get().orElseThrow().pairs()).hasSize(3);
        assertThat(model.rows()).extracting(PairRow::number).containsExactly(1, 2, 3);
        assertThat(model.readingProperty().get()).isFalse();

        model.forget();
        assertThat(model.lists()).isEmpty();
        assertThat(model.chosenProperty().get()).isEmpty();
        assertThat(model.rows()).isEmpty();
        assertThat(list).as("its file stays").exists();
    }

    @Test
    void theFilterKeepsTheNumbersOfThePairs() {
        model.open(list);
        model.filterProperty().set(PairFilter.IMPOSTOR);
        assertThat(model.rows()).extracting(PairRow::number).containsExactly(2, 3);
        assertThat(model.rows()).extracting(PairRow::secondIdentity).containsOnly("bob");
        model.filterProperty().set(PairFilter.GENUINE);
        assertThat(model.rows()).extracting(PairRow::number).containsExactly(1);
    }

    @Test
    void aListThatCannotBeReadIsSaidAndNotKept() {
        model.open(folder.resolve("gone.txt"));
        assertThat(notifications.failures()).hasSize(1);
        assertThat(model.lists()).isEmpty();
        assertThat(model.surveyProperty().get()).isEmpty();
        assertThat(model.readingProperty().get()).isFalse();
    }

    @Test
    void anotherDatasetHasListsOfItsOwn() {
        model.open(list);
        model.show(Optional.empty());
        assertThat(model.lists()).isEmpty();
        assertThat(model.rows()).isEmpty();
        assertThat(model.datasetRoot()).isEmpty();
        model.show(shown());
        assertThat(model.rows()).as("read anew").hasSize(3);
    }

    @Test
    void builtPairsAreLookedIntoAtOnce() {
        model.form().kindProperty().set(PairForm.Kind.AT_RANDOM);
        model.form().foldsProperty().set(1);
        Path built = folder.resolve("built.txt");

        model.build(built);

        assertThat(notifications.failures()).isEmpty();
        assertThat(built).exists();
        assertThat(model.rows().stream().filter(PairRow::genuine))
                .as("each of the two people has one pair")
                .hasSize(2);
        assertThat(model.lists()).hasSize(1);
        assertThat(notifications.texts().get(0)).contains("built.txt");
    }
}
