package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.duplicate.Overlap;
import dev.interproto.dataset.duplicate.OverlapSearch;
import dev.interproto.dataset.pairs.TrainedIdentities;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a test set shares with a training set, since figures on trained images are no test. */
public final class OverlapCheck {
    private static final Logger LOG = LoggerFactory.getLogger(OverlapCheck.class);

    private final DatasetOpening opening;
    private final Depth depth;

    public OverlapCheck(DatasetOpening opening, Depth depth) {
        this.opening = opening;
        this.depth = depth;
    }

    /** How long it may take where the training set's checksums are not known yet. */
    public enum Depth {
        /** A second or two. */
        GLANCE(2_000),
        /** Half a minute; a search for duplicates makes it complete and free from then on. */
        QUICK(20_000),
        /** All training images are read once. */
        FULL(Integer.MAX_VALUE);

        private final int mostReads;

        Depth(int mostReads) {
            this.mostReads = mostReads;
        }
    }

    /**
     * What a test set shares with what a run was trained on.
     *
     * @return empty for a model from elsewhere, and where the training set is no longer there
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    Optional<Overlap> ofModel(ModelHome home, PairList test, Progress progress) {
        if (!(home instanceof RunFolder run)) {
            return Optional.empty();
        }
        try {
            RunRecord.DataReference data = run.record().data();
            if (!Files.exists(Path.of(data.root()))) {
                return Optional.empty();
            }
            Optional<Path> ages =
                    Optional.of(data.ageLabels()).filter(file -> !file.isEmpty()).map(Path::of);
            FaceDataset training = opening.open(Path.of(data.root()), ages, progress.part(0, 0.3));
            return Optional.of(between(training, test, progress.part(0.3, 1)));
        } catch (UserFacingException e) {
            // The figures are there all the same; that they were not checked is said.
            LOG.warn("The overlap with the training set of {} is unknown", home.name(), e);
            return Optional.empty();
        }
    }

    /** Compares an opened training set with a list of pairs. */
    public Overlap between(FaceDataset training, PairList test, Progress progress) {
        List<ImageLocation> images = new ArrayList<>();
        test.pairs()
                .forEach(
                        pair -> {
                            images.add(pair.first());
                            images.add(pair.second());
                        });
        return search(training)
                .with(
                        images,
                        TrainedIdentities.shared(training, test, progress.part(0, 0.1)),
                        opening.index(test.file()),
                        progress.part(0.1, 1));
    }

    /** Compares two opened datasets. */
    public Overlap between(FaceDataset training, FaceDataset test, Progress progress) {
        return search(training)
                .with(
                        IntStream.range(0, test.size()).mapToObj(test.images()::location).toList(),
                        IntStream.range(0, test.identityCount())
                                .mapToObj(test::identityName)
                                .filter(OverlapCheck::isName)
                                .toList(),
                        // Not its own index, which knows the images by other names.
                        opening.index(test.root()).resolveSibling("test-images.sqlite"),
                        progress);
    }

    /** A number is none: folders 0 … n−1 are in every dataset. */
    private static boolean isName(String identity) {
        return !identity.chars().allMatch(Character::isDigit);
    }

    private OverlapSearch search(FaceDataset training) {
        return new OverlapSearch(training, opening.index(training.root()), depth.mostReads);
    }
}
