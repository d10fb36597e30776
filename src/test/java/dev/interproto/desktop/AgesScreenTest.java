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
import dev.interproto.verification.AgeModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class AgesScreenTest extends ScreenTestSupport {
    private static final Path CELEBRITIES = Path.of("../shared/data/celebrities");

    private DemoFacesReport draw() {
        return DemoFaces.write(
                folder.resolve("faces"),
                new DemoFacesOptions(24, 16, 1 / 3.0, 4, 20, 4885, 2),
                Progress.NONE);
    }

    private void tab(String title) throws Exception {
        onScreen(
                () -> {
                    TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
                    Tab wanted =
                            tabs.getTabs().stream()
                                    .filter(tab -> title.equals(tab.getText()))
                                    .findFirst()
                                    .orElseThrow();
                    tabs.getSelectionModel().select(wanted);
                    return wanted;
                });
    }

    private TableView<Integer> table() {
        return robot.lookup("#images-table").queryTableView();
    }

    private String text(String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private void openDemo() throws Exception {
        DemoFacesReport report = draw();
        open(PageId.DATASETS, new PageArgument.OfFiles(List.of(report.train())));
        until(
                () ->
                        robot.lookup("#figure-images .tile-number")
                                .queryAs(Label.class)
                                .getText()
                                .equals("384"));
        dialogs.willAnswer(report.ageLabels());
        robot.clickOn("#ageButton");
        until(
                () ->
                        robot.lookup("#figure-children .tile-number")
                                .queryAs(Label.class)
                                .getText()
                                .equals("8"));
    }

    @Test
    void imagesAreFilteredAndTheirAgesEditedAndTakenBack() throws Exception {
        openDemo();
        tab("Images");
        until(() -> table().getItems().size() == 384);
        snapshot("images-demo-light");
        onScreen(
                () -> {
                    ChoiceBox<Object> filter =
                            robot.lookup("#images-filter").queryAs(ChoiceBox.class);
                    filter.getSelectionModel().select(2);
                    return filter;
                });
        until(() -> table().getItems().size() < 384 && table().getItems().size() > 0);
        onScreen(
                () -> {
                    robot.lookup("#ages-whose")
                            .queryAs(ChoiceBox.class)
                            .getSelectionModel()
                            .select(2);
                    robot.lookup("#ages-number").queryAs(TextField.class).setText("40");
                    return true;
                });
        robot.clickOn("#ages-apply");
        until(() -> table().getItems().isEmpty());
        assertThat(workspace.ages(folder.resolve("faces/train")).canUndo()).isTrue();
        size(1100, 720);
        theme(ThemeChoice.DARK);
        robot.clickOn("#ages-undo");
        until(() -> !table().getItems().isEmpty());
        snapshot("images-demo-dark-small");
    }

    @Test
    void theMapOfRulesMovesTheSliders() throws Exception {
        openDemo();
        tab("Ages");
        until(() -> robot.lookup("#ages-headline").tryQuery().isPresent());
        until(() -> text("#ages-headline").startsWith("384 of 384"));
        snapshot("ages-demo-light");
        robot.clickOn("#ages-map").type(KeyCode.UP).type(KeyCode.RIGHT);
        until(
                () ->
                        !robot.lookup("#figure-children .tile-number")
                                .queryAs(Label.class)
                                .getText()
                                .equals("8"));
        size(1100, 720);
        theme(ThemeChoice.DARK);
        snapshot("ages-demo-dark-small");
    }

    @Test
    void missingAgesAreExplainedAndEstimated() throws Exception {
        DemoFacesReport report = draw();
        // Labels beside the folder would come with it.
        Files.delete(report.ageLabels());
        open(PageId.DATASETS, new PageArgument.OfFiles(List.of(report.train())));
        tab("Ages");
        until(() -> robot.lookup("#ages-headline").tryQuery().isPresent());
        until(() -> text("#ages-headline").equals("No image has an age"));
        dialogs.willAnswer(AgeModels.linear(folder, 112, new float[][] {{0.1f, 0, 0}}));
        robot.clickOn("#ages-estimate");
        robot.clickOn("#ages-choose-model");
        onScreen(
                () -> {
                    robot.lookup("#ages-mean").queryAs(TextField.class).setText("0");
                    robot.lookup("#ages-scale").queryAs(TextField.class).setText("1");
                    return true;
                });
        snapshot("ages-missing-light");
        robot.clickOn("#ages-start-estimate");
        until(() -> text("#ages-headline").startsWith("384 of 384"));
        snapshot("ages-estimated-light");
        tab("Images");
        until(() -> table().getItems().size() == 384);
        snapshot("images-estimated-light");
        tab("Ages");
        robot.clickOn("#ages-remove-estimates");
        until(() -> text("#ages-headline").equals("No image has an age"));
    }

    @Test
    void aRealDatasetWithoutAgesIsShown() throws Exception {
        assumeTrue(Files.isDirectory(CELEBRITIES), "no ../shared/data/celebrities here");
        open(PageId.DATASETS, new PageArgument.OfFiles(List.of(CELEBRITIES)));
        tab("Ages");
        until(() -> robot.lookup("#ages-headline").tryQuery().isPresent());
        until(() -> text("#ages-headline").equals("No image has an age"));
        size(1100, 720);
        snapshot("ages-celebrities-small");
        robot.clickOn("#ages-enter");
        until(() -> table().getItems().size() == 942);
        snapshot("images-celebrities-small");
    }
}
