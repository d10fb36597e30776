package dev.interproto.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small sweep on thirty drawn faces, really trained, moved and gone on with. */
class SweepCommandTest {
    @TempDir private static Path folder;
    private static Path workspace;

    @BeforeAll
    static void create() {
        workspace = folder.resolve("workspace");
        DemoFacesReport faces =
                DemoFaces.write(
                        workspace.resolve("datasets").resolve("faces"),
                        new DemoFacesOptions(3, 10, 0.67, 2, 6, 7, 2),
                        Progress.NONE);
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "sweep",
                        "create",
                        "--name",
                        "tiny",
                        "--workspace",
                        workspace,
                        "--preset",
                        "demo",
                        "--set",
                        "epochs=1",
                        "--set",
                        "batch_size=10",
                        "--heads",
                        "arcface",
                        "--lambda-child",
                        "0,1",
                        "--seeds",
                        "1,2",
                        "--data",
                        faces.train(),
                        "--age-labels",
                        faces.ageLabels(),
                        "--pairs",
                        faces.largeGapPairs(),
                        "--images",
                        faces.folder());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().lines())
                .containsExactly(
                        "tiny train arcface lambda=0 seed=1",
                        "tiny train arcface lambda=1 seed=1",
                        "tiny train arcface lambda=0 seed=2",
                        "tiny train arcface lambda=1 seed=2");
    }

    private static CapturedConsole.Result sweep(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = "sweep";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--workspace";
        all[arguments.length + 2] = workspace;
        return CapturedConsole.run(all);
    }

    @Test
    void aSweepIsTrainedInPartsMovedAndCompared() throws Exception {
        assertThat(sweep("reorder", "tiny", "seed=2").code()).isZero();
        CapturedConsole.Result part = sweep("run", "tiny", "--max-cells", "3", "--json");
        assertThat(part.code()).as(part.err()).isZero();
        assertThat(part.json().get("end").asText()).isEqualTo("ENOUGH");
        assertThat(part.err()).contains("Cell 1 of 4: tiny train arcface lambda=0 seed=2");
        JsonNode cells = sweep("show", "tiny", "--json").json().get("cells");
        assertThat(cells.get(2).get("state").asText()).isEqualTo("finished");
        assertThat(cells.get(3).get("state").asText()).isEqualTo("not_begun");

        // The workspace is carried to another place, where its name is another.
        workspace = Files.move(workspace, folder.resolve("carried"));
        Path finished = weights("tiny train arcface lambda=0 seed=2");
        FileTime before = Files.getLastModifiedTime(finished);
        assertThat(sweep("pause", "tiny").code()).isZero();
        assertThat(sweep("run", "tiny").code()).isEqualTo(1);
        assertThat(sweep("resume", "tiny").code()).isZero();
        CapturedConsole.Result rest = sweep("run", "tiny");
        assertThat(rest.code()).as(rest.err()).isZero();
        assertThat(rest.err()).contains("Nothing is left to train.");
        assertThat(Files.getLastModifiedTime(finished)).isEqualTo(before);
        assertThat(Workspace.open(workspace).runFolders())
                .hasSize(4)
                .allMatch(run -> run.status() == RunStatus.FINISHED);
        assertThat(sweep("list", "--json").json().get(0).get("finished").asInt()).isEqualTo(4);
        compare();
    }

    private static Path weights(String run) {
        return workspace.resolve("runs").resolve(run).resolve("checkpoints").resolve("last.npz");
    }

    private void compare() throws Exception {
        evaluate();
        Path tex = folder.resolve("table.tex");
        CapturedConsole.Result table = sweep("table", "tiny", "--json", "--out", tex);
        assertThat(table.code()).as(table.err()).isZero();
        assertThat(table.json().get("rows")).hasSize(3);
        assertThat(table.json().get("rows").get(2).get("title").asText())
                .isEqualTo("random weights of ir-small, seed 4885");
        JsonNode cell = table.json().get("rows").get(0).get("cells").get(0);
        assertThat(cell.get("best_threshold").get("count").asInt()).isEqualTo(2);
        assertThat(cell.get("best_threshold").get("mean").asDouble()).isBetween(0.5, 1.0);
        assertThat(tex).content().contains("\\toprule");
        Path png = folder.resolve("maps.png");
        CapturedConsole.Result maps =
                sweep("maps", "tiny", "--iterations", "20", "--out", png, "--json");
        assertThat(maps.code()).as(maps.err()).isZero();
        assertThat(maps.json()).hasSize(2);
        assertThat(maps.json().get(1).get("method").asText())
                .isEqualTo("ArcFace + Inter-Prototype (λ 1)");
        assertThat(maps.json().get(1).get("child_child").asDouble()).isBetween(-1.0, 1.0);
        assertThat(png).isNotEmptyFile();
    }

    private static boolean isUntrained(Path evaluation) {
        return evaluation.getFileName().toString().startsWith("random-");
    }

    private void evaluate() throws Exception {
        CapturedConsole.Result made = sweep("evaluate", "tiny", "--json");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.json().get("failed")).isEmpty();
        // One epoch each: training itself left the pairs of the last checkpoint, the best one.
        assertThat(made.json().get("kept").asInt()).isEqualTo(4);
        // The fresh weights, once for all cells.
        assertThat(made.json().get("made").asInt()).isEqualTo(1);
        Path kept =
                workspace
                        .resolve("runs")
                        .resolve("tiny train arcface lambda=0 seed=1")
                        .resolve("evaluations");
        try (Stream<Path> folders = Files.list(kept)) {
            Files.move(
                    folders.filter(one -> !isUntrained(one)).findFirst().orElseThrow(),
                    folder.resolve("put away"));
        }
        assertThat(sweep("evaluate", "tiny", "--json").json().get("made").asInt()).isEqualTo(1);
        assertThat(sweep("evaluate", "tiny", "--json").json().get("kept").asInt()).isEqualTo(5);
        // What is evaluated again is what training found.
        try (Stream<Path> folders = Files.list(kept)) {
            Path again = folders.filter(one -> !isUntrained(one)).findFirst().orElseThrow();
            assertThat(again.getFileName().toString()).startsWith("best-");
            assertThat(
                            Files.readString(again.resolve("pairs.csv"))
                                    .replace("/carried/", "/workspace/"))
                    .isEqualTo(Files.readString(folder.resolve("put away").resolve("pairs.csv")));
        }
        JsonNode difference =
                sweep("table", "tiny", "--json")
                        .json()
                        .get("rows")
                        .get(1)
                        .get("cells")
                        .get(0)
                        .get("intervals")
                        .get("difference");
        assertThat(difference.get("baseline").asText()).isEqualTo("ArcFace");
        assertThat(difference.get("seeds").asInt()).isEqualTo(2);
        // Two test identities are too few for an interval: half of the draws have one of them only.
        assertThat(difference.get("best_threshold").get("first").asDouble()).isBetween(0.5, 1.0);
    }

    @Test
    void wrongUsageIsToldApartFromFailure() {
        assertThat(CapturedConsole.run("sweep").code()).isEqualTo(2);
        assertThat(sweep("create").code()).isEqualTo(2);
        assertThat(sweep("show", "nobody").code()).isEqualTo(1);
        assertThat(sweep("show", "nobody").err()).contains("There is no sweep \"nobody\"");
        assertThat(sweep("reorder", "tiny", "nothing like it").code()).isEqualTo(2);
    }
}
