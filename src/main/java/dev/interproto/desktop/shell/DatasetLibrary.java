package dev.interproto.desktop.shell;

import dev.interproto.common.Progress;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.index.DatasetIndex;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.job.DatasetOpening;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The datasets opened in this session, so that no page scans a folder twice. Thread-safe; {@link
 * #open} belongs on a background thread.
 */
public final class DatasetLibrary {
    private record Opened(KnownDataset known, DatasetSummary summary) {}

    private final DatasetOpening opening;
    private final Map<Path, Opened> byRoot = new ConcurrentHashMap<>();

    /** Roots whose files are to be looked at one by one. */
    private final Set<Path> forgotten = ConcurrentHashMap.newKeySet();

    public DatasetLibrary(DatasetOpening opening) {
        this.opening = opening;
    }

    /** What opens them. */
    public DatasetOpening opening() {
        return opening;
    }

    /**
     * The dataset, scanned at the first call; its ages come from the known age-label file, else
     * from the file names where they follow a known pattern.
     *
     * @throws dev.interproto.common.UserFacingException as {@link DatasetOpening#open}
     */
    public DatasetSummary open(KnownDataset known, Progress progress) {
        Opened before = byRoot.get(known.root());
        if (before != null && before.known().ageLabels().equals(known.ageLabels())) {
            return before.summary();
        }
        DatasetIndex.Check check =
                forgotten.contains(known.root())
                        ? DatasetIndex.Check.FILES
                        : DatasetIndex.Check.FOLDERS;
        DatasetSummary summary =
                new DatasetSummary(opening.open(known.root(), known.ageLabels(), check, progress));
        forgotten.remove(known.root());
        byRoot.put(known.root(), new Opened(known, summary));
        return summary;
    }

    /** The dataset of a root, where it has been opened. */
    public Optional<DatasetSummary> opened(Path root) {
        return Optional.ofNullable(byRoot.get(root)).map(Opened::summary);
    }

    /** All that have been opened. */
    public Collection<DatasetSummary> opened() {
        return List.copyOf(byRoot.values()).stream().map(Opened::summary).toList();
    }

    /** What {@link #open} gives from now on: the same dataset with other ages. */
    public void replace(KnownDataset known, DatasetSummary summary) {
        byRoot.put(known.root(), new Opened(known, summary));
    }

    /** The next {@link #open} scans the folder anew, whatever its index says. */
    public void forget(Path root) {
        forgotten.add(root);
        byRoot.remove(root);
    }
}
