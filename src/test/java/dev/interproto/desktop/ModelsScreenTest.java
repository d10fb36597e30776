package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.theme.ThemeChoice;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.ModelRecord;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.SampleModels;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.ModelExportJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The model shelf on the screen. */
class ModelsScreenTest extends ScreenTestSupport {

    @Override
    protected void prepare(Workspace empty) throws Exception {
        SampleModels.shelve(empty, "faces-of-elsewhere", 16);
        new ModelShelf(empty)
                .add(
                        "bare",
                        SampleModels.irSmall(0, 2),
                        new ModelRecord.Source("bare.pth", "ab".repeat(32)),
                        false);
        Path damaged = empty.models().resolve("damaged");
        Files.createDirectories(damaged);
        Files.writeString(damaged.resolve("model.json"), "{");
    }

    @Test
    void modelsAreListedShownRemovedAndTrainedFrom() throws Exception {
        open(PageId.RUNS, new PageArgument.None());
        robot.clickOn("#show-models");
        until(() -> table().getItems().size() == 3);
        open(PageId.RUNS, new PageArgument.OfModel("faces-of-elsewhere"));
        until(() -> robot.lookup(".details .section-title").tryQuery().isPresent());
        snapshot("models-light");
        theme(ThemeChoice.DARK);
        size(1100, 720);
        onScreen(
                () -> {
                    table().getSelectionModel().clearAndSelect(1);
                    return true;
                });
        snapshot("models-damaged-dark-small");
        size(1440, 900);
        theme(ThemeChoice.LIGHT);
        robot.interact(() -> table().requestFocus());
        robot.push(KeyCode.DELETE);
        until(() -> table().getItems().size() == 2);
        robot.clickOn(".toast .hyperlink");
        until(() -> table().getItems().size() == 3);

        open(PageId.VERIFICATION, new PageArgument.OfModel("bare"));
        until(() -> ((ComboBox<?>) robot.lookup("#run-chooser").query()).getItems().size() == 2);
        snapshot("models-verification");
    }

    @Test
    void aModelWithoutPrototypesIsMappedByADatasetAndTrainedFrom() throws Exception {
        var faces =
                DemoFaces.write(
                        folder.resolve("faces"),
                        new DemoFacesOptions(8, 10, 0.5, 2, 3, 7, 2),
                        Progress.NONE);
        workspace
                .datasets()
                .add(new KnownDataset("drawn", faces.train(), Optional.of(faces.ageLabels())));
        open(PageId.PROTOTYPES, new PageArgument.OfModel("bare"));
        until(() -> !robot.lookup("#compute-map").query().isDisabled());
        snapshot("models-map-before");
        robot.clickOn("#compute-map");
        Path map = new ModelShelf(workspace).folder("bare").maps().resolve("means-train.json");
        until(() -> Files.exists(map));
        until(() -> !robot.lookup("#compute-map").query().isDisabled());
        snapshot("models-map");

        open(PageId.TRAINING, new PageArgument.OfModel("faces-of-elsewhere"));
        until(
                () ->
                        ((ComboBox<?>) robot.lookup("#startFrom").query())
                                .getValue()
                                .toString()
                                .contains("faces-of-elsewhere"));
        snapshot("models-training");
    }

    @Test
    void aModelDroppedOnAnyPageComesToTheShelf() throws Exception {
        Path file = folder.resolve("from-elsewhere.onnx");
        new ModelExportJob(new ModelShelf(workspace).folder("bare"), "last", file)
                .run(Progress.NONE);
        open(PageId.TRAINING, new PageArgument.None());
        DraggedFiles dragged = new DraggedFiles(List.of(file));
        onScreen(
                () -> {
                    dragged.fire(DragEvent.DRAG_OVER, stage.getScene().getRoot());
                    return true;
                });
        snapshot("models-dragged");
        onScreen(
                () -> {
                    dragged.fire(DragEvent.DRAG_DROPPED, stage.getScene().getRoot());
                    return true;
                });
        until(() -> new ModelShelf(workspace).find("from-elsewhere").isPresent());
        until(() -> table().getItems().size() == 4);
        until(() -> robot.lookup(".details .section-title").tryQuery().isPresent());
        snapshot("models-dropped");
        dialogs.willAnswer(folder.resolve("copy.onnx"));
        onScreen(
                () -> {
                    table().getContextMenu().getItems().get(4).fire();
                    return true;
                });
        until(() -> Files.exists(folder.resolve("copy.onnx")));
        assertThat(folder.resolve("copy.onnx")).hasSameBinaryContentAs(file);
    }

    @Test
    void aDroppedFileThatIsNoModelIsExplainedAndLeavesTheShelf() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.onnx"), "no model");
        open(PageId.RUNS, new PageArgument.OfFiles(List.of(file)));
        until(() -> robot.lookup(".toast").tryQuery().isPresent());
        snapshot("models-refused");
        assertThat(new ModelShelf(workspace).find("broken")).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private TableView<Object> table() {
        return (TableView<Object>) robot.lookup("#models-table").queryAs(TableView.class);
    }
}
