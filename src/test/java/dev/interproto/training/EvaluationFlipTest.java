package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Json;
import dev.interproto.common.Progress;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.container.LocatedImages;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.FlipEmbedder;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.PairScoring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationFlipTest {
    @TempDir private Path folder;

    /** The last epoch's weights are the checkpoint's: evaluated anew they give the same pairs. */
    @Test
    void evaluationsWhileTrainingEmbedTheMirrorImagesToo() throws Exception {
        PairList pairs = DrawnDataset.pairs(folder);
        CheckpointStore store = new CheckpointStore(folder.resolve("checkpoints"));
        List<TrainingEvent.Evaluated> evaluated = new ArrayList<>();
        TrainingConfiguration configuration =
                TrainerTest.configuration(1, 0.05)
                        .withRefinements(Refinements.NONE.withEvaluationFlip(true));

        new Trainer(
                        new TrainingTask(
                                DrawnDataset.dataset(),
                                configuration,
                                List.of(pairs),
                                store,
                                false))
                .run(
                        new TrainingControl(),
                        event -> {
                            if (event instanceof TrainingEvent.Evaluated one) {
                                evaluated.add(one);
                            }
                        });

        assertThat(evaluated).hasSize(1);
        assertThat(evaluated.get(0).report().cautions()).contains(FlipEmbedder.CAUTION);
        assertThat(evaluated.get(0).scores()).isEqualTo(score(pairs, store, true));
        assertThat(evaluated.get(0).scores()).isNotEqualTo(score(pairs, store, false));
    }

    private static PairScores score(PairList pairs, CheckpointStore store, boolean flip) {
        Checkpoint last = Checkpoint.open(store.lastFile());
        String precision = last.facts().configuration().precision();
        FaceEmbedder own = FaceNetworks.embedder(last, "last", "auto", precision);
        try (FaceEmbedder embedder = flip ? new FlipEmbedder(own) : own;
                LocatedImages images = new LocatedImages()) {
            return PairScoring.score(pairs, embedder, images::face, Progress.NONE);
        }
    }

    @Test
    void configurationsFromBeforeThereWasAChoiceDoWithout() throws Exception {
        Refinements before = Json.mapper().readValue("{}", Refinements.class);
        assertThat(before).isEqualTo(Refinements.NONE);
        assertThat(before.evaluationFlip()).isFalse();
    }
}
