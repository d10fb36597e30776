package dev.interproto.dataset;

import dev.interproto.common.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The images of a dataset that some lists name, by their names within it: for containers, whose
 * images are no files. Holds the listed ones only.
 */
final class SampleIndex implements ListedImageIndex {
    private static final int REPORT_EVERY = 1 << 16;

    private final Map<String, ImageLocation> images = new HashMap<>();
    private final FaceDataset dataset;

    SampleIndex(FaceDataset dataset, Set<String> listed, Progress progress) {
        this.dataset = dataset;
        for (int sample = 0; sample < dataset.size(); sample++) {
            if (sample % REPORT_EVERY == 0) {
                progress.checkCancelled();
                progress.report((double) sample / dataset.size(), "Looking for the listed images");
            }
            String name = dataset.images().relativeName(sample);
            if (listed.contains(name)) {
                images.put(name, dataset.images().location(sample));
            }
        }
    }

    @Override
    public Match find(String listed, boolean nameIsUnique) {
        return Optional.ofNullable(images.get(listed))
                .<Match>map(Match.Found::new)
                .orElseGet(() -> new Match.Missing(MissingReason.ABSENT.words()));
    }

    @Override
    public int size() {
        return dataset.size();
    }

    @Override
    public Optional<String> example() {
        return dataset.size() == 0
                ? Optional.empty()
                : Optional.of(dataset.images().relativeName(0));
    }

    @Override
    public boolean holdsFiles() {
        return false;
    }
}
