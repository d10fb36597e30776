package dev.interproto.workspace.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.VerificationPair;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.ScoredPair;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.ProcessStamp;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep of two heads, three seeds and two test sets with results written by hand. */
class ComparisonTablesTest {
    @TempDir private Path folder;
    private Workspace workspace;
    private SweepFolder sweep;

    @BeforeEach
    void create() throws IOException {
        workspace = Workspace.open(folder.resolve("workspace"));
        Path faces = Files.createDirectories(workspace.root().resolve("faces"));
        List<SweepPlan.TestSet> sets =
                List.of(testSet("agedb20_child.txt", faces), testSet("mine.txt", faces));
        sweep =
                SweepFolder.create(
                        workspace,
                        new SweepPlan(
                                "s",
                                "demo",
                                Map.of(),
                                List.of(
                                        SweepPlan.Method.of("arcface"),
                                        SweepPlan.Method.of("cosface")),
                                List.of(0.0),
                                List.of(1L, 2L, 3L),
                                List.of(
                                        new SweepPlan.Dataset(
                                                Optional.of("faces"),
                                                faces.toString(),
                                                Optional.empty(),
                                                sets)),
                                List.of(),
                                List.of()),
                        folder);
    }

    private SweepPlan.TestSet testSet(String name, Path images) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "");
        return new SweepPlan.TestSet(file.toString(), Optional.of(images.toString()));
    }

    /** A finished run with these best accuracies, and a ten-fold one 2 % below the first. */
    private void finish(String head, long seed, double ageDb, double mine) throws IOException {
        SweepCell cell = cell(head, seed);
        RunFolder run = workspace.createRun(cell.name());
        run.write(
                SweepSamples.record(
                        cell.request(),
                        RunStatus.FINISHED,
                        ProcessStamp.current(),
                        Map.of(
                                "agedb20_child", new RunRecord.BestResult(ageDb, 40, 1),
                                "mine", new RunRecord.BestResult(mine, 12, 0))));
        Files.writeString(
                run.accuraciesFile(),
                "step,epoch,test_set,pairs,best_threshold_accuracy,kfold_accuracy_mean,auc,eer\n"
                        + "5,0,agedb20_child,40,0.1,0.1,0.5,0.5\n"
                        + "10,1,agedb20_child,40,"
                        + ageDb
                        + ","
                        + (ageDb - 0.02)
                        + ",0.5,0.5\n");
    }

    private SweepCell cell(String head, long seed) {
        return sweep.cells().stream()
                .filter(one -> one.row().head().equals(head) && one.seed() == seed)
                .findFirst()
                .orElseThrow();
    }

    private ComparisonTable table(Optional<PublishedResults.Table> published) {
        return ComparisonTables.of(
                sweep,
                sweep.statuses(),
                new ComparisonOptions(published, Optional.empty()),
                new SweepDraws());
    }

    private void finishAll() throws IOException {
        // Differences of 1, 2 and 3 points: t = 2√3, p = 1 − √(12/14) = 0.0742.
        finish("arcface", 1, 0.81, 0.5);
        finish("arcface", 2, 0.82, 0.6);
        finish("arcface", 3, 0.83, 0.7);
        finish("cosface", 1, 0.80, 0.9);
        finish("cosface", 2, 0.80, 0.9);
        finish("cosface", 3, 0.80, 0.9);
    }

    @Test
    void meansDeviationsBestAndMarksAreThoseOfTheRuns() throws IOException {
        finishAll();
        ComparisonTable table = table(Optional.empty());
        assertThat(table.columns())
                .extracting(ComparisonTable.Column::title)
                .containsExactly("agedb20_child (40 pairs)", "mine (12 pairs)");
        assertThat(table.rows())
                .extracting(ComparisonTable.Row::title)
                .containsExactly("ArcFace", "CosFace");
        ComparisonTable.Cell arc = table.rows().get(0).cells().get(0);
        assertThat(arc.bestThreshold().orElseThrow().mean()).isCloseTo(0.82, within(1e-12));
        assertThat(arc.bestThreshold().orElseThrow().std().orElseThrow())
                .isCloseTo(0.01, within(1e-12));
        assertThat(arc.kfold().orElseThrow().mean()).isCloseTo(0.80, within(1e-12));
        assertThat(arc.best()).isTrue();
        assertThat(arc.p()).isEmpty();
        ComparisonTable.Cell cos = table.rows().get(1).cells().get(0);
        assertThat(cos.best()).isFalse();
        assertThat(cos.p().orElseThrow()).isCloseTo(1 - Math.sqrt(12.0 / 14), within(1e-9));
        assertThat(cos.mark()).isEmpty();
        // On the other set 0.9 against 0.5, 0.6, 0.7: t = 0.3/(0.1/√3) = 3√3, p = 0.0351.
        ComparisonTable.Cell worse = table.rows().get(0).cells().get(1);
        assertThat(worse.p().orElseThrow()).isCloseTo(1 - Math.sqrt(27.0 / 29), within(1e-9));
        assertThat(worse.mark()).isEqualTo("*");
        assertThat(worse.kfold()).isEmpty();
        assertThat(table.rows().get(1).cells().get(1).best()).isTrue();
    }

    @Test
    void missingCellsSayWhy() throws IOException {
        finish("arcface", 1, 0.8, 0.5);
        sweep.failed(cell("arcface", 2).name(), new RunRecord.Failure("The disk is full.", "", ""));
        ComparisonTable table = table(Optional.empty());
        ComparisonTable.Cell some = table.rows().get(0).cells().get(0);
        assertThat(some.seeds()).isEqualTo(1);
        assertThat(some.wanted()).isEqualTo(3);
        assertThat(some.reason()).isEqualTo("1 failed: The disk is full.; 1 not begun");
        assertThat(ComparisonText.lines(some).get(2)).startsWith("n = 1/3");
        assertThat(table.rows().get(1).cells().get(0).reason()).isEqualTo("3 not begun");
        assertThat(ComparisonMarkdown.of(table)).contains("| 3 not begun |").contains("n = k/m");
    }

    /** Forty people's pairs, of whom some are missed: the evaluation of a best checkpoint. */
    private void evaluate(String head, long seed, int missed) throws IOException {
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            pairs.add(pair(true, i, i, i < missed ? 0.05 : 0.9));
            pairs.add(pair(false, i, (i + 1) % 40, 0.1));
        }
        PairScores scores = new PairScores("agedb20_child", pairs, List.of(), List.of());
        RunFolder run = workspace.run(cell(head, seed).name());
        StoredEvaluation.write(
                run.bestEvaluationFolder("agedb20_child"),
                VerificationReport.of(scores, VerificationOptions.DEFAULT),
                scores,
                new StoredEvaluation.Origin(
                        run.name(), "best-agedb20_child.npz", 10, 2, "", "/", Instant.EPOCH));
    }

    private static ScoredPair pair(boolean same, int first, int second, double similarity) {
        return new ScoredPair(
                new VerificationPair(
                        same, Path.of("p" + first + "/1.png"), Path.of("p" + second + "/2.png")),
                similarity);
    }

    /** A table with its draws made. */
    private ComparisonTable drawn(Optional<String> baseline) {
        SweepDraws draws = new SweepDraws();
        ComparisonOptions options = new ComparisonOptions(Optional.empty(), baseline);
        ComparisonTables.of(sweep, sweep.statuses(), options, draws);
        assertThat(draws.hasWanted()).isTrue();
        draws.makeWanted(Progress.NONE);
        ComparisonTable table = ComparisonTables.of(sweep, sweep.statuses(), options, draws);
        assertThat(draws.hasWanted()).isFalse();
        return table;
    }

    @Test
    void evaluatedPairByPairFiguresHaveIntervalsAndDifferences() throws IOException {
        finishAll();
        for (long seed = 1; seed <= 3; seed++) {
            // 4, 5, 6 of 80 pairs wrong, and always 16: 93.75 % and 80 %.
            evaluate("arcface", seed, (int) seed + 3);
            evaluate("cosface", seed, 16);
        }
        ComparisonTable table = drawn(Optional.empty());
        ComparisonTable.Intervals first =
                table.rows().get(0).cells().get(0).intervals().orElseThrow();
        assertThat(first.difference()).isEmpty();
        assertThat(first.bestThreshold().orElseThrow().contains(0.9375)).isTrue();
        assertThat(first.kfold()).isPresent();
        ComparisonTable.Difference difference =
                table.rows()
                        .get(1)
                        .cells()
                        .get(0)
                        .intervals()
                        .orElseThrow()
                        .difference()
                        .orElseThrow();
        assertThat(difference.baseline()).isEqualTo("ArcFace");
        assertThat(difference.seeds()).isEqualTo(3);
        assertThat(difference.bestThreshold().first()).isCloseTo(0.9375, within(1e-12));
        assertThat(difference.bestThreshold().second()).isCloseTo(0.8, within(1e-12));
        assertThat(difference.bestThreshold().differs()).isTrue();
        assertThat(ComparisonText.lines(table.rows().get(1).cells().get(0)).get(2))
                .startsWith("Δ −13.75 [−")
                .endsWith("]†");
        // The other test set was not evaluated.
        assertThat(table.rows().get(1).cells().get(1).intervals()).isEmpty();
        assertThat(table.notes())
                .anyMatch(note -> note.contains("agedb20_child: 80 pairs of 40 identities"))
                .anyMatch(note -> note.contains("the first method"))
                .anyMatch(note -> note.contains("interproto sweep evaluate"));
        assertThat(ComparisonCsv.of(table)).contains(",ArcFace,3,-0.137500,-0.");
        assertThat(ComparisonLatex.of(table))
                .contains("\\shortstack{")
                .contains("$\\Delta$ $-$13.75")
                .doesNotContain("−")
                .doesNotContain("†");
        ComparisonText.write(table, folder.resolve("intervals.png"));
        assertThat(folder.resolve("intervals.png")).isNotEmptyFile();
    }

    @Test
    void freshWeightsAreALineOfTheirOwn() throws IOException {
        finishAll();
        evaluate("arcface", 1, 8);
        RunFolder run = workspace.run(cell("arcface", 1).name());
        StoredEvaluation trained =
                StoredEvaluation.read(run.bestEvaluationFolder("agedb20_child")).orElseThrow();
        StoredEvaluation.write(
                run.untrainedEvaluationFolder("agedb20_child"),
                trained.report(),
                new PairScores("agedb20_child", trained.pairs(), List.of(), List.of()),
                new StoredEvaluation.Origin(
                        "random weights",
                        "",
                        0,
                        0,
                        "",
                        "/",
                        Instant.EPOCH,
                        false,
                        OptionalLong.of(7)));

        ComparisonTable table = drawn(Optional.empty());

        assertThat(table.rows()).hasSize(3);
        ComparisonTable.Row row = table.rows().get(2);
        assertThat(row.group()).isEqualTo("Not trained");
        assertThat(row.title()).isEqualTo("random weights");
        // 8 of 80 pairs wrong.
        assertThat(row.cells().get(0).bestThreshold().orElseThrow().mean()).isEqualTo(0.9);
        assertThat(row.cells().get(0).best()).isFalse();
        assertThat(row.cells().get(0).intervals().orElseThrow().bestThreshold()).isPresent();
        assertThat(row.cells().get(1).reason()).isEqualTo("not evaluated");
        // Better than ArcFace's 0.82, but no method: that stays the best.
        assertThat(table.rows().get(0).cells().get(0).best()).isTrue();
    }

    @Test
    void theBaselineIsChosenByItsMethod() throws IOException {
        finishAll();
        for (long seed = 1; seed <= 3; seed++) {
            evaluate("arcface", seed, 4);
            evaluate("cosface", seed, 4);
        }
        ComparisonTable table = drawn(Optional.of("CosFace"));
        ComparisonTable.Difference none =
                table.rows()
                        .get(0)
                        .cells()
                        .get(0)
                        .intervals()
                        .orElseThrow()
                        .difference()
                        .orElseThrow();
        assertThat(none.baseline()).isEqualTo("CosFace");
        assertThat(none.bestThreshold().difference()).isEmpty();
        assertThat(none.bestThreshold().differs()).isFalse();
        assertThatThrownBy(() -> drawn(Optional.of("SphereFace")))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("ArcFace; CosFace");
    }

    @Test
    void aLineWithASeedNotEvaluatedHasNoIntervals() throws IOException {
        finishAll();
        for (long seed = 1; seed <= 3; seed++) {
            evaluate("arcface", seed, 4);
        }
        evaluate("cosface", 1, 4);
        ComparisonTable table = drawn(Optional.of("CosFace"));
        assertThat(table.rows().get(1).cells().get(0).intervals()).isEmpty();
        // The one seed that both have is compared.
        assertThat(
                        table.rows()
                                .get(0)
                                .cells()
                                .get(0)
                                .intervals()
                                .orElseThrow()
                                .difference()
                                .orElseThrow()
                                .seeds())
                .isEqualTo(1);
    }

    @Test
    void anEvaluationOfAnotherCheckpointDoesNotCount() throws IOException {
        finishAll();
        RunFolder run = workspace.run(cell("arcface", 1).name());
        evaluate("arcface", 1, 4);
        assertThat(BestEvaluations.of(status("arcface", 1), "agedb20_child")).isPresent();
        // The best of a training that went on.
        run.write(
                SweepSamples.record(
                        cell("arcface", 1).request(),
                        RunStatus.FINISHED,
                        ProcessStamp.current(),
                        Map.of("agedb20_child", new RunRecord.BestResult(0.9, 80, 7))));
        assertThat(BestEvaluations.of(status("arcface", 1), "agedb20_child")).isEmpty();
    }

    private CellStatus status(String head, long seed) {
        return sweep.statuses().stream()
                .filter(one -> one.cell().equals(cell(head, seed)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneLuckySeedIsNoBestMethod() throws IOException {
        finish("arcface", 1, 0.8, 0.5);
        finish("arcface", 2, 0.8, 0.5);
        finish("cosface", 1, 0.9, 0.5);
        ComparisonTable table = table(Optional.empty());
        assertThat(table.rows().get(0).cells().get(0).best()).isTrue();
        assertThat(table.rows().get(1).cells().get(0).best()).isFalse();
        // One seed in common tells nothing.
        assertThat(table.rows().get(1).cells().get(0).p()).isEmpty();
    }

    @Test
    void equalMeansAreBothTheBest() throws IOException {
        // Summed in another order, these differ in the last bit.
        finish("arcface", 1, 0.1, 0.5);
        finish("arcface", 2, 0.2, 0.5);
        finish("arcface", 3, 0.3, 0.5);
        finish("cosface", 1, 0.3, 0.5);
        finish("cosface", 2, 0.2, 0.5);
        finish("cosface", 3, 0.1, 0.5);
        assertThat(table(Optional.empty()).rows())
                .allMatch(row -> row.cells().get(0).best() && row.cells().get(1).best());
    }

    @Test
    void thePublishedNumbersStandBesideUnderTheSameTestSet() throws IOException {
        finishAll();
        ComparisonTable table = table(PublishedResults.load().table("casia"));
        assertThat(table.columns())
                .extracting(ComparisonTable.Column::testSet)
                .containsExactly(
                        "agedb20_child", "mine", "FGNET-C20", "AgeDB-C30", "FGNET-C30", "LAG");
        assertThat(table.rows()).hasSize(2 + 9);
        ComparisonTable.Row paper = table.rows().get(10);
        assertThat(paper.title()).isEqualTo("Inter-Prototype");
        assertThat(ComparisonText.main(paper.cells().get(0))).isEqualTo("83.55 ± 0.20");
        assertThat(paper.cells().get(1).reason()).isEqualTo("not published");
        assertThat(table.rows().get(0).cells().get(5).reason()).isEqualTo("not a test set here");
        assertThat(paper.cells()).noneMatch(ComparisonTable.Cell::best);
        assertThat(PublishedResults.load().table("ms1m").orElseThrow().rows()).hasSize(7);
    }

    @Test
    void allFormsHoldTheSameFigures() throws IOException {
        finishAll();
        ComparisonTable table = table(PublishedResults.load().table("ms1m"));
        assertThat(ComparisonCsv.of(table).lines())
                .hasSize(1 + 9 * 6)
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "faces,ArcFace,false,agedb20_child,40,0.820000,0.010000,"
                                                + "0.800000,0.010000,3,3,true,,"));
        assertThat(ComparisonMarkdown.of(table)).contains("**82.00 ± 1.00** (80.00 ± 1.00)");
        assertThat(ComparisonLatex.of(table))
                .contains("\\textbf{82.00 $\\pm$ 1.00} {\\scriptsize (80.00 $\\pm$ 1.00)}")
                .contains("60.00 $\\pm$ 10.00$^{*}$")
                .contains("agedb20\\_child")
                .doesNotContain("±");
        for (String name : List.of("t.csv", "t.tex", "t.md", "t.png", "t.svg")) {
            ComparisonText.write(table, folder.resolve(name));
            assertThat(folder.resolve(name)).isNotEmptyFile();
        }
        assertThat(Files.readString(folder.resolve("t.svg"))).contains("82.00 ± 1.00");
        assertThatThrownBy(() -> ComparisonText.write(table, folder.resolve("t.doc")))
                .isInstanceOf(UserFacingException.class);
    }
}
