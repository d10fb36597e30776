package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.network.Backbone;
import dev.interproto.network.exchange.BackboneWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that start from the weights of another, on four drawn identities. */
class StartingWeightsTest {
    @TempDir private Path folder;

    private TrainingTask task(
            String name, int identities, double rate, Optional<SavedWeights> init) {
        return new TrainingTask(
                DrawnDataset.dataset(identities),
                TrainerTest.configuration(1, rate),
                List.of(),
                new CheckpointStore(folder.resolve(name)),
                false,
                init);
    }

    private static Map<String, float[]> arrays(Path file) throws IOException {
        Map<String, float[]> arrays = new HashMap<>();
        try (NpzReader archive = new NpzReader(file)) {
            for (String name : archive.arrays()) {
                if (name.startsWith(ParameterArchive.PARAMETERS)) {
                    arrays.put(
                            name.substring(ParameterArchive.PARAMETERS.length()),
                            archive.read(name));
                }
            }
        }
        return arrays;
    }

    /** A trained network as a weights file of the shelf. */
    private WeightsFile trained(boolean head) throws IOException {
        TrainingTask task = task("trained", 4, 0.05, Optional.empty());
        new Trainer(task).run(new TrainingControl(), event -> {});
        Map<String, float[]> arrays = arrays(task.checkpoints().lastFile());
        float[] prototypes = arrays.remove("head.weight");
        BackboneWeights weights =
                new BackboneWeights(
                        "test",
                        Backbone.IR_SMALL,
                        arrays,
                        head ? Optional.of(prototypes) : Optional.empty());
        Path file = folder.resolve("weights.npz");
        try (var out = Files.newOutputStream(file)) {
            WeightsFile.write(out, weights);
        }
        return new WeightsFile(file, Backbone.IR_SMALL, head ? 4 : 0);
    }

    /** What a training holds before its first step. */
    private Map<String, float[]> atTheStart(TrainingTask task) throws IOException {
        try (TrainingSession session = TrainingSession.open(task)) {
            session.saveLast();
        }
        return arrays(task.checkpoints().lastFile());
    }

    @Test
    void backboneAndPrototypesArriveBitForBit() throws IOException {
        WeightsFile model = trained(true);
        Map<String, float[]> expected = arrays(model.file());
        Map<String, float[]> found = atTheStart(task("new", 4, 0.05, Optional.of(model)));
        assertThat(found.keySet()).isEqualTo(expected.keySet()).contains("head.weight");
        expected.forEach((name, own) -> assertThat(found.get(name)).as(name).isEqualTo(own));
    }

    @Test
    void prototypesOfOtherIdentitiesStartAnewAndTheBackboneArrives() throws IOException {
        WeightsFile model = trained(true);
        Map<String, float[]> expected = arrays(model.file());
        Map<String, float[]> found = atTheStart(task("new", 5, 0.05, Optional.of(model)));
        Map<String, float[]> fresh = atTheStart(task("fresh", 5, 0.05, Optional.empty()));
        assertThat(found.get("head.weight")).isEqualTo(fresh.get("head.weight"));
        expected.remove("head.weight");
        expected.forEach((name, own) -> assertThat(found.get(name)).as(name).isEqualTo(own));
    }

    @Test
    void theFirstLossShowsThatTheWeightsArrived() throws IOException {
        WeightsFile model = trained(true);
        double fresh = firstLoss(task("fresh", 4, 0.05, Optional.empty()), new ArrayList<>());
        List<TrainingEvent> events = new ArrayList<>();
        double tuned = firstLoss(task("tuned", 4, 0.05, Optional.of(model)), events);
        assertThat(tuned).isLessThan(0.8 * fresh);
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        TrainingEvent.Note.class,
                        note ->
                                assertThat(note.message())
                                        .contains("weights.npz")
                                        .contains("its 4 prototypes included"));
    }

    private static double firstLoss(TrainingTask task, List<TrainingEvent> events) {
        new Trainer(task).run(new TrainingControl(), events::add);
        return events.stream()
                .filter(TrainingEvent.StepDone.class::isInstance)
                .map(TrainingEvent.StepDone.class::cast)
                .findFirst()
                .orElseThrow()
                .totalLoss();
    }

    @Test
    void aRunsCheckpointServesAsWellWhereItsIdentitiesAreTheSame() throws IOException {
        TrainingTask first = task("first", 4, 0.05, Optional.empty());
        new Trainer(first).run(new TrainingControl(), event -> {});
        Checkpoint last = Checkpoint.open(first.checkpoints().lastFile());
        assertThat(StartingWeights.headFits(last, last.facts().identities())).isTrue();
        assertThat(StartingWeights.headFits(last, List.of("a", "b", "c", "d"))).isFalse();
        Map<String, float[]> found = atTheStart(task("second", 4, 0.05, Optional.of(last)));
        float[] head = arrays(last.file()).get("head.weight");
        assertThat(found.get("head.weight")[7]).isEqualTo(head[7], within(0f));
        assertThat(found.get("head.weight")).isEqualTo(head);
    }

    @Test
    void weightsOfAnotherBackboneAreRefused() {
        WeightsFile other = new WeightsFile(folder.resolve("w.npz"), Backbone.IR_50, 0);
        assertThatThrownBy(() -> new Trainer(task("new", 4, 0.05, Optional.of(other))))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("ir-50");
    }
}
