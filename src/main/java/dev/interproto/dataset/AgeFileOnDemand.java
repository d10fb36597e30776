package dev.interproto.dataset;

import dev.interproto.common.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An age file that is read when it is first needed; see {@link AgeLabels#onDemand}. Thread-safe.
 */
public final class AgeFileOnDemand implements AgeLabels {
    private final Path file;
    private final Progress progress;
    private final String stamp;
    private volatile Optional<AgeFile> labels = Optional.empty();

    AgeFileOnDemand(Path file, Progress progress) {
        AgeFile.requireFile(file);
        this.file = file;
        this.progress = progress;
        this.stamp = AgeFile.stampOf(file);
    }

    private AgeFile labels() {
        if (labels.isEmpty()) {
            synchronized (this) {
                if (labels.isEmpty()) {
                    labels = Optional.of(AgeFile.read(file, progress));
                }
            }
        }
        return labels.get();
    }

    @Override
    public OptionalInt age(String identity, String fileName) {
        return labels().age(identity, fileName);
    }

    @Override
    public List<Problem> problems() {
        return labels().problems();
    }

    @Override
    public AgeSource source() {
        return AgeSource.LABELS;
    }

    @Override
    public String describe() {
        return AgeFile.description(file);
    }

    @Override
    public String stamp() {
        return stamp;
    }
}
