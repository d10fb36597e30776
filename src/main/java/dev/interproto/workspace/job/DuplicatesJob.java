package dev.interproto.workspace.job;

import dev.interproto.common.CsvLine;
import dev.interproto.common.Progress;
import dev.interproto.dataset.Exclusions;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageStore;
import dev.interproto.dataset.duplicate.DuplicateGroup;
import dev.interproto.dataset.duplicate.DuplicateGroup.Copy;
import dev.interproto.dataset.duplicate.DuplicateSearch;
import dev.interproto.dataset.duplicate.Duplicates;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds duplicates in datasets and leaves images out of them. The checksums and hashes, and the
 * list of what is left out, lie in the workspace; the dataset itself is never changed.
 */
public final class DuplicatesJob {
    /** Columns of {@link #csv}. */
    private static final String HEADER =
            "group,across_identities,path,identity,kind,distance,correlation,bytes";

    private final DatasetOpening opening;

    public DuplicatesJob(DatasetOpening opening) {
        this.opening = opening;
    }

    /**
     * Searches an opened dataset; see {@link DuplicateSearch#search}.
     *
     * @param distance bits by which perceptual hashes may differ
     */
    public Duplicates search(FaceDataset dataset, int distance, Progress progress) {
        return DuplicateSearch.search(dataset, opening.index(dataset.root()), distance, progress);
    }

    /** What is left out of a dataset now. */
    public Exclusions exclusions(Path root) {
        return Exclusions.read(opening.exclusionsFile(root));
    }

    /**
     * Leaves images out from the next opening on.
     *
     * @param reasons by the image's name within the dataset
     */
    public void exclude(Path root, Map<String, String> reasons) {
        exclusions(root).with(reasons).write(opening.exclusionsFile(root));
    }

    /** Brings images back. */
    public void putBack(Path root, Collection<String> names) {
        exclusions(root).without(names).write(opening.exclusionsFile(root));
    }

    /** What to leave out so that one image of each group stays. */
    public static Map<String, String> allButOne(
            FaceDataset dataset, Collection<DuplicateGroup> groups) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (DuplicateGroup group : groups) {
            String kept = dataset.images().relativeName(group.kept().sample());
            for (Copy copy : group.others()) {
                reasons.put(
                        dataset.images().relativeName(copy.sample()),
                        reason(copy.kind()) + " of " + kept);
            }
        }
        return reasons;
    }

    /** What to leave out so that no image stays whose identity is in doubt. */
    public static Map<String, String> all(FaceDataset dataset, Collection<DuplicateGroup> groups) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (DuplicateGroup group : groups) {
            for (Copy copy : group.images()) {
                reasons.put(
                        dataset.images().relativeName(copy.sample()),
                        "filed under several identities");
            }
        }
        return reasons;
    }

    private static String reason(DuplicateGroup.Kind kind) {
        return switch (kind) {
            case EXACT -> "exact copy";
            case NEAR -> "near copy";
            case MIRRORED -> "mirrored copy";
        };
    }

    /** The groups as a table, one line an image, the one to keep first. */
    public static String csv(FaceDataset dataset, List<DuplicateGroup> groups) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        ImageStore images = dataset.images();
        for (int i = 0; i < groups.size(); i++) {
            for (Copy copy : groups.get(i).images()) {
                boolean kept = copy == groups.get(i).kept();
                text.append(
                                CsvLine.join(
                                        i + 1,
                                        groups.get(i).acrossIdentities(),
                                        images.relativeName(copy.sample()),
                                        dataset.identityName(dataset.identityOf(copy.sample())),
                                        kept ? "kept" : copy.kind().name().toLowerCase(Locale.ROOT),
                                        copy.distance(),
                                        copy.correlation(),
                                        images.size(copy.sample())))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
