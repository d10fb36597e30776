package dev.interproto.dataset.duplicate;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.ImageStore;
import dev.interproto.dataset.container.LocatedImages;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Images wherever they lie, numbered as listed. */
final class LocatedStore implements ImageStore {
    private final List<ImageLocation> locations;
    private final LocatedImages located;

    LocatedStore(List<ImageLocation> locations, LocatedImages located) {
        this.locations = locations;
        this.located = located;
    }

    @Override
    public byte[] read(int sample) throws IOException {
        return located.read(locations.get(sample));
    }

    @Override
    public String describe(int sample) {
        return locations.get(sample).toString();
    }

    @Override
    public String relativeName(int sample) {
        return locations.get(sample).toString();
    }

    @Override
    public ImageLocation location(int sample) {
        return locations.get(sample);
    }

    /** Of the file; for an entry of a container that of the container, which changes with it. */
    @Override
    public long size(int sample) {
        try {
            return Files.size(locations.get(sample).file());
        } catch (IOException e) {
            return 0;
        }
    }
}
