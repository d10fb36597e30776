package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.theme.ThemeChoice;
import dev.interproto.training.Refinements;
import dev.interproto.training.ScheduleOptions;
import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingPreset;
import dev.interproto.training.UpdateOptions;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class TrainingScreenTest extends ScreenTestSupport {

    @Test
    void anEmptyWorkspaceOffersToBegin() throws Exception {
        open(PageId.TRAINING, new PageArgument.None());
        assertThat(robot.lookup("#training-open-dataset").tryQuery()).isPresent();
        snapshot("training-empty");
    }

    @Test
    void aTrainingIsSetUpAndRunsToItsEnd() throws Exception {
        DemoFacesReport faces = demoFaces();
        open(PageId.TRAINING, new PageArgument.OfFiles(List.of(faces.train())));
        until(() -> label("#cost-children").equals("0"));
        snapshot("training-setup-idle-light");
        workspace
                .datasets()
                .add(new KnownDataset("demo faces", faces.train(), Optional.of(faces.ageLabels())));
        open(PageId.TRAINING, new PageArgument.OfDataset(faces.train()));
        robot.clickOn("#preset-demo");
        type("#lambda", "x");
        assertThat(robot.lookup("#train").queryAs(Button.class).isDisabled()).isTrue();
        type("#lambda", "0.5");
        robot.clickOn("#advanced-toggle");
        type("#epochs", "1");
        type("#milestones", "");
        type("#batchSize", "16");
        type("#warm-up", "0.5");
        type("#accumulation", "2");
        type("#average-decay", "0.9");
        until(() -> label("#cost-children").equals("2"));
        // Real steps are measured: seconds, or a minute on a busy machine.
        WaitForAsyncUtils.waitFor(
                3, TimeUnit.MINUTES, () -> onScreen(() -> !label("#cost-epoch").isEmpty()));
        snapshot("training-setup-light");
        size(1100, 720);
        theme(ThemeChoice.DARK);
        type("#momentum", "1.5");
        snapshot("training-setup-dark-small");
        type("#momentum", "0.9");
        size(1440, 900);
        until(() -> !robot.lookup("#train").queryAs(Button.class).isDisabled());
        robot.clickOn("#train");
        // A real training: seconds, or a minute on a busy machine.
        WaitForAsyncUtils.waitFor(
                3,
                TimeUnit.MINUTES,
                () -> onScreen(() -> robot.lookup("#outcome-card").tryQuery().isPresent()));
        assertThat(workspace.runFolders()).hasSize(1);
        assertThat(workspace.runFolders().get(0).status()).isEqualTo(RunStatus.FINISHED);
        assertThat(label("#tile-epoch .tile-number")).isEqualTo("1 / 1");
        assertThat(workspace.runFolders().get(0).record().configuration().refinements())
                .isEqualTo(
                        Refinements.NONE
                                .withSchedule(
                                        new ScheduleOptions(
                                                ScheduleOptions.Shape.MILESTONES, 0.5, 0))
                                .withUpdate(new UpdateOptions(0, 2, 0.9)));
        snapshot("training-finished-real-dark");
    }

    @Test
    void aLearningRateIsFoundAndFacesAreShownAsTrainedOn() throws Exception {
        DemoFacesReport faces = demoFaces();
        open(PageId.TRAINING, new PageArgument.OfFiles(List.of(faces.train())));
        robot.clickOn("#preset-demo");
        until(() -> robot.lookup("#seen-faces").queryAs(Pane.class).getChildren().size() == 8);
        onScreen(
                () -> {
                    robot.lookup("#finder-steps").queryAs(TextField.class).setText("24");
                    robot.lookup("#advanced-toggle").queryAs(ToggleButton.class).fire();
                    robot.lookup("#batchSize").queryAs(TextField.class).setText("8");
                    robot.lookup("#warm-up").queryAs(TextField.class).setText("1");
                    robot.lookup("#erase-probability").queryAs(TextField.class).setText("1");
                    robot.lookup("#colour-probability").queryAs(TextField.class).setText("1");
                    robot.lookup("#advanced-toggle").queryAs(ToggleButton.class).fire();
                    return true;
                });
        until(() -> !robot.lookup("#find-rate").queryButton().isDisabled());
        onScreen(
                () -> {
                    robot.lookup("#find-rate").queryButton().fire();
                    return true;
                });
        // A real search: seconds, or a minute on a busy machine.
        WaitForAsyncUtils.waitFor(
                3, TimeUnit.MINUTES, () -> onScreen(() -> !label("#finder-sentence").isEmpty()));
        assertThat(label("#finder-sentence")).contains("rate");
        scrollTo("#rates-card");
        snapshot("training-finder-light");
        scrollTo("#seen-card");
        until(() -> robot.lookup("#seen-faces").queryAs(Pane.class).getChildren().size() == 8);
        snapshot("training-seen-light");
        onScreen(
                () -> {
                    robot.lookup("#seen-another").queryButton().fire();
                    return true;
                });
        until(() -> label("#seen-about").contains("epoch 2"));
        size(1100, 720);
        theme(ThemeChoice.DARK);
        snapshot("training-seen-dark-small");
        scrollTo("#rates-card");
        snapshot("training-finder-dark-small");
    }

    /** Brings a part of the form into view. */
    private void scrollTo(String id) throws Exception {
        onScreen(
                () -> {
                    Node part = robot.lookup(id).query();
                    ScrollPane pane = robot.lookup("#setup-scroll").queryAs(ScrollPane.class);
                    double top = part.getBoundsInParent().getMinY();
                    double room =
                            pane.getContent().getBoundsInLocal().getHeight()
                                    - pane.getViewportBounds().getHeight();
                    pane.setVvalue(Math.min(1, top / Math.max(1, room)));
                    return true;
                });
    }

    @Test
    void aRunOfAnotherProcessIsFollowed() throws Exception {
        DrawnRuns.write(
                workspace,
                "celebrities-arcface-ip1",
                TrainingPreset.DEMO.configuration(),
                9,
                Optional.empty());
        open(PageId.TRAINING, new PageArgument.OfRun("celebrities-arcface-ip1"));
        until(() -> label("#tile-epoch .tile-number").equals("9 / 12"));
        assertThat(robot.lookup("#pause").queryAs(Button.class).isDisabled()).isTrue();

        snapshot("training-running-light");
        size(1100, 720);
        theme(ThemeChoice.DARK);
        snapshot("training-running-dark-small");
        robot.clickOn("#charts-machine");
        size(1440, 900);
        snapshot("training-machine-dark");
        robot.clickOn("#charts-prototypes");
        snapshot("training-prototypes-dark");
        theme(ThemeChoice.LIGHT);
        snapshot("training-prototypes-light");
    }

    @Test
    void aFailedRunOffersToGoOnAndAFinishedOneWhatComesNext() throws Exception {
        DrawnRuns.write(
                workspace,
                "diverged",
                TrainingPreset.DEMO.configuration(),
                4,
                Optional.of(
                        new TrainingEvent.Failed(
                                40,
                                "The loss became NaN at step 40.",
                                "The weights are no longer numbers; the last good checkpoint is"
                                        + " kept.",
                                "Resume with a learning rate ten times smaller.")));
        DrawnRuns.write(
                workspace,
                "done",
                TrainingPreset.DEMO.configuration(),
                12,
                Optional.of(new TrainingEvent.Finished(120, true)));
        open(PageId.TRAINING, new PageArgument.OfRun("diverged"));
        until(() -> robot.lookup("#resume-from-checkpoint").tryQuery().isPresent());
        snapshot("training-failed-light");
        open(PageId.TRAINING, new PageArgument.OfRun("done"));
        until(() -> robot.lookup("#outcome-card").tryQuery().isPresent());
        snapshot("training-finished-light");
        robot.clickOn("#next-again");
        until(() -> robot.lookup("#lambda").queryAs(TextField.class).getText().equals("0"));
    }

    private DemoFacesReport demoFaces() throws Exception {
        return DemoFaces.write(
                folder.resolve("faces"),
                new DemoFacesOptions(6, 12, 1 / 3.0, 2, 12, 4885, 2),
                Progress.NONE);
    }

    private void type(String field, String text) throws Exception {
        onScreen(
                () -> {
                    robot.lookup(field).queryAs(TextField.class).setText(text);
                    return text;
                });
    }

    private String label(String query) {
        return robot.lookup(query).tryQuery().map(node -> ((Label) node).getText()).orElse("");
    }
}
