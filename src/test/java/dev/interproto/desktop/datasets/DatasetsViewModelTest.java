package dev.interproto.desktop.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.Exclusions;
import dev.interproto.dataset.archive.ArchiveKind;
import dev.interproto.dataset.archive.Packed;
import dev.interproto.dataset.container.RecordWriter;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsViewModelTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<Runnable> offers = new ArrayList<>();
    @TempDir private Path folder;
    private Workspace workspace;
    private DatasetsViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("workspace"));
        model = model();
        model.refresh();
    }

    private DatasetsViewModel model() {
        return new DatasetsViewModel(
                workspace,
                new DatasetLibrary(new DatasetOpening(workspace)),
                new SameThreadTaskRunner(failures::add),
                new Heard(),
                new Messages(),
                new DemoFacesOptions(3, 10, 1 / 3.0, 2, 4, 1, 1));
    }

    @Test
    void childIdentitiesFollowTheSliders() throws Exception {
        Path root = faces("set", "Ada", 12, "Bob", 12);
        // Ada has ages 1 to 12, Bob 21 to 32.
        Path ages = Files.createDirectory(folder.resolve("elsewhere")).resolve("ours.csv");
        StringBuilder text = new StringBuilder("path,age\n");
        for (int i = 1; i <= 12; i++) {
            text.append("Ada/").append(i).append(".png,").append(i).append('\n');
            text.append("Bob/").append(i).append(".png,").append(20 + i).append('\n');
        }
        Files.writeString(ages, text);
        model.open(root);
        assertThat(failures).isEmpty();
        assertThat(figures()).isEqualTo(new DatasetFigures(24, 2, 0, 0, 0, 0));
        model.useAgeLabels(Optional.of(ages));
        assertThat(figures()).isEqualTo(new DatasetFigures(24, 2, 24, 1, 12, 0));
        assertThat(model.identities().get(0))
                .extracting(IdentityItem::name, IdentityItem::child)
                .containsExactly("Ada", true);
        model.childAgeProperty().set(10); // ages 1 to 9: nine images, one too few
        assertThat(figures().childIdentities()).isZero();
        model.childFilterProperty().set(9);
        assertThat(figures().childIdentities()).isEqualTo(1);
        model.childrenOnlyProperty().set(true);
        assertThat(model.identities()).hasSize(1);
        model.childrenOnlyProperty().set(false);
        model.filterProperty().set("bo");
        assertThat(model.identities()).extracting(IdentityItem::name).containsExactly("Bob");
    }

    @Test
    void ageLabelsBesideAFolderAreTakenWithIt() throws Exception {
        Path root = faces("set", "Ada", 1, "Bob", 1);
        Path ages = folder.resolve("ages.csv");
        Files.writeString(ages, "path,age\nAda/1.png,7\nBob/1.png,40\n");
        model.open(root);
        assertThat(figures().aged()).isEqualTo(2);
        assertThat(workspace.datasets().list().get(0).ageLabels()).contains(ages);
    }

    @Test
    void openedDatasetsAreRememberedWithTheirAges() throws Exception {
        model.open(faces("set", "Ada", 2, "Bob", 2));
        DatasetsViewModel later = model();
        later.refresh();
        assertThat(later.entries()).hasSize(1).allMatch(DatasetEntry::isReady);
        assertThat(later.selectedRootProperty().get()).contains(folder.resolve("set"));
        later.forget();
        assertThat(later.entries()).isEmpty();
        assertThat(workspace.datasets().list()).isEmpty();
    }

    @Test
    void aFolderOneLevelTooHighIsOpenedBelow() throws Exception {
        faces("outer/set", "Ada", 2, "Bob", 2);
        model.open(folder.resolve("outer"));
        assertThat(failures).isEmpty();
        assertThat(model.selectedRootProperty().get()).contains(folder.resolve("outer/set"));
        assertThat(told).anyMatch(text -> text.contains("outer"));
    }

    @Test
    void severalDatasetsBelowAreAddedTogetherOrInPart() throws Exception {
        faces("outer/one", "Ada", 2, "Bob", 2);
        Path two = faces("outer/two", "Cy", 2, "Di", 2, "Eve", 2);
        model.open(folder.resolve("outer"));
        SurveyChoice found = model.choiceProperty().get().orElseThrow();
        assertThat(found.items())
                .extracting(SurveyChoice.Item::title)
                .containsExactly("Faces: one", "Faces: two");
        assertThat(found.items()).allMatch(item -> item.takenProperty().get());
        assertThat(model.entries()).isEmpty();
        found.items().get(0).takenProperty().set(false);
        model.addFound();
        assertThat(model.choiceProperty().get()).isEmpty();
        assertThat(workspace.datasets().list()).hasSize(1);
        assertThat(model.selectedRootProperty().get()).contains(two);
        assertThat(figures().identities()).isEqualTo(3);
    }

    @Test
    void oneDropAddsTrainingSetsWithTheirAgesAndTestSets() throws Exception {
        Path casia = faces("seed/train/casia", "0", 2, "1", 2);
        faces("seed/train/ms1m", "0", 2, "1", 2, "2", 2);
        Path fgNet = faces("seed/test", "FGNET-aligned", 0).resolve("FGNET-aligned");
        for (String name : List.of("001A02", "001A30", "002A40")) {
            Files.copy(casia.resolve("0/1.png"), fgNet.resolve(name + ".png"));
        }
        Path ages = Files.createDirectory(folder.resolve("seed/train/age-label"));
        Files.writeString(ages.resolve("casia-webface.txt"), "0 x/0000000/00000001.jpg 7 0\n");
        Path pairs = folder.resolve("seed/test/fgnet20_child.txt");
        Files.writeString(
                pairs,
                "1 dataset/test/FGNET-aligned/001A02.JPG dataset/test/FGNET-aligned/001A30.JPG\n"
                        + "0 dataset/test/FGNET-aligned/001A02.JPG"
                        + " dataset/test/FGNET-aligned/002A40.JPG\n");
        model.open(folder.resolve("seed"));
        SurveyChoice found = model.choiceProperty().get().orElseThrow();
        assertThat(found.items())
                .extracting(SurveyChoice.Item::title)
                .containsExactly("Faces: casia", "Faces: ms1m", "Test set: fgnet20_child");
        assertThat(found.missing()).anyMatch(text -> text.contains("lag"));
        model.addFound();
        assertThat(failures).isEmpty();
        assertThat(workspace.datasets().list())
                .containsExactly(
                        new KnownDataset(
                                "casia",
                                casia,
                                Optional.of(ages.resolve("casia-webface.txt")),
                                List.of(new TestSetRequest(pairs, fgNet))),
                        new KnownDataset(
                                "ms1m",
                                folder.resolve("seed/train/ms1m"),
                                Optional.empty(),
                                List.of(new TestSetRequest(pairs, fgNet))));
        assertThat(model.entries()).allMatch(DatasetEntry::isReady);
        assertThat(figures().aged()).isEqualTo(1);
    }

    @Test
    void anArchiveIsUnpackedIntoTheWorkspaceAndOpened() throws Exception {
        Path root = faces("set", "Ada", 2, "Bob", 2);
        Path archive =
                Files.write(
                        folder.resolve("faces.zip"),
                        new Packed(ArchiveKind.ZIP)
                                .file(
                                        "set/Ada/1.png",
                                        Files.readAllBytes(root.resolve("Ada/1.png")))
                                .file(
                                        "set/Bob/1.png",
                                        Files.readAllBytes(root.resolve("Bob/1.png")))
                                .bytes());
        DatasetDrops drops = new DatasetDrops((page, argument) -> {}, new Messages());
        assertThat(drops.offer(List.of(archive)))
                .contains("Unpack faces.zip into the workspace and open it");
        model.take(List.of(archive));
        assertThat(failures).isEmpty();
        assertThat(model.selectedRootProperty().get())
                .contains(workspace.generatedDatasets().resolve("faces/set"));
        assertThat(figures().images()).isEqualTo(2);
    }

    @Test
    void whatWasSetOnAFolderIsOfferedWhereItWasMovedTo() throws Exception {
        Path old = faces("old/set", "Ada", 2, "Bob", 2);
        model.open(old);
        Exclusions.NONE
                .with(Map.of("Bob/2.png", "a copy"))
                .write(new DatasetOpening(workspace).exclusionsFile(old));
        Path now = folder.resolve("new/set");
        Files.createDirectories(now.getParent());
        Files.move(old, now);
        model.open(now);
        assertThat(figures().images()).as("before it is taken over").isEqualTo(4);
        assertThat(told).anyMatch(text -> text.contains("0 ages set there, 1 images left out"));

        offers.get(0).run();

        assertThat(figures().images()).isEqualTo(3);
        assertThat(model.entries()).hasSize(1);
        assertThat(failures).isEmpty();
    }

    @Test
    void anEmptyFolderIsRefusedInWordsAndNotRemembered() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        model.open(empty);
        assertThat(failures).hasSize(1).first().isInstanceOf(UserFacingException.class);
        assertThat(workspace.datasets().list()).isEmpty();
    }

    @Test
    void demoFacesAreDrawnIntoTheWorkspaceAndOpenedWithTheirTestSets() {
        model.tryDemoFaces();
        assertThat(failures).isEmpty();
        assertThat(figures())
                .extracting(
                        DatasetFigures::images,
                        DatasetFigures::identities,
                        DatasetFigures::childIdentities)
                .containsExactly(30, 3, 1);
        assertThat(workspace.datasets().list().get(0).testSets()).hasSize(2);
        assertThat(model.drawingProperty().get()).isEmpty();
    }

    @Test
    void aDroppedFolderAndAnAgeFileAreOfferedAndOthersAreNot() throws Exception {
        List<PageArgument> opened = new ArrayList<>();
        DatasetDrops drops =
                new DatasetDrops((page, argument) -> opened.add(argument), new Messages());
        Path root = faces("set", "Ada", 1, "Bob", 1);
        assertThat(drops.offer(List.of(root))).contains("Open set as a dataset");
        assertThat(drops.offer(List.of(folder.resolve("age-labels.txt")))).isPresent();
        assertThat(drops.offer(List.of(folder.resolve("face.jpg")))).isEmpty();
        assertThat(drops.offer(List.of(root, root))).isEmpty();
        drops.accept(List.of(root));
        assertThat(opened).containsExactly(new PageArgument.OfFiles(List.of(root)));
    }

    @Test
    void aRecordFileOrItsFolderIsOpenedAsOneDataset() throws Exception {
        byte[] png = ImageEncoder.png(new RgbImage(8, 8, new byte[192]));
        Path file =
                RecordWriter.of(new byte[][] {png, png}, new byte[][] {png})
                        .write(folder.resolve("webface"), "train");
        model.take(List.of(folder.resolve("webface")));
        model.take(List.of(file));
        assertThat(failures).isEmpty();
        assertThat(figures()).isEqualTo(new DatasetFigures(3, 2, 0, 0, 0, 0));
        assertThat(workspace.datasets().list())
                .singleElement()
                .satisfies(known -> assertThat(known.root()).isEqualTo(file))
                .satisfies(known -> assertThat(known.name()).isEqualTo("webface"));
    }

    private DatasetFigures figures() {
        return model.figuresProperty().get().orElseThrow();
    }

    private Path faces(String name, Object... identitiesAndCounts) throws Exception {
        Path root = folder.resolve(name);
        byte[] png = ImageEncoder.png(new RgbImage(8, 8, new byte[192]));
        for (int i = 0; i < identitiesAndCounts.length; i += 2) {
            Path identity = Files.createDirectories(root.resolve((String) identitiesAndCounts[i]));
            for (int k = 1; k <= (int) identitiesAndCounts[i + 1]; k++) {
                Files.write(identity.resolve(k + ".png"), png);
            }
        }
        return root;
    }

    private final class Heard implements Notifications {
        @Override
        public void success(String text) {
            told.add(text);
        }

        @Override
        public void success(String text, String actionText, Runnable action) {
            told.add(text);
            offers.add(action);
        }

        @Override
        public void status(String text) {
            told.add(text);
        }

        @Override
        public void failure(String doing, Throwable failure) {
            failures.add(failure);
        }
    }
}
