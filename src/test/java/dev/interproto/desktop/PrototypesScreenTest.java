package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.theme.ThemeChoice;
import dev.interproto.projection.PrototypeMap;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import dev.interproto.projection.PrototypeMapCsv;
import dev.interproto.verification.analysis.Analysis;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredAnalysis;
import dev.interproto.workspace.StoredMapSeries;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class PrototypesScreenTest extends ScreenTestSupport {
    private static final int MANY = 10_572;
    private List<String> names;

    @Override
    protected void prepare(Workspace empty) throws Exception {
        DemoFacesReport faces = PreparedRun.faces(folder.resolve("faces"));
        names = PreparedRun.identities(faces);
        List<Integer> children = IntStream.range(0, 12).boxed().toList();
        RunFolder small = PreparedRun.run(empty, "without-map", faces);
        PreparedRun.prototypes(small, names, children, 3);
        RunFolder large = PreparedRun.run(empty, "with-map", faces);
        List<Integer> many = IntStream.range(0, 600).boxed().toList();
        List<String> all = PreparedRun.many(names, MANY);
        PreparedRun.prototypes(large, all, many, 3);
        RunFolder replayed = PreparedRun.run(empty, "replayed", faces);
        PreparedRun.prototypes(replayed, names, children, 3);
        PreparedRun.keptPrototypes(replayed, PreparedRun.many(names, 300), 60, 8);
        Files.createDirectories(large.maps());
        PrototypeMapCsv.write(large.maps().resolve("prototypes.csv"), islands(all));
    }

    /** Groups of points as t-SNE leaves them. */
    private static PrototypeMap islands(List<String> names) {
        Random random = new Random(3);
        double[][] centres = new double[60][];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = new double[] {40 * random.nextGaussian(), 40 * random.nextGaussian()};
        }
        List<MappedPrototype> points = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean child = i < 600;
            double[] centre = child ? new double[] {60, -40} : centres[random.nextInt(60)];
            points.add(
                    new MappedPrototype(
                            names.get(i),
                            centre[0] + 7 * random.nextGaussian(),
                            centre[1] + 7 * random.nextGaussian(),
                            child));
        }
        return new PrototypeMap(points, OptionalDouble.empty());
    }

    @Test
    void aSavedMapOpensAtOnceAndAFoundIdentityShowsItsNeighbours() throws Exception {
        open(PageId.PROTOTYPES, new PageArgument.OfRun("with-map"));
        until(
                () ->
                        robot.lookup("#show-children")
                                .queryAs(CheckBox.class)
                                .getText()
                                .contains("600"));
        until(() -> !label("#figure-childChild .number").equals("–"));
        snapshot("prototypes-light");
        robot.clickOn("#identity-search").write(names.get(3));
        snapshot("prototypes-search");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        until(() -> neighbours() == 12);
        snapshot("prototypes-details-light");
        for (int i = 0; i < 8; i++) {
            robot.clickOn("#zoom-in");
        }
        Node map = robot.lookup("#prototype-map").query();
        robot.moveTo(map).moveBy(3, 0);
        until(() -> robot.lookup("#hover-card").query().isVisible());
        snapshot("prototypes-hover");
        theme(ThemeChoice.DARK);
        size(1100, 720);
        robot.clickOn("#zoom-fit");
        snapshot("prototypes-dark-small");
        robot.clickOn("#close-details");
        assertThat(robot.lookup("#neighbours").tryQuery()).isEmpty();
        size(1440, 900);
        snapshot("prototypes-dark");
    }

    @Test
    void aKeptAnalysisOpensAtOnceWithItsChartsAndTable() throws Exception {
        StoredAnalysis kept = AnalysedFaces.write(workspace.run("with-map"));
        open(PageId.PROTOTYPES, new PageArgument.OfRun("with-map"));
        robot.clickOn("#show-analysis");
        TableView<Analysis.Measure> table = robot.lookup("#analysis-table").queryTableView();
        until(() -> table.getItems().size() == kept.analysis().measures().size());
        assertThat(label("#analysis-about")).contains("below 13 years").contains("seed 0");
        snapshot("analysis-light");
        onScreen(
                () -> {
                    robot.lookup("#analysis-result").queryAs(ScrollPane.class).setVvalue(1);
                    return table;
                });
        snapshot("analysis-table-light");
        robot.clickOn("#analysis-filter").write("own prototype");
        until(() -> table.getItems().size() == 2 + 8);
        theme(ThemeChoice.DARK);
        size(1100, 720);
        snapshot("analysis-table-dark-small");
        onScreen(
                () -> {
                    robot.lookup("#analysis-result").queryAs(ScrollPane.class).setVvalue(0);
                    return table;
                });
        snapshot("analysis-dark-small");
    }

    @Test
    void aRunIsAnalysedFromItsEmptyState() throws Exception {
        // Of a training set that is gone the prototypes are left: no network is needed.
        try (Stream<Path> files = Files.walk(folder.resolve("faces"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        open(PageId.PROTOTYPES, new PageArgument.OfRun("without-map"));
        robot.clickOn("#show-analysis");
        until(
                () ->
                        robot.lookup("#begin-analysis")
                                .tryQuery()
                                .map(n -> n.getParent().getParent().isVisible())
                                .orElse(false));
        snapshot("analysis-empty");
        robot.clickOn("#begin-analysis");
        TableView<Analysis.Measure> table = robot.lookup("#analysis-table").queryTableView();
        until(() -> table.getItems().size() == 3);
        assertThat(table.getItems().get(0).count()).isEqualTo(12 * 11 / 2);
        assertThat(workspace.run("without-map").analyses()).hasSize(1);
        snapshot("analysis-prototypes-alone");
        open(PageId.PROTOTYPES, new PageArgument.OfRun("without-map"));
        // Looked for anew, the faces that can be chosen are the same: so is the choice.
        assertThat(robot.lookup("#analysis-data").queryComboBox().getValue()).isNotNull();
        robot.clickOn("#show-map");
        assertThat(robot.lookup("#compute-map").tryQuery()).isPresent();
    }

    @Test
    void aMapIsComputedKeptAndSavedAsCsv() throws Exception {
        open(PageId.PROTOTYPES, new PageArgument.OfRun("without-map"));
        until(
                () ->
                        robot.lookup("#begin-map")
                                .tryQuery()
                                .map(n -> n.getParent().getParent().isVisible())
                                .orElse(false));
        snapshot("prototypes-empty");
        robot.clickOn("#compute-map");
        Path kept = workspace.run("without-map").maps().resolve("prototypes.csv");
        until(() -> Files.exists(kept) && !label("#figure-kl .number").equals("–"));
        assertThat(PrototypeMapCsv.read(kept).points()).hasSize(24);
        snapshot("prototypes-computed");
    }

    @Test
    void theTrainingIsLaidOutAndPlaysWithTheSpaceBar() throws Exception {
        open(PageId.PROTOTYPES, new PageArgument.OfRun("replayed"));
        chooseThroughTraining();
        robot.clickOn("#compute-map");
        RunFolder run = workspace.run("replayed");
        until(() -> StoredMapSeries.read(run).isPresent());
        until(() -> robot.lookup("#timeline").query().isVisible());
        until(() -> !label("#epoch").isEmpty());
        Slider slider = robot.lookup("#epoch-slider").queryAs(Slider.class);
        until(() -> slider.getValue() == 8);
        String apart = label("#figure-childChild .number");
        snapshot("prototypes-through-training");
        robot.interact(() -> slider.setValue(0));
        assertThat(label("#figure-childChild .number")).isNotEqualTo(apart);
        snapshot("prototypes-through-training-start");
        robot.interact(() -> robot.lookup("#prototype-map").query().requestFocus());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        until(() -> slider.getValue() > 0.5);
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        theme(ThemeChoice.DARK);
        size(1100, 720);
        snapshot("prototypes-through-training-dark-small");
        size(1440, 900);
    }

    @Test
    void aRunThatKeptNothingSaysHowToKeep() throws Exception {
        open(PageId.PROTOTYPES, new PageArgument.OfRun("with-map"));
        chooseThroughTraining();
        until(
                () ->
                        robot.lookup("#go-to-keeping")
                                .tryQuery()
                                .map(n -> n.getParent().getParent().isVisible())
                                .orElse(false));
        snapshot("prototypes-not-kept");
    }

    private void chooseThroughTraining() throws Exception {
        ComboBox<?> chooser = robot.lookup("#checkpoint-chooser").queryAs(ComboBox.class);
        until(() -> chooser.getItems().size() == 2);
        robot.interact(() -> chooser.getSelectionModel().select(1));
    }

    private int neighbours() {
        return robot.lookup("#neighbours")
                .tryQueryAs(ListView.class)
                .map(list -> list.getItems().size())
                .orElse(0);
    }

    private String label(String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }
}
