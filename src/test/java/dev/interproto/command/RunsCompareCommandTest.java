package dev.interproto.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.VerificationPair;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.ScoredPair;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.SampleRuns;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCompareCommandTest {
    @TempDir private Path folder;

    @BeforeEach
    void evaluateTwo() throws IOException {
        Workspace workspace = Workspace.open(folder);
        // The same pairs, whose images lie in another folder for the second.
        store(SampleRuns.write(workspace, "base", RunStatus.FINISHED), "/here", 4);
        store(SampleRuns.write(workspace, "better", RunStatus.FINISHED), "/there", 10);
        SampleRuns.write(workspace, "bare", RunStatus.FINISHED);
    }

    /** Forty people, of whom every n-th is not recognised. */
    private static void store(RunFolder run, String images, int missed) throws IOException {
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String own = images + "/p" + i;
            String other = images + "/p" + (i + 1) % 40;
            pairs.add(pair(true, own + "/1.png", own + "/2.png", i % missed == 0 ? 0.05 : 0.9));
            pairs.add(pair(false, own + "/1.png", other + "/2.png", 0.1));
        }
        PairScores scores = new PairScores("c20", pairs, List.of(), List.of());
        StoredEvaluation.write(
                run.evaluationFolder("c20"),
                VerificationReport.of(scores, VerificationOptions.DEFAULT),
                scores,
                new StoredEvaluation.Origin(
                        run.name(), "last.npz", 10, 1, "c20.txt", images, Instant.EPOCH));
    }

    private static ScoredPair pair(boolean same, String first, String second, double similarity) {
        return new ScoredPair(
                new VerificationPair(same, Path.of(first), Path.of(second)), similarity);
    }

    private CapturedConsole.Result compare(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("runs", "compare"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--test-set", "c20", "--workspace", folder));
        return CapturedConsole.run(all.toArray());
    }

    @Test
    void figuresDifferencesAndTestAreShown() {
        CapturedConsole.Result result = compare("base", "better");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("base and better on 80 pairs (40 genuine, 40 impostor)")
                .contains("best-threshold accuracy (paper protocol)")
                .contains("2 pairs are right with base alone, 8 with better alone")
                .contains("1000 draws of 40 identities")
                .doesNotContain("left out");
    }

    @Test
    void jsonHoldsTheSame() throws Exception {
        CapturedConsole.Result result = compare("base", "better", "--json");

        JsonNode node = Json.mapper().readTree(result.out());
        assertThat(node.get("pairs").asInt()).isEqualTo(80);
        assertThat(node.at("/figures/0/figure").asText()).isEqualTo("own_threshold");
        assertThat(node.at("/figures/0/first").asDouble()).isEqualTo(0.875);
        assertThat(node.at("/figures/0/second").asDouble()).isEqualTo(0.95);
        assertThat(node.at("/figures/0/interval")).hasSize(2);
        // 10 and 4 people are missed, 2 of them (0 and 20) by both.
        assertThat(node.at("/mcnemar/only_second_right").asInt()).isEqualTo(8);
        assertThat(node.at("/mcnemar/only_first_right").asInt()).isEqualTo(2);
    }

    @Test
    void aRunWithoutTheEvaluationIsNamed() {
        CapturedConsole.Result result = compare("base", "bare");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("bare has not been evaluated on c20");
    }
}
