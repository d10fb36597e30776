package dev.interproto.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A dataset of names and ages without any image file, as large as a test wants it. */
public final class NamedFaces {
    private NamedFaces() {}

    /**
     * Identities p00000, p00001 … of images 000.jpg, 001.jpg … each.
     *
     * @param age of each sample, or {@link FaceDataset#NO_AGE}
     */
    public static FaceDataset of(int identities, int imagesEach, IntUnaryOperator age) {
        int size = identities * imagesEach;
        byte[] ages = new byte[size];
        for (int i = 0; i < size; i++) {
            ages[i] = (byte) age.applyAsInt(i);
        }
        List<String> names =
                IntStream.range(0, identities)
                        .mapToObj(i -> String.format(Locale.ROOT, "p%05d", i))
                        .toList();
        return new FaceDataset(
                "named",
                Path.of("named"),
                names,
                IntStream.range(0, size).map(i -> i / imagesEach).toArray(),
                ages,
                AgeSource.LABELS,
                new Names(names, imagesEach),
                List.of());
    }

    private record Names(List<String> identities, int imagesEach) implements ImageStore {
        @Override
        public byte[] read(int sample) {
            return new byte[0];
        }

        @Override
        public String describe(int sample) {
            return "named/" + relativeName(sample);
        }

        @Override
        public String relativeName(int sample) {
            int number = sample % imagesEach;
            return identities.get(sample / imagesEach)
                    + (number < 10 ? "/00" : number < 100 ? "/0" : "/")
                    + number
                    + ".jpg";
        }

        @Override
        public ImageLocation location(int sample) {
            return ImageLocation.of(Path.of(describe(sample)));
        }

        @Override
        public long size(int sample) {
            return 1000 + sample % 977;
        }
    }
}
