package dev.interproto.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.container.BinWriter;
import dev.interproto.dataset.container.RecordWriter;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on a RecordIO file and testing on .bin sets, by command. */
class ContainersTest {
    @TempDir private static Path folder;
    private static Path workspace;
    private static Path records;
    private static Path pairs;
    private static CapturedConsole.Result training;

    @BeforeAll
    static void train() throws IOException {
        workspace = folder.resolve("workspace");
        DemoFacesReport faces =
                DemoFaces.write(
                        folder.resolve("faces"),
                        new DemoFacesOptions(3, 10, 0.67, 2, 6, 7, 2),
                        Progress.NONE);
        FaceDataset dataset = FaceFolder.open(faces.train(), AgeLabels.none(), Progress.NONE);
        byte[][][] identities = new byte[dataset.identityCount()][10][];
        for (int i = 0; i < dataset.size(); i++) {
            identities[dataset.identityOf(i)][i % 10] = dataset.images().read(i);
        }
        records = RecordWriter.of(identities).write(folder.resolve("packed"), "train");
        List<byte[]> images = new ArrayList<>();
        boolean[] truths = new boolean[12];
        for (int i = 0; i < truths.length; i++) {
            truths[i] = i % 2 == 0;
            images.add(identities[0][i % 10]);
            images.add(identities[truths[i] ? 0 : 1][(i + 3) % 10]);
        }
        images.set(23, new byte[500]);
        pairs = folder.resolve("lfw.bin");
        Files.write(pairs, BinWriter.ofArrays(images, truths));
        training =
                CapturedConsole.run(
                        "train",
                        "--preset",
                        "demo",
                        "--data",
                        records.getParent(),
                        "--run",
                        "run",
                        "--workspace",
                        workspace,
                        "--epochs",
                        "1",
                        "--milestones",
                        "1",
                        "--batch-size",
                        "10",
                        "--pairs",
                        pairs);
    }

    @Test
    void aRecordFileIsTrainedOnAndABinSetTestedOnAfterEachEpoch() {
        assertThat(training.code()).as(training.err()).isZero();
        assertThat(training.err()).contains("epoch 1: loss").contains("lfw");
        assertThat(Workspace.open(workspace).datasets().list())
                .singleElement()
                .satisfies(known -> assertThat(known.root()).isEqualTo(records));
    }

    @Test
    void aBinSetIsEvaluatedWithoutAFolderOfImages() throws Exception {
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "evaluate",
                        "--run",
                        "run",
                        "--workspace",
                        workspace,
                        "--pairs",
                        pairs,
                        "--json",
                        "--out",
                        folder.resolve("out"));
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = result.json();
        assertThat(json.get("pairs").asInt()).isEqualTo(11);
        assertThat(json.get("missing_pairs").asInt()).isEqualTo(1);
        assertThat(folder.resolve("out")).isDirectoryContaining("glob:**pair*.csv");
    }

    @Test
    void aPairListNeedsItsImages() {
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "evaluate", "--run", "run", "--workspace", workspace, "--pairs", "a.txt");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Missing required option: '--images=DIR'");
    }

    @Test
    void aRecordFileIsInspected() throws Exception {
        CapturedConsole.Result result =
                CapturedConsole.run(
                        "dataset", "inspect", records, "--workspace", workspace, "--json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().get("images").asInt()).isEqualTo(30);
        assertThat(result.json().get("identities").asInt()).isEqualTo(3);
        assertThat(result.json().get("problems").asInt()).isZero();
    }
}
