package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.PairLists;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Path;
import java.util.Optional;

/** Opens datasets and test sets as the desktop and the commands name them. */
public final class DatasetOpening {
    private DatasetOpening() {}

    /**
     * Opens a dataset folder, with ages from the file given, else from the file names where they
     * hold any.
     *
     * @throws dev.interproto.common.UserFacingException where the folder holds no faces or the
     *     age-label file cannot be read
     */
    public static FaceDataset open(Path root, Optional<Path> ageLabels, Progress progress) {
        AgeLabels ages =
                ageLabels
                        .map(file -> AgeLabels.fromFile(file, progress))
                        .orElseGet(() -> AgeLabels.auto(root));
        return FaceFolder.open(root, ages, progress);
    }

    /** Opens a pair list; see {@link PairLists#read}. */
    public static PairList open(TestSetRequest testSet, Progress progress) {
        return PairLists.read(testSet.pairs(), testSet.images(), progress);
    }
}
