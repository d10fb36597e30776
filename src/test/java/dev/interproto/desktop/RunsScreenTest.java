package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.theme.ThemeChoice;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.RunFolder;
import java.util.Optional;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class RunsScreenTest extends ScreenTestSupport {
    private static final TrainingConfiguration DEMO = TrainingPreset.DEMO.configuration();

    @Test
    void anEmptyWorkspaceOffersToTrain() throws Exception {
        open(PageId.RUNS, new PageArgument.None());
        until(() -> robot.lookup("#runs-train").query().isVisible());
        snapshot("runs-empty");
    }

    @Test
    void runsAreComparedRenamedAndDeletedWithAWayBack() throws Exception {
        TrainingEvent finished = new TrainingEvent.Finished(120, true);
        DrawnRuns.write(workspace, "demo-arcface-ip1", DEMO, 12, Optional.of(finished));
        DrawnRuns.write(
                workspace,
                "demo-arcface",
                DEMO.withLambdaChild(0),
                12,
                Optional.of(new TrainingEvent.Finished(120, true)));
        DrawnRuns.write(
                workspace,
                "demo-arcface-ip1-seed-1234",
                DEMO.withSeed(1234),
                5,
                Optional.of(new TrainingEvent.Finished(50, false)));
        open(PageId.RUNS, new PageArgument.None());
        until(() -> table().getItems().size() == 3);
        select(0, 1, 2);
        snapshot("runs-compared-light");
        robot.clickOn("#show-differences");
        snapshot("runs-differences-light");
        assertThat(robot.lookup("#differences").queryTableView().getItems()).hasSize(2);
        theme(ThemeChoice.DARK);
        size(1100, 720);
        robot.clickOn("#show-curves");
        snapshot("runs-compared-dark-small");
        size(1440, 900);
        select(0);
        snapshot("runs-details-dark");
        selectNamed("demo-arcface");
        robot.interact(() -> table().requestFocus());
        robot.push(KeyCode.F2);
        onScreen(
                () -> {
                    TextField field = robot.lookup("#renameField").queryAs(TextField.class);
                    assertThat(field.getText()).isEqualTo("demo-arcface");
                    field.setText("baseline");
                    return field;
                });
        robot.clickOn("#renameButton");
        until(() -> selected().contains("baseline"));
        robot.interact(() -> table().requestFocus());
        robot.push(KeyCode.DELETE);
        until(() -> table().getItems().size() == 2);
        robot.clickOn(".toast .hyperlink");
        until(() -> table().getItems().size() == 3);
    }

    @Test
    void aRunStartedElsewhereAppearsAndMoves() throws Exception {
        open(PageId.RUNS, new PageArgument.None());
        until(() -> robot.lookup("#runs-train").query().isVisible());
        RunFolder run = DrawnRuns.write(workspace, "by-command", DEMO, 3, Optional.empty());
        until(() -> table().getItems().size() == 1);
        select(0);
        assertThat(robot.lookup(".status-running").tryQuery()).isPresent();
        assertThat(robot.lookup("#resume").query().isDisabled()).as("it is being trained").isTrue();
        assertThat(run.isBeingTrained()).isTrue();
    }

    /** The run that the details pane's heading names. */
    private String selected() {
        return robot.lookup(".details .section-title")
                .tryQuery()
                .map(node -> ((javafx.scene.control.Label) node).getText())
                .orElse("");
    }

    private void selectNamed(String run) throws Exception {
        open(PageId.RUNS, new PageArgument.OfRun(run));
        until(() -> selected().equals(run));
    }

    @SuppressWarnings("unchecked")
    private TableView<Object> table() {
        return (TableView<Object>) robot.lookup("#table").queryAs(TableView.class);
    }

    private void select(int... rows) throws Exception {
        onScreen(
                () -> {
                    table().getSelectionModel().clearSelection();
                    for (int row : rows) {
                        table().getSelectionModel().select(row);
                    }
                    return rows;
                });

        org.testfx.util.WaitForAsyncUtils.waitForFxEvents();
    }
}
