package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.theme.ThemeChoice;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PairsScreenTest extends ScreenTestSupport {
    private static final Path FG_NET = Path.of("../shared/data/fgnet-part/images");
    private static final Path LIST = Path.of("../shared/data/pair-lists/fgnet20_child.txt");

    private void openPairsOf(Path data, String images) throws Exception {
        open(PageId.DATASETS, new PageArgument.OfFiles(List.of(data)));
        until(() -> number("#figure-images").equals(images));
        onScreen(
                () -> {
                    TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
                    tabs.getTabs().stream()
                            .filter(tab -> tab.getText().equals("Pairs"))
                            .findFirst()
                            .ifPresent(tabs.getSelectionModel()::select);
                    return tabs;
                });
    }

    private String number(String id) {
        return robot.lookup(id + " .tile-number").queryAs(Label.class).getText();
    }

    private String possible() {
        return robot.lookup("#pairs-possible").queryAs(Label.class).getText();
    }

    private int rows() {
        return robot.lookup("#pairs-table").queryAs(TableView.class).getItems().size();
    }

    @Test
    void pairsAreCountedWhileTheGapMovesThenBuiltAndShown() throws Exception {
        Path faces = folder.resolve("faces");
        for (int identity = 1; identity <= 3; identity++) {
            Path own = Files.createDirectories(faces.resolve("00" + identity));
            for (String age : new String[] {"02", "08", "30", "45"}) {
                ImageIO.write(
                        new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB),
                        "png",
                        own.resolve("00" + identity + "A" + age + ".png").toFile());
            }
        }
        openPairsOf(faces, "12");
        robot.clickOn("#pairs-build-first");
        until(() -> possible().equals("12 genuine pairs of 3 identities"));
        onScreen(
                () -> {
                    robot.lookup("#pairs-gap").queryAs(Slider.class).setValue(30);
                    return true;
                });
        until(() -> possible().equals("6 genuine pairs of 3 identities"));
        Path list = folder.resolve("mine.txt");
        dialogs.willAnswer(list);
        robot.clickOn("#pairs-save");
        until(() -> rows() == 12);
        assertThat(list).exists();
        assertThat(workspace.datasets().list().get(0).testSets()).hasSize(1);
    }

    @Test
    void identitiesAreSplitThenTestedAndTrainedOnApart() throws Exception {
        assumeTrue(Files.isDirectory(FG_NET), "no ../shared/data here");
        openPairsOf(FG_NET.toAbsolutePath().normalize(), "508");
        robot.clickOn("#pairs-split-first");
        robot.clickOn("#split-ranges");
        robot.clickOn("#split-range-names").write("021-041");
        robot.clickOn("#split-start");
        until(() -> robot.lookup("#split-pairs").tryQuery().isPresent());
        snapshot("split-light");
        size(1100, 720);
        theme(ThemeChoice.DARK);
        snapshot("split-dark-small");
        robot.clickOn("#split-pairs");
        until(() -> possible().contains("genuine pairs of"));
        snapshot("split-pairs-dark");
        robot.clickOn("#close-details");
        robot.clickOn("#pairs-split-first");
        robot.clickOn("#split-train");
        until(() -> robot.lookup("#training-identities").tryQuery().isPresent());
        onScreen(
                () -> {
                    robot.lookup("#advanced-toggle").queryAs(ToggleButton.class).setSelected(true);
                    return true;
                });
        Label list = robot.lookup("#training-identities .label").queryAs(Label.class);
        assertThat(list.getText()).isEqualTo("train.txt");
        until(
                () ->
                        robot.lookup(".label").queryAllAs(Label.class).stream()
                                .anyMatch(label -> label.getText().startsWith("train.txt: ")));
        snapshot("split-train-dark");
        size(1440, 900);
        theme(ThemeChoice.LIGHT);
        snapshot("split-train-light");
    }

    @Test
    void theOfficialListOverFgNet() throws Exception {
        assumeTrue(Files.isDirectory(FG_NET) && Files.exists(LIST), "no ../shared/data here");
        openPairsOf(FG_NET.toAbsolutePath().normalize(), "508");
        snapshot("pairs-empty");
        dialogs.willAnswer(LIST.toAbsolutePath().normalize());
        robot.clickOn("#pairs-open-first");
        until(() -> rows() == 478);
        snapshot("pairs-light");
        robot.clickOn("#pairs-build");
        until(() -> possible().startsWith("346"));
        snapshot("pairs-form-light");
        size(1100, 720);
        theme(ThemeChoice.DARK);
        snapshot("pairs-form-dark-small");
        robot.clickOn("#close-details");
        snapshot("pairs-dark-small");
    }
}
