package dev.interproto.workspace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.network.Backbone;
import dev.interproto.network.exchange.BackboneWeights;
import dev.interproto.workspace.ModelRecord;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.SampleModels;
import dev.interproto.workspace.ShelfEntry;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drawn people seen by a network of random weights, which knows copies and nothing else. */
class LookalikesJobTest {
    /** Of two means of the same images; different ones are below it. */
    private static final double SAME = 0.99999;

    @TempDir private Path folder;
    private Path root;
    private LookalikesJob job;

    @BeforeEach
    void draw() throws IOException {
        Workspace workspace = Workspace.open(folder.resolve("workspace"));
        ShelfEntry.Model model =
                new ModelShelf(workspace)
                        .add(
                                "telling",
                                weights(),
                                new ModelRecord.Source("telling.pth", "00".repeat(32)),
                                false);
        job = new LookalikesJob(model.folder(), "last", "cpu", "float32");
        root =
                DemoFaces.write(
                                folder.resolve("drawn"),
                                new DemoFacesOptions(3, 4, 0, 2, 2, 7, 2),
                                Progress.NONE)
                        .train();
    }

    /**
     * Random filters, and batch norms that change nothing: with random shifts in every layer all
     * embeddings would be one.
     */
    private static BackboneWeights weights() {
        BackboneWeights random = SampleModels.irSmall(3, 1);
        Map<String, float[]> parameters = new LinkedHashMap<>(random.parameters());
        Backbone.IR_SMALL
                .parameterShapes()
                .forEach(
                        (name, shape) -> {
                            if (shape.length == 1) {
                                float[] values = new float[(int) shape[0]];
                                boolean factor =
                                        name.endsWith("weight") || name.endsWith("running_var");
                                Arrays.fill(values, factor ? 1 : 0);
                                parameters.put(name, values);
                            }
                        });
        return new BackboneWeights(random.format(), Backbone.IR_SMALL, parameters, random.head());
    }

    private List<Path> identities() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static List<Path> images(Path identity) throws IOException {
        try (Stream<Path> files = Files.list(identity)) {
            return files.sorted().toList();
        }
    }

    private Lookalikes run(FaceDataset dataset) {
        return job.run(dataset, OptionalDouble.of(SAME), Progress.NONE);
    }

    private FaceDataset dataset() {
        return FaceFolder.open(root, AgeLabels.none(), Progress.NONE);
    }

    private String name(FaceDataset dataset, int identity) {
        return dataset.identityName(identity);
    }

    @Test
    void onePersonInTwoFoldersIsFoundAndNobodyElse() throws IOException {
        assertThat(run(dataset()).pairs()).as("three people").isEmpty();
        Path twin = Files.createDirectory(root.resolve("twin"));
        for (Path image : images(identities().get(1))) {
            Files.copy(image, twin.resolve(image.getFileName()));
        }
        FaceDataset dataset = dataset();

        Lookalikes found = run(dataset);

        assertThat(found.compared()).isEqualTo(4);
        assertThat(found.threshold()).isEqualTo(SAME);
        assertThat(found.pairCount()).isEqualTo(1);
        Lookalikes.Pair pair = found.pairs().get(0);
        assertThat(pair.cosine()).isGreaterThan(SAME);
        assertThat(List.of(name(dataset, pair.first()), name(dataset, pair.second())))
                .containsExactlyInAnyOrder(identities().get(1).getFileName().toString(), "twin");
        assertThat(Lookalikes.csv(dataset, found.pairs()).lines()).hasSize(2);
    }

    @Test
    void withoutAThresholdTheMedianImageSetsIt() {
        Lookalikes found = job.run(dataset(), OptionalDouble.empty(), Progress.NONE);
        assertThat(found.threshold()).isEqualTo(found.typical()).isBetween(-1.0, 1.0);
    }

    @Test
    void aCancelledComparisonGivesNothing() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        FaceDataset dataset = dataset();
        assertThatThrownBy(() -> job.run(dataset, OptionalDouble.empty(), cancelled))
                .isInstanceOf(CancelledException.class);
    }
}
