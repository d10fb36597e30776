package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.AgeOverlay;
import dev.interproto.dataset.Exclusions;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.PairLists;
import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.dataset.index.DatasetIndex;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens datasets and test sets as the desktop and the commands name them: the one place that knows
 * every kind of them, and what the workspace keeps about each.
 */
public final class DatasetOpening {
    private final Workspace workspace;

    public DatasetOpening(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Opens a dataset, a folder of identities' folders or a RecordIO file, with ages from the file
     * given, else from the file names where there are any and they hold any; over them lie those
     * that were set or estimated in the workspace. The images that the person left out are not in
     * it.
     *
     * @throws dev.interproto.common.UserFacingException where it holds no faces or the age-label
     *     file or the list of exclusions cannot be read
     */
    public FaceDataset open(Path data, Optional<Path> ageLabels, Progress progress) {
        return open(data, ageLabels, DatasetIndex.Check.FOLDERS, progress);
    }

    /**
     * As above.
     *
     * @param check how much of a folder that was opened before is looked at again
     */
    public FaceDataset open(
            Path data, Optional<Path> ageLabels, DatasetIndex.Check check, Progress progress) {
        FaceDataset dataset = scanned(data, ageLabels, check, progress);
        // A file that somebody exported knows for each age whether it was set or estimated.
        Optional<Path> exported = ageLabels.filter(AgeOverlay::isOne);
        FaceDataset sourced =
                exported.isPresent()
                        ? dataset.withAges(AgeOverlay.read(exported.get(), dataset, progress))
                                .asOpened()
                        : dataset;
        FaceDataset all = workspace.ages(data).laidOver(sourced, progress);
        Path excluded = exclusionsFile(all.root());
        return Exclusions.read(excluded).apply(all, excluded);
    }

    /** Where the images that are left out of a dataset are listed: {@link Exclusions}. */
    public Path exclusionsFile(Path root) {
        return workspace.datasetHome(root).resolve(Exclusions.FILE_NAME);
    }

    private FaceDataset scanned(
            Path data, Optional<Path> ageLabels, DatasetIndex.Check check, Progress progress) {
        Optional<AgeLabels> ages = ageLabels.map(file -> AgeLabels.onDemand(file, progress));
        if (RecordDataset.find(data).isPresent()) {
            return RecordDataset.open(data, ages.orElseGet(AgeLabels::none), progress);
        }
        return DatasetIndex.open(
                index(data), data, ages.orElseGet(() -> AgeLabels.auto(data)), check, progress);
    }

    /**
     * The index of a dataset, which also keeps what is computed from its images; see {@link
     * dev.interproto.dataset.index.ImageHashes}.
     */
    public Path index(Path data) {
        return workspace.datasetHome(data).resolve("index.sqlite");
    }

    /** The workspace whose knowledge of datasets is used. */
    public Workspace workspace() {
        return workspace;
    }

    /** Opens a pair list of a folder's or a RecordIO file's images; see {@link PairLists}. */
    public static PairList open(TestSetRequest testSet, Progress progress) {
        if (RecordDataset.find(testSet.images()).isPresent()) {
            FaceDataset records =
                    RecordDataset.open(testSet.images(), AgeLabels.none(), progress.part(0, 0.5));
            return PairLists.read(testSet.pairs(), records, progress.part(0.5, 1));
        }
        return PairLists.read(testSet.pairs(), testSet.images(), progress);
    }
}
