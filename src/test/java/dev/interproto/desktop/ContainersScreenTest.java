package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interproto.common.Progress;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.container.BinVerificationSet;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.ScoredPair;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/** InsightFace's containers on the pages: a training set and a verification set. */
class ContainersScreenTest extends ScreenTestSupport {
    private static final Path RECORDS = Path.of("../shared/data/recordio");
    private static final Path PAIRS = Path.of("../shared/data/small_lfw.bin");

    @Override
    protected void prepare(Workspace empty) throws Exception {
        if (!Files.exists(PAIRS)) {
            return;
        }
        RunFolder run =
                PreparedRun.run(empty, "arcface", PreparedRun.faces(folder.resolve("faces")));
        PreparedRun.prototypes(run, List.of("a", "b"), List.of(0), 0);
        PairList list = BinVerificationSet.open(PAIRS, Progress.NONE);
        List<ScoredPair> scored = new ArrayList<>();
        for (int i = 0; i < list.pairs().size(); i++) {
            scored.add(new ScoredPair(list.pairs().get(i), 0.7 - 0.1 * i));
        }
        PairScores scores = new PairScores(list.name(), scored, List.of(), List.of());
        StoredEvaluation.write(
                run.evaluationFolder(list.name()),
                VerificationReport.of(scores, VerificationOptions.DEFAULT),
                scores,
                new StoredEvaluation.Origin(
                        run.name(),
                        "last.npz",
                        2000,
                        20,
                        PAIRS.toAbsolutePath().normalize().toString(),
                        PAIRS.toAbsolutePath().normalize().getParent().toString(),
                        Instant.parse("2026-01-02T04:04:05Z")));
    }

    @Test
    void theImagesOfAContainerAreShown() throws Exception {
        assumeTrue(Files.exists(PAIRS), "no ../shared/data/small_lfw.bin here");
        open(PageId.VERIFICATION, new PageArgument.OfRun("arcface"));
        until(() -> robot.lookup("#pairs").queryAs(TableView.class).getItems().size() == 10);
        onScreen(
                () -> {
                    robot.lookup("#pairs").queryAs(TableView.class).getSelectionModel().select(2);
                    return true;
                });
        snapshot("containers-verification");
        open(PageId.VERIFICATION, new PageArgument.OfFiles(List.of(PAIRS)));
        until(() -> robot.lookup("#imagesField").tryQuery().isPresent());
        TextField images = robot.lookup("#imagesField").query();
        until(images::isDisabled);
        snapshot("containers-order");
        open(PageId.DATASETS, new PageArgument.OfFiles(List.of(RECORDS)));
        until(
                () ->
                        robot.lookup("#figure-identities .tile-number")
                                .queryAs(Label.class)
                                .getText()
                                .equals("24"));
        snapshot("containers-dataset");
        assertThat(workspace.datasets().list())
                .anySatisfy(known -> assertThat(known.root().endsWith("train.rec")).isTrue());
    }
}
