package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.desktop.chart.CurveChart;
import dev.interproto.desktop.chart.HistogramChart;
import dev.interproto.desktop.control.Formats;
import dev.interproto.projection.PrototypeMapCsv;
import dev.interproto.training.TrainingEvent.StepDone;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The path a newcomer takes, from an empty workspace to a verdict on two photographs, through the
 * real window with the real trainer. Each stop draws {@code target/screens/journey-*.png}.
 */
class WholePathScreenTest extends ScreenTestSupport {
    /** For one stop, on a machine that does something else as well. */
    private static final int PATIENCE_SECONDS = 120;

    private static final int IDENTITIES = 8;
    private static final int CHILDREN = 2;
    private static final int IMAGES = 10 * IDENTITIES;
    private static final int PAIRS_OF_A_KIND = 18;
    private static final int EPOCHS = 2;
    private static final int MAP_ITERATIONS = 300;
    private static final Pattern FIGURES =
            Pattern.compile(
                    "Similarity (-?[0-9.]+), threshold (-?[0-9.]+);"
                            + " probability of one person ([0-9.]+)\u2009%");

    private DemoFacesReport faces;
    private RunFolder run;

    @Test
    void aNewcomerGetsFromAFolderOfFacesToAVerdictOnTwoPhotographs() throws Exception {
        faces =
                DemoFaces.write(
                        folder.resolve("faces"),
                        new DemoFacesOptions(IDENTITIES, 10, 0.25, 3, PAIRS_OF_A_KIND, 4885, 2),
                        Progress.NONE);
        openTheDatasetAndItsAges();
        setUpTheTraining();
        watchItTrain();
        computeTheMap();
        lookAtThePairsAndMoveTheThreshold();
        compareTwoPhotographs();
        assertThat(robot.lookup(".toast.failure").tryQuery()).isEmpty();
    }

    private void openTheDatasetAndItsAges() throws Exception {
        dialogs.willAnswer(faces.train());
        robot.clickOn("#open-dataset");
        reach("the dataset", () -> text("#figure-images .tile-number").equals("" + IMAGES));
        assertThat(text("#figure-identities .tile-number")).isEqualTo("" + IDENTITIES);
        // The age labels lie beside the folder, so they come with it; naming them changes nothing.
        reach("the ages", () -> text("#figure-children .tile-number").equals("" + CHILDREN));
        dialogs.willAnswer(faces.ageLabels());
        robot.clickOn("#ageButton");
        reach("the ages", () -> text("#figure-children .tile-number").equals("" + CHILDREN));
        snapshot("journey-1-dataset");
    }

    private void setUpTheTraining() throws Exception {
        robot.clickOn("#train-on-dataset");
        reach("the form", () -> isShown("#preset-demo"));
        assertThat(text("#dataset")).isEqualTo("faces/train");
        robot.clickOn("#preset-demo");
        assertThat(text("#backbone")).isEqualTo("IR small");
        robot.clickOn("#advanced-toggle");
        type("#epochs", "" + EPOCHS);
        type("#milestones", "");
        type("#batchSize", "8");
        dialogs.willAnswer(faces.largeGapPairs());
        dialogs.willAnswer(faces.folder());
        robot.clickOn("#addTestSet");
        assertThat(text(".test-set .label")).isEqualTo("demo-c20.txt");
        // An estimate made before the test set was added may still be shown.
        String found = "demo-c20: " + 2 * PAIRS_OF_A_KIND + " pairs, all images found.";
        reach("the test set in the estimate", () -> texts(".note .label").contains(found));
        reach("what it will cost", () -> !text("#cost-epoch").isEmpty());
        assertThat(text("#cost-images")).isEqualTo("" + IMAGES);
        assertThat(text("#cost-children")).isEqualTo("" + CHILDREN);
        snapshot("journey-2-setup");
    }

