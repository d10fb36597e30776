package dev.interproto.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.training.TrainingEvent;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job by command, on thirty drawn faces: train, evaluate, embed, map, compare. */
class WholePathTest {
    private static final int IMAGES = 30;

    @TempDir private static Path folder;
    private static Path workspace;
    private static DemoFacesReport faces;
    private static CapturedConsole.Result training;

    @BeforeAll
    static void train() {
        workspace = folder.resolve("workspace");
        faces =
                DemoFaces.write(
                        folder.resolve("faces"),
                        new DemoFacesOptions(3, 10, 0.67, 2, 6, 7, 2),
                        Progress.NONE);
        training =
                CapturedConsole.run(
                        "train",
                        "--preset",
                        "demo",
                        "--data",
                        faces.train(),
                        "--age-labels",
                        faces.ageLabels(),
                        "--run",
                        "run",
                        "--workspace",
                        workspace,
                        "--epochs",
                        "2",
                        "--milestones",
                        "1",
                        "--batch-size",
                        "10",
                        "--seed",
                        "5",
                        "--pairs",
                        faces.largeGapPairs(),
                        "--images",
                        faces.folder());
    }

    @Test
    void trainingLeavesACompleteRun() throws Exception {
        assertThat(training.code()).as(training.err()).isZero();
        assertThat(training.err()).contains("epoch 2: loss").contains("demo-c20");
        RunFolder run = Workspace.open(workspace).run("run");
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.record().data().childIdentities()).isEqualTo(2);
        assertThat(run.record().best()).containsOnlyKeys("demo-c20");
        assertThat(run.steps())
                .extracting(TrainingEvent.StepDone::step)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(run.epochs()).hasSize(2);
        assertThat(run.checkpoints().resolve("last.npz")).isNotEmptyFile();
        assertThat(run.checkpoints().resolve("best-demo-c20.npz")).isNotEmptyFile();
        assertThat(Files.readString(run.logFile())).contains("finished at step 6");
        // What was trained on by command is in the desktop's list of datasets.
        assertThat(Workspace.open(workspace).datasets().list())
                .singleElement()
                .satisfies(
                        known -> {
                            assertThat(known.root()).isEqualTo(faces.train());
                            assertThat(known.ageLabels()).contains(faces.ageLabels());
                            assertThat(known.testSets()).hasSize(1);
                        });
    }

    @Test
    void aFinishedRunGoesOnOnlyForMoreEpochs() {
        CapturedConsole.Result again =
                CapturedConsole.run("train", "--run", "run", "--workspace", workspace, "--resume");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("finished already").contains("--epochs");
        CapturedConsole.Result other =
                CapturedConsole.run(
                        "train",
                        "--run",
                        "run",
                        "--workspace",
                        workspace,
                        "--resume",
                        "--epochs",
                        "3",
                        "--lambda-child",
                        "0");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("another configuration");
    }

    @Test
    void analysingARunLooksAtItsOwnTrainingSet() throws Exception {
        Path out = folder.resolve("analysis");
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "analyse",
                        "--run",
                        "run",
                        "--workspace",
                        workspace,
                        "--json",
                        "--out",
                        out);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode analysis = result.json().get("analysis");
        assertThat(analysis.at("/options/rule/child_age").asInt()).isEqualTo(13);
        assertThat(analysis.at("/prototypes/children/taken").asInt()).isEqualTo(2);
        assertThat(analysis.at("/prototypes/child_child/count").asInt()).isEqualTo(1);
        assertThat(analysis.at("/prototypes/adult_adult/count").asInt()).isZero();
        assertThat(analysis.at("/means/child_adult/count").asInt()).isEqualTo(2);
        int child = analysis.at("/angles/child/own/count").asInt();
        int adult = analysis.at("/angles/adult/own/count").asInt();
        assertThat(child + adult).isEqualTo(30);
        assertThat(analysis.at("/angles/ages/0/own/count").asInt()).isEqualTo(child);
        assertThat(analysis.at("/angles/child/own/mean").asDouble()).isBetween(0.0, 180.0);
        for (String figure :
                List.of(
                        "prototypes",
                        "identity-means",
                        "own-prototype",
                        "other-prototypes",
                        "ages")) {
            assertThat(out.resolve(figure + ".png")).isNotEmptyFile();
            assertThat(out.resolve(figure + ".svg")).isNotEmptyFile();
        }
        CapturedConsole.Result text =
                CapturedConsole.run(
                        "analyse",
                        "--run",
                        "run",
                        "--workspace",
                        workspace,
                        "--child-filter",
                        "1000");
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out()).contains("child–child").contains("none").contains("0 pairs");
        assertThat(text.err()).contains("no pairs of child identities");
        assertThat(
                        CapturedConsole.run(
                                        "analyse",
                                        "--run",
                                        "run",
                                        "--workspace",
                                        workspace,
                                        "--identities",
                                        "1")
                                .code())
                .isEqualTo(1);
    }

    @Test
    void evaluatingGivesTheFieldsScriptsRelyOn() throws Exception {
        Path out = folder.resolve("evaluation");
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "evaluate",
                        "--run",
                        "run",
                        "--workspace",
                        workspace,
                        "--pairs",
                        faces.smallGapPairs(),
                        "--images",
                        faces.folder(),
                        "--grid",
                        "--json",
                        "--out",
                        out);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = result.json();
        assertThat(json.get("pairs").asInt()).isEqualTo(12);
        assertThat(out.resolve("pair-grid.png")).isNotEmptyFile();
        assertThat(json.get("missing_pairs").asInt()).isZero();
        assertThat(json.get("best_threshold_accuracy").asDouble()).isBetween(0.5, 1.0);
        for (String field : List.of("kfold_accuracy_mean", "kfold_accuracy_std", "auc", "eer")) {
            assertThat(json.has(field)).as(field).isTrue();
        }
        for (String file : List.of("report.json", "pairs.csv", "roc.png", "histogram.png")) {
            assertThat(out.resolve(file)).isNotEmptyFile();
        }
        assertThat(Workspace.open(workspace).run("run").evaluation("demo-small-gap")).isPresent();
    }

    @Test
    void comparingPhotographsGivesAVerdictAfterAnEvaluation() throws Exception {
        CapturedConsole.run(
                "evaluate",
                "--run",
                "run",
                "--workspace",
                workspace,
                "--pairs",
                faces.largeGapPairs(),
                "--images",
                faces.folder());
        Path face;
        try (var files = Files.walk(faces.test())) {
            face = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "compare", "--run", "run", "--workspace", workspace, "--json", face, face);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = result.json();
        assertThat(json.get("similarity").asDouble()).isBetween(0.9999, 1.0);
        assertThat(json.get("same").asBoolean()).isTrue();
        assertThat(json.get("threshold").isNumber()).isTrue();
        assertThat(json.get("probability").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void embeddingsComeAsANumpyArchiveOfUnitRows() throws Exception {
        Path out = folder.resolve("embeddings.npz");
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "embed",
                        "--run",
                        "run",
                        "--workspace",
                        workspace,
                        "--images",
                        faces.train(),
                        "--out",
                        out,
                        "--json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().get("images").asInt()).isEqualTo(IMAGES);
        try (ZipFile archive = new ZipFile(out.toFile())) {
            ByteBuffer array = entry(archive, "embeddings.npy");
            double squares = 0;
            for (int i = 0; i < result.json().get("dimension").asInt(); i++) {
                float value = array.getFloat();
                squares += value * value;
            }
            assertThat(squares).isBetween(0.9999, 1.0001);
            ByteBuffer names = entry(archive, "names.npy");
            int[] letters = IntStream.generate(names::getInt).limit(7).toArray();
            assertThat(new String(letters, 0, 7)).isEqualTo("0000000");
        }
    }

    /** An array's numbers, its header skipped. */
    private static ByteBuffer entry(ZipFile archive, String name) throws IOException {
        byte[] bytes = archive.getInputStream(archive.getEntry(name)).readAllBytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = Short.toUnsignedInt(buffer.getShort(8));
        assertThat((10 + header) % 64).isZero();
        return buffer.position(10 + header);
    }

    @Test
    void theMapHasAPointAnIdentity() throws Exception {
        Path out = folder.resolve("map.csv");
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "tsne",
                        "--run",
                        "run",
                        "--workspace",
                        workspace,
                        "--out",
                        out,
                        "--json",
                        "--iterations",
                        "50",
                        "--image",
                        folder.resolve("map.png"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().get("points").asInt()).isEqualTo(3);
        assertThat(Files.readAllLines(out)).hasSize(4);
        assertThat(folder.resolve("map.png")).isNotEmptyFile();
    }

    @Test
    void aKilledTrainingLosesItsEpochOnlyAndGoesOn() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.interproto.Interproto",
                                "train",
                                "--preset",
                                "demo",
                                "--data",
                                faces.train().toString(),
                                "--age-labels",
                                faces.ageLabels().toString(),
                                "--run",
                                "killed",
                                "--workspace",
                                workspace.toString(),
                                "--epochs",
                                "100000",
                                "--milestones",
                                "90000",
                                "--batch-size",
                                "4")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("killed.txt").toFile())
                        .start();
        Workspace opened = Workspace.open(workspace);
        try {
            awaitSteps(opened, process);
        } finally {
            process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        RunFolder run = opened.run("killed");
        assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
        int before = run.epochs().size();
        CapturedConsole.Result resumed =
                CapturedConsole.run(
                        "train",
                        "--run",
                        "killed",
                        "--workspace",
                        workspace,
                        "--resume",
                        "--epochs",
                        before + 2);
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        // 30 images in batches of 4: eight steps an epoch, each there once.
        assertThat(run.steps())
                .extracting(TrainingEvent.StepDone::step)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 8 * (before + 2))
                                .mapToObj(i -> (long) i)
                                .toList());
        assertThat(run.epochs())
                .extracting(TrainingEvent.EpochDone::epoch)
                .containsExactlyElementsOf(IntStream.range(0, before + 2).boxed().toList());
    }

    /** Until an epoch is behind it and its checkpoint written, and steps of the next are. */
    private static void awaitSteps(Workspace opened, Process process) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < end && process.isAlive()) {
            var run = opened.findRun("killed");
            if (run.isPresent()
                    && Files.exists(run.get().checkpoints().resolve("last.npz"))
                    && !run.get().epochs().isEmpty()
                    && run.get().steps().size() % 8 > 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError(Files.readString(folder.resolve("killed.txt")));
    }
}
