package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.AgeOverlay;
import dev.interproto.dataset.Exclusions;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.PairLists;
import dev.interproto.dataset.archive.ArchiveKind;
import dev.interproto.dataset.archive.ArchiveUnpacking;
import dev.interproto.dataset.archive.Unpacked;
import dev.interproto.dataset.container.BinVerificationSet;
import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.dataset.index.DatasetIndex;
import dev.interproto.dataset.layout.CacdVs;
import dev.interproto.dataset.layout.DatasetSurvey;
import dev.interproto.dataset.layout.LayoutFolder;
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
     * Opens a dataset, a folder in any layout that {@link LayoutFolder} knows, a RecordIO file, or
     * an archive of either (unpacked into the workspace, unless it was before), with ages from the
     * file given, else from the file names where there are any and they hold any; over them lie
     * those that were set or estimated in the workspace. The images that the person left out are
     * not in it.
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
            Path named, Optional<Path> ageLabels, DatasetIndex.Check check, Progress progress) {
        DatasetIndex.prepare();
        Path data = located(named, progress);
        FaceDataset dataset = scanned(data, ageLabels, check, progress);
        // A file that somebody exported knows for each age whether it was set or estimated.
        Optional<Path> exported = ageLabels.filter(AgeOverlay::isOne);
        FaceDataset sourced =
                exported.isPresent()
                        ? dataset.withAges(AgeOverlay.read(exported.get(), dataset, progress))
                                .asOpened()
                        : dataset;
        FaceDataset all = workspace.ages(sourced.root()).laidOver(sourced, progress);
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
            return RecordDataset.open(
                    data,
                    ages.orElseGet(AgeLabels::none),
                    DatasetIndex.records(index(data), check),
                    progress);
        }
        AgeLabels known = ages.orElseGet(() -> AgeLabels.auto(data));
        return LayoutFolder.open(data, known, progress)
                .orElseGet(() -> DatasetIndex.open(index(data), data, known, check, progress));
    }

    /**
     * Where the dataset lies that a person names: an archive is unpacked into the workspace, or
     * found there, and of a folder that only holds one collection, that one is meant.
     *
     * @throws dev.interproto.common.UserFacingException where an archive is refused or does not fit
     */
    public Path located(Path data, Progress progress) {
        if (ArchiveKind.isArchive(data)) {
            return within(unpack(data, progress).folder());
        }
        return within(data);
    }

    /** What is kept about a RecordIO file lies under its own path, however it was named. */
    private static Path within(Path folder) {
        return RecordDataset.find(folder).orElseGet(() -> LayoutFolder.within(folder));
    }

    private Unpacked unpack(Path archive, Progress progress) {
        return new ArchiveUnpacking().unpack(archive, workspace.generatedDatasets(), progress);
    }

    /**
     * Looks at what a person points at: a folder, or an archive, which is unpacked first.
     *
     * @throws dev.interproto.common.UserFacingException where an archive is refused or does not
     *     fit, or a folder cannot be read
     */
    public DatasetSurvey survey(Path data, Progress progress) {
        if (!ArchiveKind.isArchive(data)) {
            return DatasetSurvey.of(data, progress);
        }
        Unpacked unpacked = unpack(data, progress.part(0, 0.8));
        return DatasetSurvey.of(unpacked.folder(), progress.part(0.8, 1))
                .withMissing(unpacked.problems());
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

    /**
     * Opens a test set: a {@code .bin} set, a folder of CACD-VS, or a pair list of a folder's or a
     * RecordIO file's images; see {@link BinVerificationSet}, {@link CacdVs} and {@link PairLists}.
     */
    public static PairList open(TestSetRequest testSet, Progress progress) {
        if (TestSetRequest.holdsImages(testSet.pairs())) {
            return BinVerificationSet.open(testSet.pairs(), progress);
        }
        if (CacdVs.isAt(testSet.pairs())) {
            return CacdVs.pairs(testSet.pairs());
        }
        if (RecordDataset.find(testSet.images()).isPresent()) {
            FaceDataset records =
                    RecordDataset.open(testSet.images(), AgeLabels.none(), progress.part(0, 0.5));
            return PairLists.read(testSet.pairs(), records, progress.part(0.5, 1));
        }
        return PairLists.read(testSet.pairs(), testSet.images(), progress);
    }
}
