package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.dataset.Problem;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.theme.ThemeChoice;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

class VerificationScreenTest extends ScreenTestSupport {
    private DemoFacesReport faces;

    @Override
    protected void prepare(Workspace empty) throws Exception {
        faces = PreparedRun.faces(folder.resolve("faces"));
        RunFolder run = PreparedRun.run(empty, "arcface-prototype", faces);
        PreparedRun.evaluation(
                run, faces, 6000, List.of(new Problem("line 3", "test/9/1.jpg is missing")));
        PreparedRun.prototypes(run, PreparedRun.identities(faces), List.of(0, 1), 0);
        PreparedRun.evaluation(
                PreparedRun.run(empty, "arcface", faces), faces, 6000, List.of(), 0.4);
        RunFolder fresh = PreparedRun.run(empty, "fresh", faces);
        PreparedRun.prototypes(fresh, PreparedRun.identities(faces), List.of(0, 1), 0);
    }

    @Test
    void anEvaluationShowsFiguresChartsAndEveryPair() throws Exception {
        open(PageId.VERIFICATION, new PageArgument.OfRun("arcface-prototype"));
        until(() -> rows() == 6000);
        assertThat(label("#figure-best .label", 2))
                .isEqualTo("best-threshold accuracy (paper protocol)");
        assertThat(label("#figure-kfold .label", 2)).isEqualTo("10-fold accuracy");
        snapshot("verification-light");
        robot.clickOn("#filter-wrong");
        until(() -> rows() < 3000);
        long atFirst = rows();
        onScreen(
                () -> {
                    pairs().getSelectionModel().select(2);
                    return true;
                });
        snapshot("verification-details-light");
        Node histogram = robot.lookup("#histogram").query();
        var bounds = onScreen(() -> histogram.localToScreen(histogram.getBoundsInLocal()));
        // The mark lies in the plot's middle third: drag along the chart until it is taken.
        String before = label("#figure-best .label", 0);
        for (double share = 0.3; share < 0.7 && rows() == atFirst; share += 0.005) {
            double x = bounds.getMinX() + share * bounds.getWidth();
            double y = bounds.getMinY() + 0.6 * bounds.getHeight();
            robot.drag(x, y).moveTo(x + 40, y).drop();
        }
        assertThat(rows()).isNotEqualTo(atFirst);
        assertThat(label("#figure-best .label", 0)).isEqualTo(before);
        theme(ThemeChoice.DARK);
        size(1100, 720);
        snapshot("verification-dark-small");
        Path csv = folder.resolve("pairs.csv");
        dialogs.willAnswer(csv);
        robot.clickOn("#exportButton");
        until(() -> Files.exists(csv));
        assertThat(Files.readAllLines(csv)).hasSize((int) rows() + 1);
        Path grid = folder.resolve("grid.png");
        dialogs.willAnswer(grid);
        robot.clickOn("#gridButton");
        until(() -> Files.exists(grid));
        robot.clickOn("#missing-pairs");
        until(() -> robot.lookup(".missing-list").tryQuery().isPresent());
        assertThat(robot.lookup(".missing-list").queryAs(ListView.class).getItems())
                .asList()
                .containsExactly(new Problem("line 3", "test/9/1.jpg is missing"));
        size(1440, 900);
        snapshot("verification-dark");
    }

    @Test
    void twoModelsAreComparedOnTheSamePairs() throws Exception {
        open(PageId.VERIFICATION, new PageArgument.OfRun("arcface-prototype"));
        until(() -> rows() == 6000);
        robot.clickOn("#compare-models");
        until(() -> !comparedModels().isDisabled());
        onScreen(
                () -> {
                    comparedModels().getSelectionModel().select(0);
                    return true;
                });
        until(() -> robot.lookup("#comparison-finding").tryQuery().isPresent());
        assertThat(label("#comparison-finding", 0)).startsWith("Better than arcface by +");
        snapshot("verification-models-light");
        theme(ThemeChoice.DARK);
        snapshot("verification-models-dark");
        Path csv = folder.resolve("comparison.csv");
        dialogs.willAnswer(csv);
        onScreen(
                () -> {
                    robot.lookup("#export-comparison").queryAs(Button.class).fire();
                    return true;
                });
        until(() -> Files.exists(csv));
        assertThat(Files.readAllLines(csv)).hasSize(9);
    }

    @Test
    void anEvaluationIsTakenApartByAgeAndGap() throws Exception {
        open(PageId.VERIFICATION, new PageArgument.OfRun("arcface-prototype"));
        until(() -> rows() == 6000);
        robot.clickOn("#take-apart");
        until(() -> robot.lookup("#export-breakdown").tryQuery().isPresent());
        snapshot("verification-apart-light");
        theme(ThemeChoice.DARK);
        size(1100, 720);
        snapshot("verification-apart-dark-small");
        Path csv = folder.resolve("breakdown.csv");
        dialogs.willAnswer(csv);
        onScreen(
                () -> {
                    robot.lookup("#export-breakdown").queryAs(Button.class).fire();
                    return true;
                });
        until(() -> Files.exists(csv));
        assertThat(Files.readAllLines(csv).get(1)).startsWith("kind,child-adult,3000,3000,");
    }

    private ComboBox<?> comparedModels() {
        return robot.lookup("#compared-model").queryAs(ComboBox.class);
    }

    @Test
    void aRunWithoutAnEvaluationOffersOne() throws Exception {
        open(PageId.VERIFICATION, new PageArgument.OfRun("fresh"));
        until(
                () ->
                        robot.lookup("#begin-evaluation")
                                        .tryQuery()
                                        .filter(Node::isVisible)
                                        .isPresent()
                                && robot.lookup("#begin-evaluation")
                                        .query()
                                        .getParent()
                                        .getParent()
                                        .isVisible());
        snapshot("verification-empty");
        open(PageId.VERIFICATION, new PageArgument.OfFiles(List.of(faces.smallGapPairs())));
        until(() -> !robot.lookup("#start-evaluation").query().isDisabled());
        assertThat(robot.lookup("#pairsField").queryAs(TextField.class).getText())
                .isEqualTo(faces.smallGapPairs().toString());
        snapshot("verification-order");
    }

    @SuppressWarnings("unchecked")
    private TableView<Object> pairs() {
        return robot.lookup("#pairs").queryAs(TableView.class);
    }

    private long rows() {
        return pairs().getItems().size();
    }

    private String label(String query, int index) {
        return robot.lookup(query).queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList()
                .get(index);
    }
}
