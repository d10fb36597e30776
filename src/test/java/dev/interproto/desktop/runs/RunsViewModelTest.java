package dev.interproto.desktop.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.DrawnRuns;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.loss.SimilarityDistance;
import dev.interproto.training.HeadConfiguration;
import dev.interproto.training.InterPrototypeOptions;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.RunCatalogue;
import dev.interproto.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsViewModelTest {
    private static final TrainingConfiguration DEMO = TrainingPreset.DEMO.configuration();

    @TempDir Path folder;
    private final List<Runnable> undos = new ArrayList<>();
    private Workspace workspace;
    private RunsViewModel model;

    @BeforeEach
    void open() throws Exception {
        workspace = Workspace.open(folder.resolve("workspace"));
        model =
                new RunsViewModel(
                        workspace,
                        new SameThreadTaskRunner(
                                failure -> {
                                    throw new AssertionError(failure);
                                }),
                        new Undos(),
                        new Messages(),
                        Runnable::run,
                        Runnable::run);
        DrawnRuns.write(
                workspace, "with", DEMO, 4, Optional.of(new TrainingEvent.Finished(40, false)));
        DrawnRuns.write(
                workspace,
                "without",
                DEMO.withLambdaChild(0),
                4,
                Optional.of(new TrainingEvent.Finished(40, false)));
        look();
    }

    @Test
    void rowsStayTheSameObjectsWhileTheirRunsChange() throws Exception {
        RunRow before = row("with");
        DrawnRuns.write(workspace, "third", DEMO, 1, Optional.empty());
        look();
        assertThat(model.rows()).hasSize(3);
        assertThat(row("with")).isSameAs(before);
        assertThat(row("third").isLive()).isTrue();
        assertThat(row("with").isResumable()).isTrue();
    }

    @Test
    void selectedRunsAreComparedInCurvesAndSettings() {
        model.select(List.of(row("with"), row("without")));
        RunHistory history = model.history(row("with")).orElseThrow();
        assertThat(history.steps().size()).isEqualTo(40);
        assertThat(history.epochs()).hasSize(4);
        assertThat(history.accuracies("c20")).hasSize(4);
        assertThat(model.differences())
                .containsExactly(new RunComparison.Row("Inter-Prototype λ", List.of("1", "0")));
        assertThat(model.choices()).contains(new CurveChoice.TestSet("c20"));
    }

    @Test
    void headsOfOtherOptionsAndVariantsOfTheLossAreCompared() throws Exception {
        TrainingConfiguration other =
                DEMO.withRefinements(
                                DEMO.refinements()
                                        .withInterPrototype(
                                                new InterPrototypeOptions(
                                                        SimilarityDistance.L1,
                                                        InterPrototypeOptions.Window.ALWAYS,
                                                        InterPrototypeOptions.Course.CONSTANT,
                                                        0)))
                        .withHead(new HeadConfiguration("softmax", Map.of()));
        DrawnRuns.write(workspace, "other", other, 1, Optional.empty());
        look();
        // In either order: what only one of them has stands as none for the other.
        model.select(List.of(row("with"), row("other")));
        assertThat(model.differences())
                .contains(
                        new RunComparison.Row("Margin head", List.of("ArcFace", "Softmax")),
                        new RunComparison.Row("Head: margin", List.of("0.3", "–")));
        assertThat(model.differences()).filteredOn(row -> row.values().contains("L1")).hasSize(1);
        model.select(List.of(row("other"), row("with")));
        assertThat(model.differences())
                .contains(new RunComparison.Row("Head: margin", List.of("–", "0.3")));
    }

    @Test
    void aDeletedRunComesBack() {
        model.delete(List.of(row("with")), this::look);
        assertThat(model.rows()).hasSize(1);
        assertThat(workspace.trashedRuns()).hasSize(1);
        undos.get(0).run();
        assertThat(model.rows()).hasSize(2);
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        assertThatThrownBy(() -> model.rename(row("with"), "without"))
                .isInstanceOf(UserFacingException.class);
        model.rename(row("with"), "renamed");
        look();
        assertThat(model.rows()).extracting(RunRow::name).contains("renamed", "without");
    }

    private void look() {
        try (RunCatalogue catalogue = RunCatalogue.open(workspace)) {
            model.update(catalogue.runs());
        }
    }

    private RunRow row(String name) {
        return model.rows().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    private final class Undos implements Notifications {
        @Override
        public void success(String text) {}

        @Override
        public void success(String text, String actionText, Runnable action) {
            undos.add(action);
        }

        @Override
        public void status(String text) {}

        @Override
        public void failure(String doing, Throwable failure) {
            throw new AssertionError(doing, failure);
        }
    }
}
