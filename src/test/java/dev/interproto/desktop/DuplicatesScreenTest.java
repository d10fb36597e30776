package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.theme.ThemeChoice;
import dev.interproto.workspace.job.DatasetOpening;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

class DuplicatesScreenTest extends ScreenTestSupport {

    @Test
    void copiesAreFoundLeftOutAndPutBack() throws Exception {
        DemoFacesReport report =
                DemoFaces.write(
                        folder.resolve("faces"),
                        new DemoFacesOptions(8, 10, 1 / 3.0, 2, 5, 4885, 2),
                        Progress.NONE);
        List<Path> identities = children(report.train());
        List<Path> first = children(identities.get(0));
        Files.copy(first.get(0), identities.get(0).resolve("copy.png"));
        Files.copy(first.get(1), identities.get(1).resolve("stray.png"));
        open(PageId.DATASETS, new PageArgument.OfFiles(List.of(report.train())));
        until(
                () ->
                        robot.lookup("#figure-images .tile-number")
                                .queryAs(Label.class)
                                .getText()
                                .equals("82"));
        robot.clickOn("Duplicates");
        until(() -> robot.lookup("#find-duplicates").tryQuery().isPresent());
        snapshot("duplicates-empty");
        robot.clickOn("#find-duplicates");
        until(() -> robot.lookup("#copies").tryQuery().isPresent() && rows("#copies") >= 2);
        int groups = rows("#copies");
        // Drawn faces are alike enough for the search to take some for mirrored copies, too.
        int across =
                Integer.parseInt(
                        robot.lookup("#duplicates-across .tile-number")
                                .queryAs(Label.class)
                                .getText());
        assertThat(across).isPositive();
        snapshot("duplicates-light");
        robot.clickOn("#keep-one");
        Path excluded = new DatasetOpening(workspace).exclusionsFile(report.train());
        until(() -> Files.isRegularFile(excluded));
        assertThat(Files.readString(excluded)).contains("exact copy of");
        until(() -> rows("#copies") == across);
        robot.clickOn("#undo-left-out");
        until(() -> !Files.exists(excluded));
        assertThat(rows("#copies")).isEqualTo(groups);
        theme(ThemeChoice.DARK);
        onScreen(
                () -> {
                    robot.lookup("#copies").queryAs(TableView.class).getSelectionModel().select(0);
                    return true;
                });
        snapshot("duplicates-dark");
    }

    private int rows(String id) {
        return robot.lookup(id).queryAs(TableView.class).getItems().size();
    }

    private static List<Path> children(Path folder) throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
