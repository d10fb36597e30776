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
        assertThat(figure("#figure-children")).isEqualTo("0");
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
