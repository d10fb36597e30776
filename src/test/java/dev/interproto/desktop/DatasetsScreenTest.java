package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.theme.ThemeChoice;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import org.junit.jupiter.api.Test;

class DatasetsScreenTest extends ScreenTestSupport {
    private static final Path CELEBRITIES = Path.of("../shared/data/celebrities");

    @Test
    void anEmptyWorkspaceOffersToBegin() throws Exception {
        assertThat(robot.lookup("#open-dataset").tryQuery()).isPresent();
        assertThat(robot.lookup("#try-demo-faces").tryQuery()).isPresent();
        snapshot("datasets-empty");
    }

    @Test
    void aDroppedFolderIsOpenedAndTheSlidersCountChildIdentities() throws Exception {
        DemoFacesReport report =
                DemoFaces.write(
                        folder.resolve("faces"),
                        new DemoFacesOptions(24, 16, 1 / 3.0, 4, 20, 4885, 2),
                        Progress.NONE);
        open(PageId.DATASETS, new PageArgument.OfFiles(List.of(report.train())));
        until(() -> figure("#figure-images").equals("384"));
        // The age labels that lie beside the folder came with it.
        until(() -> figure("#figure-children").equals("8"));
        dialogs.willAnswer(report.ageLabels());
        robot.clickOn("#ageButton");
        until(() -> figure("#figure-children").equals("8"));
        snapshot("datasets-demo-light");
        onScreen(
                () -> {
                    robot.lookup("#child-age").queryAs(Slider.class).setValue(1);
                    return true;
                });
        assertThat(figure("#figure-children")).isEqualTo("0");
        onScreen(
                () -> {
                    robot.lookup("#child-age").queryAs(Slider.class).setValue(13);
                    return true;
                });
        size(1100, 720);
        theme(ThemeChoice.DARK);
        robot.clickOn(".thumbnail-tile");
        assertThat(robot.lookup("#close-details").tryQuery()).isPresent();
        snapshot("datasets-demo-dark-small");
    }

    @Test
    void whatLiesInAFolderOfSeveralSetsIsShownAndAdded() throws Exception {
        byte[] png = ImageEncoder.png(new RgbImage(8, 8, new byte[192]));
        for (String path :
                List.of(
                        "train/casia/0/1.png",
                        "train/casia/1/1.png",
                        "train/ms1m/0/1.png",
                        "train/ms1m/1/1.png",
                        "test/FGNET-aligned/001A02.png",
                        "test/FGNET-aligned/001A30.png",
                        "test/FGNET-aligned/002A40.png",
                        "photos/holiday.png")) {
            Path file = folder.resolve("seed").resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, png);
        }
        Files.writeString(
                folder.resolve("seed/test/fgnet20_child.txt"),
                "1 dataset/test/FGNET-aligned/001A02.JPG dataset/test/FGNET-aligned/001A30.JPG\n"
                        + "0 dataset/test/FGNET-aligned/001A02.JPG"
                        + " dataset/test/FGNET-aligned/003A40.JPG\n");
        open(PageId.DATASETS, new PageArgument.OfFiles(List.of(folder.resolve("seed"))));
        until(() -> robot.lookup("#add-found").tryQuery().isPresent());
        snapshot("datasets-survey-light");
        theme(ThemeChoice.DARK);
        size(1100, 720);
        snapshot("datasets-survey-dark-small");
        robot.clickOn("#add-found");
        until(() -> figure("#figure-images").equals("2"));
        assertThat(robot.lookup("#add-found").tryQuery()).isEmpty();
    }

    @Test
    void aRealDatasetShowsItsFaces() throws Exception {
        assumeTrue(Files.isDirectory(CELEBRITIES), "no ../shared/data/celebrities here");
        open(PageId.DATASETS, new PageArgument.OfFiles(List.of(CELEBRITIES)));
        until(() -> figure("#figure-identities").equals("24"));
        robot.clickOn(".thumbnail-tile");
        snapshot("datasets-celebrities");
    }

    private String figure(String id) {
        return robot.lookup(id + " .tile-number").queryAs(Label.class).getText();
    }
}
