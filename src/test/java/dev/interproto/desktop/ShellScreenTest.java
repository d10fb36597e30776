package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.shell.DetectorChoice;
import dev.interproto.desktop.theme.ThemeChoice;
import dev.interproto.network.detector.DetectorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.event.EventType;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class ShellScreenTest extends ScreenTestSupport {

    @Test
    void theRailOpensPagesAndTheThemeChanges() throws Exception {
        robot.clickOn("#rail-settings");
        assertThat(robot.lookup("#theme-dark").tryQuery()).isPresent();
        snapshot("settings-light");
        robot.clickOn("#theme-dark");
        assertThat(workbench.context().preferences().theme()).isEqualTo(ThemeChoice.DARK);
        assertThat(stage.getScene().getStylesheets()).anyMatch(s -> s.endsWith("dark.css"));
        snapshot("settings-dark");
    }

    @Test
    void theDetectorIsYuNetOnceItsFileIsChosen() throws Exception {
        robot.clickOn("#rail-settings");
        robot.clickOn("#detector-yunet");
        assertThat(robot.lookup("#detector-haar").queryAs(ToggleButton.class).isSelected())
                .as("no file was chosen")
                .isTrue();
        Path model = folder.resolve("yunet.onnx");
        dialogs.willAnswer(model);
        robot.clickOn("#detector-yunet");
        assertThat(robot.lookup("#detector-yunet").queryAs(ToggleButton.class).isSelected())
                .isTrue();
        assertThat(robot.lookup("#detector-file").queryAs(Label.class).getText())
                .isEqualTo(model.toString());
        assertThat(DetectorChoice.of(workbench.context().preferences()))
                .isEqualTo(new DetectorChoice(DetectorKind.YUNET, Optional.of(model)));
        robot.clickOn("#detector-haar");
        assertThat(DetectorChoice.of(workbench.context().preferences()).kind())
                .isEqualTo(DetectorKind.HAAR);
    }

    @Test
    void theKeyboardGoesWithThePageThatAShortcutOpens() throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT4).release(KeyCode.DIGIT4, KeyCode.CONTROL);
        ToggleButton item = robot.lookup("#rail-prototypes").queryAs(ToggleButton.class);
        until(item::isSelected);
        assertThat(stage.getScene().getFocusOwner()).isSameAs(item);
    }

    @Test
    void searchFindsACommandAndEscClosesWhatWasOpenedLast() throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        robot.write("log");
        snapshot("search");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        assertThat(robot.lookup("#search-palette").tryQuery()).isEmpty();
        assertThat(robot.lookup("#log-drawer").tryQuery()).isPresent();
        robot.press(KeyCode.F1).release(KeyCode.F1);
        assertThat(robot.lookup("#help-card").tryQuery()).isPresent();
        snapshot("help-and-log");
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertThat(robot.lookup("#help-card").tryQuery()).isEmpty();
        assertThat(robot.lookup("#log-drawer").tryQuery()).isPresent();
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertThat(robot.lookup("#log-drawer").tryQuery()).isEmpty();
    }

    @Test
    void theAlignmentIsFoundByNameAndEscClosesItOnlyWhileItsPageIsInFront() throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        robot.write("align");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        until(() -> robot.lookup("#alignment").tryQuery().isPresent());
        robot.clickOn("#rail-settings");
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        robot.clickOn("#rail-datasets");
        assertThat(robot.lookup("#alignment").tryQuery()).isPresent();
        robot.press(KeyCode.F1).release(KeyCode.F1);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertThat(robot.lookup("#help-card").tryQuery()).isEmpty();
        assertThat(robot.lookup("#alignment").tryQuery()).isPresent();
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertThat(robot.lookup("#alignment").tryQuery()).isEmpty();
    }

    @Test
    void aFailureIsShownWithItsThreeSentencesUntilClosed() throws Exception {
        onScreen(
                () -> {
                    workbench
                            .context()
                            .notifications()
                            .failure(
                                    "Opening",
                                    new UserFacingException(
                                            "The folder faces is empty.",
                                            "A dataset is a folder with one folder of images for"
                                                    + " each identity.",
                                            "Choose the folder that holds the identities'"
                                                    + " folders."));
                    workbench
                            .context()
                            .notifications()
                            .failure("Drawing", new IllegalStateException("x"));
                    workbench.window().toggleTasks();
                    return true;
                });
        assertThat(robot.lookup(".toast .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains(
                        "The folder faces is empty.",
                        "Choose the folder that holds the identities' folders.",
                        "Drawing: unexpected error");
        snapshot("toasts");
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertThat(robot.lookup(".toast").tryQuery()).isEmpty();
    }

    @Test
    void theStatusBarNamesTheDeviceOnceItIsKnown() throws Exception {
        until(() -> !robot.lookup("#status-device").queryAs(Label.class).getText().contains("…"));
        assertThat(robot.lookup("#status-device").queryAs(Label.class).getText()).contains("·");
    }

    @Test
    void aFolderDraggedOverIsAnnouncedAndItsDropGoesToTheDatasets() throws Exception {
        Path faces = Files.createDirectories(folder.resolve("empty-faces"));
        robot.clickOn("#rail-settings");
        drag(DragEvent.DRAG_OVER, faces);
        assertThat(robot.lookup(".drop-note .label").queryAs(Label.class).getText())
                .isEqualTo("Open empty-faces as a dataset");
        assertThat(robot.lookup(".drop-veil").query().isVisible()).isTrue();
        snapshot("drop");
        drag(DragEvent.DRAG_DROPPED, faces);
        assertThat(robot.lookup(".drop-veil").query().isVisible()).isFalse();
        assertThat(robot.lookup("#rail-datasets").queryAs(ToggleButton.class).isSelected())
                .isTrue();
        until(() -> robot.lookup(".toast.failure").tryQuery().isPresent());
    }

    private void drag(EventType<DragEvent> type, Path file) throws Exception {
        onScreen(
                () -> {
                    new DraggedFiles(List.of(file)).fire(type, stage.getScene().getRoot());
                    return true;
                });
    }
}
