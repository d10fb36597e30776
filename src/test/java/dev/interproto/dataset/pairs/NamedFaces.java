package dev.interproto.dataset.pairs;

import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.ImageStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Builds datasets of images that are only named, never read. */
public final class NamedFaces {
    private final Path root;
    private final List<String> identities = new ArrayList<>();
    private final List<Integer> identityOf = new ArrayList<>();
    private final List<Byte> ages = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    public NamedFaces(Path root) {
        this.root = root;
    }

    /** Adds images of an identity called {@code identity/0.png} … with these ages. */
    public NamedFaces identity(String name, int... years) {
        for (int i = 0; i < years.length; i++) {
            image(name, name + "/" + i + ".png", OptionalInt.of(years[i]));
        }
        return this;
    }

    /** Adds an image; those of one identity follow one another. */
    public NamedFaces image(String identity, String relativeName, OptionalInt age) {
        if (identities.isEmpty() || !identities.get(identities.size() - 1).equals(identity)) {
            identities.add(identity);
        }
        identityOf.add(identities.size() - 1);
        ages.add(age.isPresent() ? (byte) age.getAsInt() : FaceDataset.NO_AGE);
        names.add(relativeName);
        return this;
    }

    public FaceDataset build() {
        byte[] years = new byte[ages.size()];
        for (int i = 0; i < years.length; i++) {
            years[i] = ages.get(i);
        }
        return new FaceDataset(
                "faces",
                root,
                identities,
                identityOf.stream().mapToInt(i -> i).toArray(),
                years,
                AgeSource.LABELS,
                new Images(root, List.copyOf(names)),
                List.of());
    }

    private record Images(Path root, List<String> names) implements ImageStore {
        @Override
        public byte[] read(int sample) {
            return new byte[0];
        }

        @Override
        public String describe(int sample) {
            return names.get(sample);
        }

        @Override
        public String relativeName(int sample) {
            return names.get(sample);
        }

        @Override
        public ImageLocation location(int sample) {
            return ImageLocation.of(root.resolve(names.get(sample)));
        }

        @Override
        public long size(int sample) {
            return 1;
        }
    }
}
