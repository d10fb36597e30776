package dev.interproto.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.workspace.ModelFolder;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.SampleModels;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of the shelf wherever a run is taken, on thirty drawn faces of three identities. */
class ModelCommandTest {
    @TempDir private static Path folder;
    private static Path root;
    private static Workspace workspace;
    private static DemoFacesReport faces;

    @BeforeAll
    static void draw() {
        root = folder.resolve("workspace");
        workspace = Workspace.open(root);
        faces =
                DemoFaces.write(
                        folder.resolve("faces"),
                        new DemoFacesOptions(3, 10, 0.67, 2, 6, 7, 2),
                        Progress.NONE);
        SampleModels.shelve(workspace, "three", 3);
        SampleModels.shelve(workspace, "bare", 0);
    }

    private static CapturedConsole.Result run(Object... arguments) {
        Object[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--workspace";
        all[arguments.length + 1] = root;
        return CapturedConsole.run(all);
    }

    @Test
    void theShelfIsListedAndAModelShown() throws Exception {
        JsonNode list = run("model", "list", "--json").json();
        assertThat(list.findValuesAsText("name")).contains("bare", "three");
        CapturedConsole.Result show = run("model", "show", "three");
        assertThat(show.code()).as(show.err()).isZero();
        assertThat(show.out())
                .contains("ir-small")
                .contains("RGB, (x - 127.5) x 0.00784314, 112 x 112 pixels")
                .contains("3 prototypes");
        CapturedConsole.Result none = run("model", "show", "nobody");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("There is no model \"nobody\"").contains("bare");
    }

    @Test
    void aRemovedModelIsGoneFromTheList() {
        SampleModels.shelve(workspace, "soon-gone", 0);
        assertThat(run("model", "remove", "soon-gone").code()).isZero();
        assertThat(run("model", "list").out()).doesNotContain("soon-gone");
    }

    @Test
    void aFileThatIsNoModelIsRefusedAndLeavesNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "these are notes");
        CapturedConsole.Result result = run("model", "import", file);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("notes.txt");
        assertThat(new ModelShelf(workspace).find("notes")).isEmpty();
    }

    @Test
    void evaluatingAModelLeavesTheEvaluationInItsFolder() throws Exception {
        CapturedConsole.Result result =
                run(
                        "evaluate",
                        "--model",
                        "three",
                        "--pairs",
                        faces.smallGapPairs(),
                        "--images",
                        faces.folder(),
                        "--json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().get("pairs").asInt()).isEqualTo(12);
        assertThat(result.json().get("model").asText()).isEqualTo("three");
        assertThat(result.json().get("checkpoint").asText()).isEqualTo("weights.npz");
        ModelFolder model = new ModelShelf(workspace).folder("three");
        assertThat(model.evaluation("demo-small-gap")).isPresent();
        assertThat(run("model", "show", "three").out()).contains("demo-small-gap");

        Path face = someFace();
        JsonNode verdict = run("compare", "--model", "three", "--json", face, face).json();
        assertThat(verdict.get("similarity").asDouble()).isBetween(0.9999, 1.0);
        assertThat(verdict.get("threshold").isNumber()).isTrue();

        CapturedConsole.Result refused =
                run("compare", "--model", "three", "--yunet", face, face, face);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(face.getFileName().toString());
    }

    @Test
    void freshRandomWeightsAreABaselineBesideTheModelsOwn() throws Exception {
        CapturedConsole.Result own = evaluate("three");
        CapturedConsole.Result fresh = evaluate("three", "--random-weights");
        assertThat(fresh.code()).as(fresh.err()).isZero();
        assertThat(fresh.json().get("model").asText())
                .isEqualTo("random weights of ir-small, seed 4885");
        assertThat(fresh.json().get("random_weights_seed").asLong()).isEqualTo(4885);
        assertThat(fresh.json().get("cautions").toString()).contains("without training");
        ModelFolder model = new ModelShelf(workspace).folder("three");
        Path pairs = model.untrainedEvaluationFolder("demo-small-gap").resolve("pairs.csv");
        String first = Files.readString(pairs);
        assertThat(first)
                .isNotEqualTo(
                        Files.readString(
                                Path.of(own.json().get("folder").asText()).resolve("pairs.csv")));
        // The same seed gives the same weights, another one others, whatever the model's are.
        evaluate("bare", "--random-weights");
        assertThat(
                        new ModelShelf(workspace)
                                .folder("bare")
                                .untrainedEvaluationFolder("demo-small-gap")
                                .resolve("pairs.csv"))
                .content()
                .isEqualTo(first);
        evaluate("three", "--random-weights", "7");
        assertThat(Files.readString(pairs)).isNotEqualTo(first);
        // It is nobody's threshold.
        assertThat(model.evaluation("demo-small-gap").orElseThrow().origin().isUntrained())
                .isFalse();
        assertThat(new ModelShelf(workspace).folder("bare").evaluation("demo-small-gap")).isEmpty();
    }

    private static CapturedConsole.Result evaluate(String model, String... more) {
        List<Object> all =
                new ArrayList<>(
                        List.of(
                                "evaluate",
                                "--model",
                                model,
                                "--pairs",
                                faces.smallGapPairs(),
                                "--images",
                                faces.folder(),
                                "--json"));
        all.addAll(List.of(more));
        return run(all.toArray());
    }

    @Test
    void embeddingsOfAModelHaveItsSize() throws Exception {
        Path out = folder.resolve("embeddings.npz");
        CapturedConsole.Result result =
                run("embed", "--model", "bare", "--images", faces.train(), "--out", out, "--json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().get("images").asInt()).isEqualTo(30);
        assertThat(result.json().get("dimension").asInt()).isEqualTo(128);
    }

    @Test
    void aModelWithoutPrototypesIsMappedByTheMeansOfIdentities() throws Exception {
        Path out = folder.resolve("map.csv");
        CapturedConsole.Result none = run("tsne", "--model", "bare", "--out", out);
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("has no prototypes").contains("--data");
        CapturedConsole.Result means =
                run(
                        "tsne",
                        "--model",
                        "bare",
                        "--data",
                        faces.train(),
                        "--out",
                        out,
                        "--iterations",
                        "50",
                        "--json");
        assertThat(means.code()).as(means.err()).isZero();
        assertThat(means.json().get("points").asInt()).isEqualTo(3);
        ModelFolder bare = new ModelShelf(workspace).folder("bare");
        assertThat(bare.maps().resolve("means-train.csv")).isNotEmptyFile();
        CapturedConsole.Result own =
                run("tsne", "--model", "three", "--out", out, "--iterations", "50", "--json");
        assertThat(own.code()).as(own.err()).isZero();
        assertThat(Files.readAllLines(out).get(1)).startsWith("0,");
    }

    @Test
    void anExportedModelComesBackAsAGraphThatEvaluatesAlike() throws Exception {
        Path file = folder.resolve("three.onnx");
        CapturedConsole.Result exported = run("model", "export", "three", "--out", file, "--json");
        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(exported.json().get("largest_difference").asDouble()).isBetween(0.0, 1e-5);

        CapturedConsole.Result imported = run("model", "import", file, "--name", "graph", "--json");
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.json().get("kind").asText()).isEqualTo("onnx");
        assertThat(imported.json().at("/preprocessing/colours").asText()).isEqualTo("RGB");
        assertThat(imported.json().at("/source/sha256").asText()).hasSize(64);
        assertThat(similarity("graph")).isCloseTo(similarity("three"), within(1e-4));

        assertThat(run("model", "import", file, "--name", "graph").err())
                .contains("There is a model \"graph\" already");
        assertThat(train("from-graph", "--init", "graph").err())
                .contains("is an ONNX graph, not one of our backbones");
        Path copy = folder.resolve("copy.onnx");
        assertThat(run("model", "export", "graph", "--out", copy).code()).isZero();
        assertThat(copy).hasSameBinaryContentAs(file);
    }

    /** Of two faces, in float32. */
    private static double similarity(String model) throws Exception {
        List<Path> two;
        try (var files = Files.walk(faces.train())) {
            two = files.filter(Files::isRegularFile).sorted().limit(2).toList();
        }
        CapturedConsole.Result result =
                run(
                        "compare",
                        "--model",
                        model,
                        "--precision",
                        "float32",
                        "--json",
                        two.get(0),
                        two.get(1));
        assertThat(result.code()).as(result.err()).isZero();
        return result.json().get("similarity").asDouble();
    }

    private static CapturedConsole.Result train(String name, Object... more) {
        List<Object> words =
                new ArrayList<>(
                        List.of(
                                "train",
                                "--preset",
                                "demo",
                                "--data",
                                faces.train(),
                                "--age-labels",
                                faces.ageLabels(),
                                "--run",
                                name,
                                "--epochs",
                                "1",
                                "--batch-size",
                                "10"));
        words.addAll(List.of(more));
        return run(words.toArray());
    }

    @Test
    void aTrainingStartsFromAModelAndNamesIt() throws Exception {
        CapturedConsole.Result result = train("tuned", "--init", "three");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("its 3 prototypes included");
        RunFolder run = workspace.run("tuned");
        RunRecord.StartingPoint from = run.record().startedFrom().orElseThrow();
        assertThat(from.model()).contains("three");
        assertThat(from.source()).contains("00".repeat(32));
        assertThat(Files.readString(run.logFile())).contains("its 3 prototypes included");
    }

    @Test
    void aHeadOfOtherIdentitiesStartsAnew() throws Exception {
        SampleModels.shelve(workspace, "five", 5);
        CapturedConsole.Result result = train("new-head", "--init", "five");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .contains("the prototypes start anew, since it holds 5 for 3 identities");

        CapturedConsole.Result again = train("again", "--init-run", "new-head");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).contains("its 3 prototypes included");
        // The model is gone, the run goes on.
        ModelShelf shelf = new ModelShelf(workspace);
        shelf.remove(shelf.folder("five"));
        CapturedConsole.Result resumed =
                run("train", "--run", "new-head", "--resume", "--epochs", "2");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(workspace.run("new-head").record().startedFrom()).isPresent();
    }

    @Test
    void anotherBackboneIsRefusedBeforeAnythingIsWritten() {
        CapturedConsole.Result result =
                train("wrong", "--init", "three", "--backbone", "mobilefacenet");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("the model to start from of ir-small");
        assertThat(workspace.findRun("wrong")).isEmpty();
    }

    private static Path someFace() throws Exception {
        try (var files = Files.walk(faces.train())) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }
}
