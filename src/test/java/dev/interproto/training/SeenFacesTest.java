package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.dataset.Augmentation;
import dev.interproto.dataset.FaceBatch;
import dev.interproto.dataset.FaceBatches;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.face.FaceTensor;
import dev.interproto.face.RgbImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenFacesTest {
    private static final int EPOCH = 3;

    private final FaceDataset dataset = DrawnDataset.dataset();
    private final TrainingConfiguration configuration = TrainerTest.configuration(2, 0.05);
    private final Augmentation.Effect always = new Augmentation.Effect(1, 0.3);

    @Test
    void theyAreTheFirstOfTheEpochsFirstBatch() {
        TrainingConfiguration augmented =
                configuration.withRefinements(
                        Refinements.NONE.withAugmentation(
                                new Augmentation(null, always, null, null, always)));
        List<RgbImage> seen = SeenFaces.of(dataset, augmented, EPOCH, 4);

        assertThat(seen).hasSize(4);
        try (FaceBatches batches = new FaceBatches(dataset, Trainer.loaderOptions(augmented));
                FaceBatches.Epoch epoch = batches.epoch(EPOCH);
                FaceBatch batch = epoch.next()) {
            for (int i = 0; i < seen.size(); i++) {
                assertThat(FaceTensor.of(seen.get(i), false))
                        .isEqualTo(
                                Arrays.copyOfRange(
                                        batch.pixels(),
                                        i * FaceTensor.LENGTH,
                                        (i + 1) * FaceTensor.LENGTH));
            }
        }
    }

    @Test
    void anotherEpochDrawsOthersAndTheSameOneTheSame() {
        List<RgbImage> seen = SeenFaces.of(dataset, configuration, 0, 4);
        assertThat(pixels(SeenFaces.of(dataset, configuration, 0, 4))).isEqualTo(pixels(seen));
        assertThat(pixels(SeenFaces.of(dataset, configuration, 1, 4))).isNotEqualTo(pixels(seen));
    }

    private static List<List<Byte>> pixels(List<RgbImage> faces) {
        return faces.stream()
                .map(
                        face -> {
                            Byte[] boxed = new Byte[face.rgb().length];
                            Arrays.setAll(boxed, i -> face.rgb()[i]);
                            return List.of(boxed);
                        })
                .toList();
    }
}