    private void watchItTrain() throws Exception {
        reach("a training that can start", () -> !robot.lookup("#train").query().isDisabled());
        robot.clickOn("#train");
        TreeSet<Integer> lengths = new TreeSet<>();
        reach(
                "the first steps",
                () -> {
                    lengths.add(losses());
                    return lengths.last() > 2;
                });
        assertThat(descriptions()).anyMatch(line -> line.endsWith(" on faces/train"));
        snapshot("journey-3-training");
        reach(
                "the end of the training",
                () -> {
                    lengths.add(losses());
                    return isShown("#outcome-card");
                });
        run = workspace.runFolders().get(0);
        List<StepDone> steps = run.steps();
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(lengths).as("points of the loss curve while it ran").hasSizeGreaterThan(3);
        assertThat(losses()).isEqualTo(steps.size());
        assertThat(drawn("#loss-chart", "Total"))
                .usingComparatorForType(new DoubleComparator(1e-4), Double.class)
                .containsExactlyElementsOf(steps.stream().map(StepDone::totalLoss).toList());
        assertThat(drawn("#accuracy-chart", "demo-c20")).hasSize(EPOCHS);
        assertThat(text("#tile-epoch .tile-number")).isEqualTo(EPOCHS + " / " + EPOCHS);
        assertThat(text("#outcome-card .secondary"))
                .isEqualTo(
                        "demo-c20: "
                                + Formats.percent(run.record().best().get("demo-c20").accuracy())
                                + " on "
                                + 2 * PAIRS_OF_A_KIND
                                + " pairs (best threshold)");
        snapshot("journey-4-trained");
    }

    private void computeTheMap() throws Exception {
        robot.clickOn("#next-map");
        reach("the map's beginning", () -> isShown("#begin-map"));
        Spinner<?> iterations = robot.lookup("#iterations").queryAs(Spinner.class);
        type(iterations.getEditor(), "" + MAP_ITERATIONS);
        robot.clickOn("#compute-map");
        reach("the map", () -> !text("#figure-kl .number").equals("–"));
        assertThat(texts("#figure-kl .label").get(2)).contains(MAP_ITERATIONS + " iterations");
        assertThat(robot.lookup("#show-children").queryAs(CheckBox.class).getText())
                .isEqualTo("Child identities " + CHILDREN);
        assertThat(robot.lookup("#show-adults").queryAs(CheckBox.class).getText())
                .isEqualTo("Adult identities " + (IDENTITIES - CHILDREN));
        reach("its figures", () -> !text("#figure-childChild .number").equals("–"));
        assertThat(PrototypeMapCsv.read(run.maps().resolve("prototypes.csv")).points())
                .hasSize(IDENTITIES);
        snapshot("journey-5-map");
    }

    private void lookAtThePairsAndMoveTheThreshold() throws Exception {
        robot.clickOn("#rail-training");
        robot.clickOn("#next-verification");
        reach("the pairs", () -> pairs().getItems().size() == 2 * PAIRS_OF_A_KIND);
        VerificationReport report = run.evaluation("demo-c20").orElseThrow().report();
        assertThat(texts("#figure-best .label"))
                .startsWith(Formats.percent(report.bestThresholdAccuracy()))
                .contains(VerificationReport.BEST_THRESHOLD_NAME)
                .anyMatch(line -> line.matches("\\[\\d+\\.\\d, \\d+\\.\\d]"));
        assertThat(text("#thresholdText"))
                .isEqualTo("Threshold " + Formats.decimal(report.recommendedThreshold(), 4));
        snapshot("journey-6-pairs");
        Bounds roc = boundsOf("#roc");
        // Near the corner where nothing is accepted: every genuine pair is then rejected falsely.
        double y = roc.getMaxY() - 0.3 * roc.getHeight();
        robot.drag(roc.getMaxX() - 60, y).moveTo(roc.getMinX() + 60, roc.getMaxY() - 50).drop();
        reach(
                "a threshold above all pairs",
                () -> text("#verdictText").endsWith(" · " + PAIRS_OF_A_KIND + " false rejects"));
        assertThat(text("#verdictText"))
                .isEqualTo(
                        Formats.percent(0.5)
                                + " right · 0 false accepts · "
                                + PAIRS_OF_A_KIND
                                + " false rejects");
        robot.clickOn("#filter-false_rejects");
        assertThat(pairs().getItems()).hasSize(PAIRS_OF_A_KIND);
        snapshot("journey-7-threshold");
        robot.clickOn("#reset-threshold");
        assertThat(text("#thresholdText"))
                .isEqualTo("Threshold " + Formats.decimal(report.recommendedThreshold(), 4));
    }

