package dev.interproto.training;

import dev.interproto.dataset.FaceBatch;
import dev.interproto.dataset.FaceBatches;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.LoaderOptions;
import dev.interproto.face.FaceTensor;
import dev.interproto.face.RgbImage;
import java.util.ArrayList;
import java.util.List;

/** Faces as a training will show them to its network, before it begins. */
public final class SeenFaces {
    private SeenFaces() {}

    /**
     * The first faces of an epoch: drawn, augmented and mirrored as the training will do it. A
     * function of the dataset, the configuration and the epoch.
     *
     * @param epoch from 0
     * @param count 2 or more; fewer come from a smaller dataset
     * @return 112×112 each
     * @throws dev.interproto.common.UserFacingException where the dataset cannot be trained on so
     */
    public static List<RgbImage> of(
            FaceDataset dataset, TrainingConfiguration configuration, int epoch, int count) {
        LoaderOptions usual = Trainer.loaderOptions(configuration);
        // The order of an epoch does not depend on the size of its batches.
        LoaderOptions few =
                new LoaderOptions(
                        count,
                        usual.seed(),
                        usual.flip(),
                        1,
                        1,
                        usual.augmentation(),
                        usual.sampling(),
                        usual.childAge());
        List<RgbImage> faces = new ArrayList<>();
        try (FaceBatches batches = new FaceBatches(dataset, few);
                FaceBatches.Epoch drawn = batches.epoch(epoch);
                FaceBatch batch = drawn.next()) {
            for (int i = 0; i < batch.count(); i++) {
                faces.add(FaceTensor.image(batch.pixels(), i * FaceTensor.LENGTH));
            }
        }
        return faces;
    }
}
