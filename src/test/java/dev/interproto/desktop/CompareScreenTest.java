package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.theme.ThemeChoice;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingControl;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.EvaluationJob;
import dev.interproto.workspace.job.EvaluationRequest;
import dev.interproto.workspace.job.TrainingJob;
import dev.interproto.workspace.job.TrainingRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import org.junit.jupiter.api.Test;

/** Trains a network for a moment, so that two photographs can really be compared. */
class CompareScreenTest extends ScreenTestSupport {
    private DemoFacesReport faces;

    @Override
    protected void prepare(Workspace empty) throws Exception {
        faces = PreparedRun.faces(folder.resolve("faces"));
        TrainingConfiguration moment =
                TrainingPreset.DEMO.configuration().toBuilder()
                        .epochs(1)
                        .milestones(List.of())
                        .batchSize(48)
                        .dropout(0)
                        .seed(1)
                        .device("cpu")
                        .precision("float32")
                        .build();
        new TrainingJob(
                        empty,
                        new TrainingRequest(
                                "a-moment",
                                moment,
                                faces.train(),
                                Optional.of(faces.ageLabels()),
                                List.of(),
                                false))
                .run(new TrainingControl(), event -> {}, Progress.NONE);
        new EvaluationJob(
                        EvaluationRequest.of(
                                empty.run("a-moment"),
                                new TestSetRequest(faces.smallGapPairs(), faces.folder())))
                .run(Progress.NONE);
    }

    @Test
    void twoDroppedPhotographsAreComparedAndAnotherFaceCanBeChosen() throws Exception {
        open(PageId.COMPARE, new PageArgument.None());
        snapshot("compare-empty");
        Path one = people().get(0);
        Path other = people().get(1);
        Path two = named("two-people");
        drop(robot.lookup("#photo-first").query(), List.of(one, other));
        until(() -> text("#verdict").startsWith("Most likely"));
        assertThat(text("#verdict-figures")).startsWith("Similarity ").contains("threshold");
        assertThat(text("#verdict-origin")).contains("demo-small-gap");
        snapshot("compare-light");
        drop(robot.lookup("#photo-second").query(), List.of(two));
        until(() -> robot.lookup("#face-second-1").tryQuery().isPresent());
        until(() -> text("#verdict").startsWith("Most likely"));
        String before = text("#verdict-figures");
        robot.clickOn("#face-second-1");
        until(
                () ->
                        text("#verdict").startsWith("Most likely")
                                && !text("#verdict-figures").equals(before));
        size(1100, 720);
        theme(ThemeChoice.DARK);
        snapshot("compare-dark-small");
        drop(robot.lookup("#photo-first").query(), List.of(named("no-face")));
        until(() -> robot.lookup(".problem").tryQuery().isPresent());
        assertThat(text(".problem .label")).contains("No face was found");
        size(1440, 900);
        snapshot("compare-no-face");
        robot.clickOn("#compare-swap");
        until(() -> robot.lookup("#face-first-1").tryQuery().isPresent());
        robot.clickOn("#compare-clear");
        assertThat(robot.lookup("#begin-first").tryQuery()).isPresent();
        assertThat(robot.lookup("#begin-second").tryQuery()).isPresent();
    }

    private List<Path> people() {
        return faces.photographs().stream()
                .filter(file -> file.getFileName().toString().startsWith("person-"))
                .toList();
    }

    private Path named(String part) {
        return faces.photographs().stream()
                .filter(file -> file.getFileName().toString().contains(part))
                .findFirst()
                .orElseThrow();
    }

    private String text(String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    private static void drop(Node target, List<Path> files) throws Exception {
        onScreen(
                () -> {
                    new DraggedFiles(files).fire(DragEvent.DRAG_DROPPED, target);
                    return true;
                });
    }
}
