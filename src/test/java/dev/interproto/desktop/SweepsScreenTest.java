package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.theme.ThemeChoice;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.sweep.SweepFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/** A sweep set up, trained and compared on the screen, on thirty drawn faces. */
class SweepsScreenTest extends ScreenTestSupport {

    @Override
    protected void prepare(Workspace empty) {
        var faces =
                DemoFaces.write(
                        folder.resolve("faces"),
                        new DemoFacesOptions(3, 10, 0.67, 2, 6, 7, 2),
                        Progress.NONE);
        empty.datasets()
                .add(
                        new KnownDataset(
                                "thirty faces",
                                faces.train(),
                                Optional.of(faces.ageLabels()),
                                List.of(
                                        new TestSetRequest(
                                                faces.largeGapPairs(), faces.folder()))));
    }

    @Test
    void aSweepIsSetUpTrainedAndCompared() throws Exception {
        open(PageId.RUNS, new PageArgument.None());
        click("#show-sweeps");
        until(() -> robot.lookup("#sweeps-begin").query().isVisible());
        snapshot("sweeps-empty");
        click("#sweeps-begin");
        until(() -> robot.lookup("#sweep-create").queryButton().isDisabled());
        assertThat(robot.lookup("#sweep-count").queryAs(Label.class).getText())
                .contains("Give the sweep a name");
        fill();
        until(
                () ->
                        robot.lookup("#sweep-count")
                                .queryAs(Label.class)
                                .getText()
                                .contains("makes 2 trainings"));
        leaveOutLambda(1.0);
        until(
                () ->
                        robot.lookup("#sweep-count")
                                .queryAs(Label.class)
                                .getText()
                                .contains("makes one training."));
        snapshot("sweeps-new-exclusion");
        onScreen(
                () -> {
                    robot.lookup(".exclusion-row .button").queryAs(Button.class).fire();
                    return true;
                });
        click("#sweep-estimate");
        until(() -> !robot.lookup("#sweep-estimate").queryButton().isDisabled());
        snapshot("sweeps-new");
        click("#sweep-create");
        until(() -> cells().getItems().size() == 2);
        until(() -> !robot.lookup("#sweeps-start").queryButton().isDisabled());
        reorder();

        click("#sweeps-start");
        until(() -> SweepFolder.open(workspace, "tiny").statuses().get(0).run().isPresent());
        until(() -> workspace.runFolders().size() == 2 && all(RunStatus.FINISHED));
        until(() -> cells().getItems().get(1).toString().contains("state=FINISHED"));
        snapshot("sweeps-cells");
        tab(1);
        until(() -> table().getItems().size() == 2);
        click("#sweep-evaluate");
        until(
                () ->
                        table().getItems()
                                .get(1)
                                .toString()
                                .contains("difference=Optional[Difference"));
        snapshot("sweeps-intervals");
        choosePublished();
        until(() -> table().getItems().size() == 2 + 1 + 9);
        snapshot("sweeps-table");
        export();
        tab(2);
        click("#sweep-draw-maps");
        until(() -> robot.lookup("#sweeps-tabs .chart-hint").queryAll().size() >= 2);
        snapshot("sweeps-maps");
        theme(ThemeChoice.DARK);
        snapshot("sweeps-maps-dark");
        tab(1);
        size(1100, 720);
        snapshot("sweeps-table-dark-small");
        click("#new-sweep");
        until(() -> robot.lookup("#sweep-create").query().isVisible());
        snapshot("sweeps-new-dark-small");
    }

    private void fill() throws Exception {
        onScreen(
                () -> {
                    text("#sweep-name").setText("tiny");
                    text("#sweep-epochs").setText("1");
                    text("#sweep-seeds").setText("1");
                    preset().setValue(TrainingPreset.DEMO);
                    robot.lookup(".check-box")
                            .queryAllAs(CheckBox.class)
                            .forEach(
                                    box -> {
                                        if (box.getText().equals("thirty faces")) {
                                            box.setSelected(true);
                                        }
                                    });
                    return true;
                });
    }

    private void leaveOutLambda(double lambda) throws Exception {
        onScreen(
                () -> {
                    choice("#exclude-lambda").setValue(Optional.of(lambda));
                    robot.lookup("#exclude-add").queryButton().fire();
                    return true;
                });
    }

    @SuppressWarnings("unchecked") // made with this type
    private ComboBox<Optional<Double>> choice(String id) {
        return robot.lookup(id).queryAs(ComboBox.class);
    }

    @SuppressWarnings("unchecked") // made with this type
    private ComboBox<TrainingPreset> preset() {
        return robot.lookup("#sweep-preset").queryAs(ComboBox.class);
    }

    private void reorder() throws Exception {
        String second = SweepFolder.open(workspace, "tiny").cells().get(1).name();
        onScreen(
                () -> {
                    cells().getSelectionModel().clearAndSelect(1);
                    robot.lookup("#sweeps-up").queryAs(Button.class).fire();
                    return true;
                });
        until(
                () ->
                        SweepFolder.open(workspace, "tiny")
                                .statuses()
                                .get(0)
                                .cell()
                                .name()
                                .equals(second));
    }

    private void choosePublished() throws Exception {
        onScreen(
                () -> {
                    robot.lookup("#sweep-published")
                            .queryAs(ComboBox.class)
                            .getSelectionModel()
                            .select(1);
                    return true;
                });
    }

    private void export() throws Exception {
        Path file = folder.resolve("table.tex");
        dialogs.willAnswer(file);
        onScreen(
                () -> {
                    robot.lookup("#sweep-export")
                            .queryAs(MenuButton.class)
                            .getItems()
                            .get(1)
                            .fire();
                    return true;
                });
        until(() -> Files.exists(file));
        assertThat(file).content().contains("Published: CASIA-WebFace");
    }

    private boolean all(RunStatus status) {
        return workspace.runFolders().stream().allMatch(run -> run.status() == status);
    }

    private void click(String id) throws Exception {
        until(() -> robot.lookup(id).tryQuery().isPresent());
        onScreen(
                () -> {
                    robot.lookup(id).queryAs(javafx.scene.control.ButtonBase.class).fire();
                    return true;
                });
    }

    private void tab(int index) throws Exception {
        onScreen(
                () -> {
                    robot.lookup("#sweeps-tabs")
                            .queryAs(TabPane.class)
                            .getSelectionModel()
                            .select(index);
                    return true;
                });
    }

    private TextField text(String id) {
        return robot.lookup(id).queryAs(TextField.class);
    }

    private TableView<?> cells() {
        return robot.lookup("#sweep-cells").queryTableView();
    }

    private TableView<?> table() {
        return robot.lookup("#sweep-table").queryTableView();
    }
}
