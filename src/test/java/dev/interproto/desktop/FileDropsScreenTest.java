package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.desktop.control.FileDrops;
import dev.interproto.desktop.control.FileNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

class FileDropsScreenTest extends ScreenTestSupport {
    private final Pane target = new Pane();
    private final List<Path> taken = new ArrayList<>();
    private final Path wanted = Path.of("net.onnx").toAbsolutePath();
    private final Path other = Path.of("agedb20_child.txt").toAbsolutePath();

    @Test
    void aNodeTakesTheFileItWantsAndIsMarkedWhileItIsDraggedOverIt() throws Exception {
        onScreen(this::placed);
        fire(DragEvent.DRAG_OVER, wanted);
        assertThat(target.getStyleClass()).containsOnlyOnce("drop-target");
        assertThat(veil().isVisible()).isFalse();
        fire(DragEvent.DRAG_OVER, wanted);
        assertThat(target.getStyleClass()).containsOnlyOnce("drop-target");
        fire(DragEvent.DRAG_EXITED, wanted);
        assertThat(target.getStyleClass()).doesNotContain("drop-target");
        fire(DragEvent.DRAG_OVER, wanted);
        fire(DragEvent.DRAG_DROPPED, wanted);
        assertThat(taken).containsExactly(wanted);
        assertThat(target.getStyleClass()).doesNotContain("drop-target");
    }

    @Test
    void whatANodeDoesNotWantIsTheWindows() throws Exception {
        onScreen(this::placed);
        fire(DragEvent.DRAG_OVER, other);
        assertThat(target.getStyleClass()).doesNotContain("drop-target");
        assertThat(veil().isVisible()).isTrue();
        fire(DragEvent.DRAG_OVER, wanted, wanted);
        assertThat(target.getStyleClass()).as("two at once").doesNotContain("drop-target");
        assertThat(veil().isVisible()).isTrue();
        fire(DragEvent.DRAG_DROPPED, Path.of("notes.unknown").toAbsolutePath());
        assertThat(taken).isEmpty();
        assertThat(veil().isVisible()).isFalse();
    }

    @Test
    void anOfficialPairListOfAgeDbIsNoListOfAges() throws Exception {
        onScreen(this::placed);
        fire(DragEvent.DRAG_OVER, other);
        assertThat(robot.lookup(".drop-note .label").queryLabeled().getText())
                .isEqualTo("Test on the pairs of agedb20_child.txt");
    }

    private boolean placed() {
        FileDrops.onto(target, file -> FileNames.endsWith(file, ".onnx"), taken::add);
        ((StackPane) stage.getScene().getRoot()).getChildren().add(0, target);
        return true;
    }

    private Node veil() {
        return robot.lookup(".drop-veil").query();
    }

    private void fire(EventType<DragEvent> type, Path... files) throws Exception {
        onScreen(
                () -> {
                    new DraggedFiles(List.of(files)).fire(type, target);
                    return true;
                });
    }
}
