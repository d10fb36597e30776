package dev.interproto.desktop.shell;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.workspace.KnownDataset;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The datasets opened in this session, so that no page scans a folder twice. Thread-safe; {@link
 * #open} belongs on a background thread.
 */
public final class DatasetLibrary {
    private record Opened(KnownDataset known, DatasetSummary summary) {}

    private final Map<Path, Opened> byRoot = new ConcurrentHashMap<>();

    /**
     * The dataset, scanned at the first call; its ages come from the known age-label file, else
     * from the file names where they follow a known pattern.
     *
     * @throws dev.interproto.common.UserFacingException as {@link FaceFolder#open}
     */
    public DatasetSummary open(KnownDataset known, Progress progress) {
        Opened before = byRoot.get(known.root());
        if (before != null && before.known().ageLabels().equals(known.ageLabels())) {
            return before.summary();
        }
        AgeLabels ages =
                known.ageLabels()
                        .map(file -> AgeLabels.fromFile(file, progress))
                        .orElseGet(() -> AgeLabels.auto(known.root()));
        DatasetSummary summary = new DatasetSummary(FaceFolder.open(known.root(), ages, progress));
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

    /** The next {@link #open} scans the folder anew. */
    public void forget(Path root) {
        byRoot.remove(root);
    }
}