    private void compareTwoPhotographs() throws Exception {
        robot.clickOn("#rail-compare");
        List<Path> two =
                faces.photographs().stream()
                        .filter(file -> file.getFileName().toString().startsWith("person-"))
                        .limit(2)
                        .toList();
        onScreen(
                () -> {
                    DraggedFiles dragged = new DraggedFiles(two);
                    dragged.fire(DragEvent.DRAG_OVER, stage.getScene().getRoot());
                    dragged.fire(DragEvent.DRAG_DROPPED, stage.getScene().getRoot());
                    return true;
                });
        reach("the verdict", () -> text("#verdict").startsWith("Most likely"));
        assertThat(robot.lookup("#path-first").queryAs(TextField.class).getText())
                .isEqualTo(two.get(0).toString());
        assertThat(robot.lookup("#face-second-0").tryQuery()).isPresent();
        Matcher figures = FIGURES.matcher(text("#verdict-figures"));
        assertThat(figures.matches()).as(text("#verdict-figures")).isTrue();
        double threshold = run.evaluation("demo-c20").orElseThrow().report().recommendedThreshold();
        assertThat(figures.group(2)).isEqualTo(Formats.decimal(threshold, 4));
        assertThat(text("#verdict"))
                .isEqualTo(
                        Double.parseDouble(figures.group(1)) >= threshold
                                ? "Most likely the same person"
                                : "Most likely two different persons");
        assertThat(text("#verdict-origin")).contains("demo-c20");
        assertThat(robot.lookup(".chart-card").match(Node::isVisible).queryAll())
                .anyMatch(
                        card ->
                                card instanceof HistogramChart bars
                                        && !bars.data().rows().isEmpty());
        snapshot("journey-8-verdict");
    }

    /** Waits for something; draws what is there instead when it does not come. */
    private void reach(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(
                    PATIENCE_SECONDS, TimeUnit.SECONDS, () -> onScreen(condition));
        } catch (TimeoutException e) {
            throw new AssertionError(
                    what + " did not come; see " + snapshot("journey-stuck").toAbsolutePath(), e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void type(String field, String text) throws Exception {
        type(robot.lookup(field).queryTextInputControl(), text);
    }

    private void type(TextInputControl field, String text) throws Exception {
        onScreen(
                () -> {
                    field.requestFocus();
                    field.selectAll();
                    return true;
                });
        if (text.isEmpty()) {
            robot.type(KeyCode.DELETE);
        } else {
            robot.write(text);
        }
        assertThat(field.getText()).isEqualTo(text);
    }

    private String text(String query) {
        return robot.lookup(query).tryQuery().map(node -> ((Labeled) node).getText()).orElse("");
    }

    private List<String> descriptions() {
        return texts(".page-header .secondary");
    }

    private List<String> texts(String query) {
        return robot.lookup(query).queryAllAs(Label.class).stream().map(Label::getText).toList();
    }

    private boolean isShown(String query) {
        return robot.lookup(query).queryAll().stream()
                .anyMatch(
                        node -> {
                            Node at = node;
                            while (at != null && at.isVisible()) {
                                at = at.getParent();
                            }
                            return at == null;
                        });
    }

    private int losses() {
        return drawn("#loss-chart", "Total").size();
    }

    /** The values of a curve. */
    private List<Double> drawn(String chart, String series) {
        return robot.lookup(chart).queryAs(CurveChart.class).data().rows().stream()
                .filter(row -> row.get(0).equals(series))
                .map(row -> Double.valueOf(row.get(2)))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private TableView<Object> pairs() {
        return robot.lookup("#pairs").queryAs(TableView.class);
    }

    private Bounds boundsOf(String query) throws Exception {
        Node node = robot.lookup(query).query();
        return onScreen(() -> node.localToScreen(node.getBoundsInLocal()));
    }
}
