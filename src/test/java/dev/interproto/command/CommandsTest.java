package dev.interproto.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Json;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.SampleRuns;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "dataset",
                "dataset inspect",
                "dataset align",
                "dataset pairs",
                "dataset pairs build",
                "dataset pairs show",
                "dataset split",
                "train",
                "evaluate",
                "embed",
                "tsne",
                "compare",
                "runs",
                "runs list",
                "runs show",
                "sweep",
                "sweep create",
                "sweep run",
                "sweep list",
                "sweep show",
                "sweep pause",
                "sweep resume",
                "sweep reorder",
                "sweep table",
                "sweep maps",
                "model",
                "model import",
                "model list",
                "model show",
                "model export",
                "model remove",
                "benchmark",
                "benchmark detector",
                "benchmark index",
                "benchmark tsne"
            })
    void everyCommandHasHelp(String command) {
        String[] words = (command + " --help").split(" ");
        CapturedConsole.Result result = CapturedConsole.run((Object[]) words);
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Usage: interproto " + command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "train --run x",
                "train --data d",
                "train --data d --run x --pairs only",
                "train --data d --run x --epochs many",
                "train --data d --run x --head hardface",
                "train --data d --run x --inter-prototype cosine",
                "train --data d --run x --lambda-window never",
                "train --data d --run x --head softmax --margin 0.5",
                "train --data d --run x --head arcface --head-option t=1",
                "train --data d --run x --head mv-am --head-option t=2",
                "evaluate --run x",
                "evaluate --run x --model y --pairs p --images i",
                "evaluate --pairs p --images i",
                "embed --model y --checkpoint last --images i --out o.npz",
                "tsne --vectors b --data d --out f.csv",
                "train --run x --resume --init y",
                "train --data d --run x --init y --init-run z",
                "model",
                "model import",
                "model import f.pth --scale 0",
                "model export --out o.onnx",
                "model export a --run b --out o.onnx",
                "model export a --checkpoint last --out o.onnx",
                "evaluate --run x --pairs p --images i --protocol guess",
                "tsne --out f.csv",
                "tsne --run a --vectors b --out f.csv",
                "tsne --vectors b --out f.csv --perplexity 0",
                "tsne --vectors b --out f.csv --neighbours some",
                "tsne --vectors b --checkpoint last --out f.csv",
                "compare --run x one.jpg",
                "dataset",
                "dataset inspect",
                "dataset align in",
                "dataset align in out --detector eyes",
                "dataset align in out --format gif",
                "dataset align in out --quality 0",
                "dataset align in out --threads 0",
                "dataset align in out --min-face -1",
                "benchmark",
                "benchmark nothing",
                "benchmark detector",
                "benchmark detector --data d --threads 0",
                "benchmark index --images many",
                "dataset pairs",
                "dataset pairs build d",
                "dataset pairs build d --out o.txt --kind twins",
                "dataset pairs build d --out o.txt --kind random --gap 20",
                "dataset pairs build d --out o.txt --folds 5",
                "dataset pairs show l.txt",
                "dataset split --data d --out o",
                "dataset split --data d --out o --test-share 0.2 --test-range 1-2",
                "runs show"
            })
    void wrongUsageIsTwoAndSaysWhereHelpIs(String line) {
        CapturedConsole.Result result = CapturedConsole.run((Object[]) line.split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines().reduce((one, next) -> next).orElseThrow())
                .startsWith("Try: interproto ")
                .endsWith("--help");
        assertThat(result.err().lines().count()).isBetween(2L, 5L);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aFailureIsThreeLinesAndOne() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        CapturedConsole.Result result = CapturedConsole.run("dataset", "inspect", empty);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(3).first().asString().contains("is empty");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void alignmentGoesOnAndBeginsAnewOnlyWhenTold() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in"));
        Path out = folder.resolve("out");
        byte[] face = ImageEncoder.png(new RgbImage(112, 112, new byte[3 * 112 * 112]));
        Files.write(in.resolve("a.png"), face);
        Files.createFile(in.resolve("empty.png"));

        JsonNode first =
                Json.mapper()
                        .readTree(CapturedConsole.run("dataset", "align", in, out, "--json").out());
        JsonNode second =
                Json.mapper()
                        .readTree(CapturedConsole.run("dataset", "align", in, out, "--json").out());
        CapturedConsole.Result other =
                CapturedConsole.run("dataset", "align", in, out, "--format", "jpg");
        CapturedConsole.Result anew =
                CapturedConsole.run("dataset", "align", in, out, "--format", "jpg", "--anew");

        assertThat(first.get("taken").asInt()).isEqualTo(1);
        assertThat(first.get("unreadable").asInt()).isEqualTo(1);
        assertThat(first.get("kept").asInt()).isZero();
        assertThat(second.get("kept").asInt()).isEqualTo(2);
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("format: png → jpg95");
        assertThat(anew.code()).isZero();
        assertThat(out.resolve("a.jpg")).exists();
        assertThat(out.resolve("a.png")).doesNotExist();
    }

    @Test
    void aRunThatIsNotThereIsNamed() {
        for (String command :
                new String[] {
                    "runs show nobody",
                    "evaluate --run nobody --pairs p --images i",
                    "embed --run nobody --images i --out o.npz",
                    "tsne --run nobody --out o.csv",
                    "train --run nobody --resume"
                }) {
            CapturedConsole.Result result =
                    CapturedConsole.run(
                            (Object[])
                                    (command + " --workspace " + folder.resolve("w")).split(" "));
            assertThat(result.code()).as(command).isEqualTo(1);
            assertThat(result.err()).as(command).contains("There is no run \"nobody\"");
        }
    }

    @Test
    void withoutACommandTheDesktopOpensOnTheWorkspace() {
        CapturedConsole console = new CapturedConsole(true);
        assertThat(console.execute("--workspace", folder).code()).isZero();
        assertThat(console.opened.get()).isEqualTo(folder);
    }

    @Test
    void withoutAScreenTheDesktopSaysSo() {
        CapturedConsole.Result result = CapturedConsole.run();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("no screen").contains("--help");
    }

    @Test
    void runsAreListedAndShown() throws Exception {
        Workspace workspace = Workspace.open(folder);
        SampleRuns.write(workspace, "one", RunStatus.RUNNING, SampleRuns.deadProcess());
        CapturedConsole.Result list = CapturedConsole.run("runs", "--workspace", folder);
        assertThat(list.out()).contains("one").contains("interrupted").contains("ir-small");
        JsonNode json = CapturedConsole.run("runs", "list", "--json", "--workspace", folder).json();
        assertThat(json.get(0).get("name").asText()).isEqualTo("one");
        assertThat(json.get(0).get("status").asText()).isEqualTo("INTERRUPTED");
        assertThat(json.get(0).at("/configuration/lambda_child").asDouble()).isEqualTo(1.0);
        CapturedConsole.Result show =
                CapturedConsole.run("runs", "show", "one", "--workspace", folder);
        assertThat(show.out()).contains("ArcFace + Inter-Prototype (λ 1)").contains("320 images");
    }

    @Test
    void tsneMapsVectorsOfAFile() throws Exception {
        Random random = new Random(3);
        StringBuilder rows = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 40; i++) {
            rows.append(random.nextGaussian() + (i % 2) * 50)
                    .append(',')
                    .append(random.nextGaussian())
                    .append(',')
                    .append(random.nextGaussian())
                    .append('\n');
        }
        Path vectors = Files.writeString(folder.resolve("vectors.csv"), rows);
        Path out = folder.resolve("map.csv");
        Path image = folder.resolve("map.svg");
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "tsne",
                        "--vectors",
                        vectors,
                        "--out",
                        out,
                        "--image",
                        image,
                        "--json",
                        "--perplexity",
                        "5",
                        "--iterations",
                        "300",
                        "--start",
                        "spectral");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().get("points").asInt()).isEqualTo(40);
        assertThat(result.json().get("seconds").asDouble()).isPositive();
        assertThat(result.json().get("kl_divergence").asDouble()).isPositive();
        assertThat(Files.readAllLines(out)).hasSize(41);
        assertThat(Files.readString(image)).startsWith("<svg").contains("<circle");
    }

    @Test
    void aVectorFileWithAWrongLineIsNamedWithIt() throws Exception {
        Path vectors = Files.writeString(folder.resolve("vectors.csv"), "1,2\n3,x\n");
        CapturedConsole.Result result =
                CapturedConsole.run("tsne", "--vectors", vectors, "--out", folder.resolve("o.csv"));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("line 2");
    }

    @Test
    void aBenchmarkOfTheIndexPrintsItsFiguresAndKeepsTheFolderAskedFor() throws Exception {
        Path kept = folder.resolve("kept");
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "benchmark",
                        "index",
                        "--images",
                        "45",
                        "--identities",
                        "10",
                        "--keep",
                        kept,
                        "--json");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = result.json();
        assertThat(json.get("images").asInt()).isEqualTo(45);
        assertThat(json.get("identities").asInt()).isEqualTo(10);
        assertThat(json.get("changed_folders").asInt()).isEqualTo(10);
        assertThat(json.get("fresh").get("images").asInt()).isEqualTo(45);
        assertThat(json.get("first_indexing_ratio").asDouble()).isPositive();
        try (var identities = Files.list(kept.resolve("faces"))) {
            assertThat(identities).hasSize(10);
        }
        CapturedConsole.Result again =
                CapturedConsole.run("benchmark", "index", "--images", "4", "--keep", kept);
        assertThat(again.code()).isEqualTo(1);
    }

    @Test
    void aBenchmarkOfTheHeadPrintsItsFigures() throws Exception {
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "benchmark",
                        "head",
                        "--identities",
                        "50",
                        "--batch-size",
                        "4",
                        "--steps",
                        "2",
                        "--precision",
                        "float32",
                        "--json",
                        "--profile");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = result.json();
        assertThat(json.get("images_per_second").asDouble()).isPositive();
        assertThat(json.get("step_milliseconds").asDouble()).isPositive();
        assertThat(json.get("peak_memory_bytes").asLong()).isGreaterThan(10_000_000);
        assertThat(json.get("memory_late_bytes").asLong()).isPositive();
        assertThat(json.get("convolution_share").asDouble()).isZero();
        assertThat(json.get("precision").asText()).isEqualTo("float32");
        assertThat(json.get("operations").toString()).contains("gemm", "sgdMomentumStep");
    }

    @Test
    void aBenchmarkOfNoStepsIsRefused() {
        CapturedConsole.Result result = CapturedConsole.run("benchmark", "head", "--steps", "0");
        assertThat(result.code()).isOne();
        assertThat(result.err()).contains("number of steps of 0");
    }

    @Test
    void theBenchmarkOfMapsTellsItsStages() throws Exception {
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "benchmark", "tsne", "--points", "60", "--dimension", "8", "--json");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode node = Json.mapper().readTree(result.out());
        assertThat(node.get("points").asInt()).isEqualTo(60);
        assertThat(node.get("optimiser_seconds").asDouble())
                .isBetween(0.0, node.get("seconds").asDouble());
        assertThat(node.get("trustworthiness").get("value").asDouble()).isBetween(0.5, 1.0);
        assertThat(node.get("peak_memory_bytes").asLong()).isPositive();

        CapturedConsole.Result few = CapturedConsole.run("benchmark", "tsne", "--points", "24");
        assertThat(few.code()).isOne();
        assertThat(few.err()).contains("24 points");
    }
}
