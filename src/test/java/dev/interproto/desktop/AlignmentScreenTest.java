package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.theme.ThemeChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.DragEvent;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Raw photographs aligned on the screen. */
class AlignmentScreenTest extends ScreenTestSupport {
    private static final Path DATA = Path.of("../shared/data");
    private static final Path MODEL = Path.of("../shared/models/yunet/yunet_n_dynamic.onnx");

    @Test
    void photographsAreAlignedShownBesideTheirFacesAndOpenedAsADataset() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "the photographs are not here");
        Assumptions.assumeTrue(Files.exists(MODEL), "the YuNet files are not here");
        Path raw = photographs();
        open(PageId.DATASETS, new PageArgument.None());
        robot.clickOn("#align-first");
        snapshot("alignment-empty");
        onScreen(
                () -> {
                    new DraggedFiles(List.of(raw))
                            .fire(DragEvent.DRAG_DROPPED, robot.lookup("#alignment").query());
                    new DraggedFiles(List.of(MODEL.toAbsolutePath()))
                            .fire(DragEvent.DRAG_DROPPED, robot.lookup("#alignment").query());
                    return true;
                });
        assertThat(text("#alignment-output").getText()).isEqualTo(raw + "-aligned");
        robot.clickOn("#alignment-options");
        snapshot("alignment-options");
        robot.clickOn("#start-alignment");
        until(() -> robot.lookup("#alignment-open-dataset").query().isVisible());
        Label summary = robot.lookup("#alignment-summary").queryAs(Label.class);
        assertThat(summary.getText()).contains("aligned").contains("1 unreadable");
        select("group/office4.jpg");
        until(() -> robot.lookup("#alignment-after").tryQuery().isPresent());
        snapshot("alignment-light");
        theme(ThemeChoice.DARK);
        size(1100, 720);
        select("001/001A02.JPG");
        until(() -> robot.lookup(".landmark").queryAll().size() == 5);
        snapshot("alignment-dark-small");
        robot.clickOn("#alignment-open-dataset");
        until(() -> !workspace.datasets().list().isEmpty());
        assertThat(workspace.datasets().list().get(0).root()).isEqualTo(Path.of(raw + "-aligned"));
        until(() -> robot.lookup("#alignment").tryQuery().isEmpty());
        snapshot("alignment-opened");
    }

    private Path photographs() throws IOException {
        Path raw = folder.resolve("raw");
        for (String person : List.of("001", "002", "003")) {
            Files.createDirectories(raw.resolve(person));
            try (Stream<Path> images = Files.list(DATA.resolve("fgnet-part/images"))) {
                images.filter(image -> image.getFileName().toString().startsWith(person))
                        .forEach(
                                image ->
                                        copy(
                                                image,
                                                raw.resolve(person).resolve(image.getFileName())));
            }
        }
        Files.createDirectories(raw.resolve("group"));
        copy(DATA.resolve("photos/office4.jpg"), raw.resolve("group/office4.jpg"));
        copy(DATA.resolve("photos/office1.jpg"), raw.resolve("group/office1.jpg"));
        Files.createFile(raw.resolve("group/empty.jpg"));
        return raw;
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private void select(String image) throws Exception {
        onScreen(
                () -> {
                    TableView<dev.interproto.dataset.alignment.AlignedImage> table =
                            robot.lookup("#alignment-table").queryAs(TableView.class);
                    table.getItems().stream()
                            .filter(row -> row.image().equals(image))
                            .findFirst()
                            .ifPresent(
                                    row -> {
                                        table.getSelectionModel().clearSelection();
                                        table.getSelectionModel().select(row);
                                        table.scrollTo(row);
                                    });
                    return true;
                });
    }

    private TextField text(String id) {
        return robot.lookup(id).queryAs(TextField.class);
    }
}
