package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.theme.ThemeChoice;
import dev.interproto.verification.IdentifiedQuery;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.SampleModels;
import dev.interproto.workspace.StoredIdentification;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/** Six drawn people looked for with random weights: the numbers mean nothing, the page does. */
class IdentificationScreenTest extends ScreenTestSupport {

    @Override
    protected void prepare(Workspace empty) {
        var faces =
                DemoFaces.write(
                        folder.resolve("faces"),
                        new DemoFacesOptions(3, 10, 0.67, 6, 6, 7, 2),
                        Progress.NONE);
        SampleModels.shelve(empty, "bare", 0);
        empty.datasets()
                .add(
                        new KnownDataset(
                                "six people", faces.folder().resolve("test"), Optional.empty()));
    }

    @Test
    void childrenAreLookedForAndEveryQueryIsShown() throws Exception {
        open(PageId.VERIFICATION, new PageArgument.OfModel("bare"));
        click("#show-identification");
        until(() -> robot.lookup("#begin-identification").query().isVisible());
        snapshot("identification-empty");
        click("#identify");
        until(() -> !table().getItems().isEmpty());
        StoredIdentification stored =
                StoredIdentification.of(new ModelShelf(workspace).folder("bare")).get(0);
        assertThat(table().getItems()).hasSize(stored.report().queries());
        assertThat(robot.lookup("#identification-about").queryAs(Label.class).getText())
                .contains("children below 13")
                .contains("95 % bootstrap");
        snapshot("identification-light");
        String first = stored.queries().get(0).image().name();
        onScreen(
                () -> {
                    robot.lookup("#identification-filter").queryAs(TextField.class).setText(first);
                    return true;
                });
        until(() -> table().getItems().size() == 1);
        Path csv = folder.resolve("queries.csv");
        dialogs.willAnswer(csv);
        click("#export-queries");
        until(() -> Files.exists(csv));
        assertThat(Files.readAllLines(csv)).hasSize(2);
        assertThat(csv).content().contains(first);
        onScreen(
                () -> {
                    robot.lookup("#identification-filter").queryAs(TextField.class).setText("");
                    return true;
                });
        theme(ThemeChoice.DARK);
        size(1100, 720);
        snapshot("identification-dark-small");

        // It is kept: another visit shows it again.
        open(PageId.RUNS, new PageArgument.None());
        open(PageId.VERIFICATION, new PageArgument.None());
        until(() -> table().getItems().size() == stored.report().queries());
    }

    private void click(String id) throws Exception {
        until(() -> robot.lookup(id).tryQuery().isPresent());
        until(() -> !robot.lookup(id).query().isDisabled());
        onScreen(
                () -> {
                    robot.lookup(id).queryAs(ButtonBase.class).fire();
                    return true;
                });
    }

    private TableView<IdentifiedQuery> table() {
        return robot.lookup("#queries").queryTableView();
    }
}
