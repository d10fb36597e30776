package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.ImageStore;
import dev.interproto.face.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand children looked for among a million distractors, 512 numbers each: minutes, and 2 GB
 * of disk, so only by hand ({@code -Didentify.gallery=1000000}).
 */
@EnabledIfSystemProperty(named = "identify.gallery", matches = "\\d+")
class MillionIdentitiesTest {
    private static final int DIMENSION = 512;
    private static final int CHILDREN = 1_000;

    @TempDir private Path folder;

    /**
     * Each person of the dataset is a child of 5 and an adult of 30; distractors have one image.
     */
    private static FaceDataset people(String name, int count, int imagesEach) {
        int[] identities =
                IntStream.range(0, count * imagesEach).map(i -> i / imagesEach).toArray();
        byte[] ages = new byte[count * imagesEach];
        for (int i = 0; i < ages.length; i++) {
            ages[i] = (byte) (imagesEach == 2 && i % 2 == 0 ? 5 : 30);
        }
        List<String> names =
                new AbstractList<>() {
                    @Override
                    public String get(int index) {
                        return name + index;
                    }

                    @Override
                    public int size() {
                        return count;
                    }
                };
        return new FaceDataset(
                name,
                Path.of(name),
                names,
                identities,
                ages,
                AgeSource.FILE_NAME,
                new Numbered(name),
                List.of());
    }

    private record Numbered(String name) implements ImageStore {
        @Override
        public byte[] read(int sample) {
            return new byte[0];
        }

        @Override
        public String describe(int sample) {
            return relativeName(sample);
        }

        @Override
        public String relativeName(int sample) {
            return name + "/" + sample;
        }

        @Override
        public ImageLocation location(int sample) {
            return ImageLocation.of(Path.of(relativeName(sample)));
        }

        @Override
        public long size(int sample) {
            return 0;
        }
    }

    /** The seed of an image's vector in its pixels: a child's is its adult's, turned a little. */
    private static RgbImage face(ImageLocation image) throws IOException {
        int number = Integer.parseInt(image.file().getFileName().toString());
        boolean distractor = image.file().startsWith("others");
        int person = distractor ? CHILDREN + number : number / 2;
        byte turned = (byte) (!distractor && number % 2 == 0 ? 1 : 0);
        return new RgbImage(
                2,
                1,
                new byte[] {
                    (byte) person, (byte) (person >> 8), (byte) (person >> 16), turned, 0, 0
                });
    }

    private static final class Generated implements FaceEmbedder {
        @Override
        public String name() {
            return "generated";
        }

        @Override
        public int dimension() {
            return DIMENSION;
        }

        @Override
        public float[][] embed(List<RgbImage> faces) {
            return faces.parallelStream().map(Generated::vector).toArray(float[][]::new);
        }

        private static float[] vector(RgbImage face) {
            byte[] rgb = face.rgb();
            int person =
                    Byte.toUnsignedInt(rgb[0])
                            | Byte.toUnsignedInt(rgb[1]) << 8
                            | Byte.toUnsignedInt(rgb[2]) << 16;
            float[] row = add(new float[DIMENSION], person, 1);
            // Cosine 1/√(1 + 36) = 0.16, among a million strangers of ±0.044.
            return unit(rgb[3] == 1 ? add(row, -1 - person, 6) : row);
        }

        private static float[] add(float[] row, int seed, float factor) {
            Random random = new Random(seed);
            for (int d = 0; d < DIMENSION; d++) {
                row[d] += factor * (random.nextFloat() - 0.5f);
            }
            return row;
        }

        private static float[] unit(float[] row) {
            double squares = 0;
            for (float value : row) {
                squares += value * value;
            }
            float scale = (float) (1 / Math.sqrt(squares));
            for (int d = 0; d < DIMENSION; d++) {
                row[d] *= scale;
            }
            return row;
        }

        @Override
        public void close() {}
    }

    @Test
    void aMillionPeopleNeedLittleMemory() throws IOException {
        int others = Integer.getInteger("identify.gallery");
        IdentificationImages images =
                IdentificationImages.of(
                        people("people", CHILDREN, 2),
                        people("others", others, 1),
                        new IdentificationImages.Rule(13, 0));
        long begun = System.nanoTime();
        long[] searching = {0};
        Progress progress =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {
                        if (message.startsWith("Comparing") && searching[0] == 0) {
                            searching[0] = System.nanoTime();
                        }
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                };

        Identification.Result result =
                new Identification(
                                images,
                                new Generated(),
                                MillionIdentitiesTest::face,
                                folder,
                                VerificationOptions.DEFAULT)
                        .run(progress);

        IdentificationReport report = result.report();
        long ended = System.nanoTime();
        System.out.printf(
                "%d queries, %d identities: embedded and written in %.1f s, compared in %.1f s;"
                        + " rank-1 %.3f, rank-10 %.3f%n",
                report.queries(),
                report.galleryIdentities(),
                (searching[0] - begun) / 1e9,
                (ended - searching[0]) / 1e9,
                report.ranks().get(0).rate(),
                report.ranks().get(2).rate());
        assertThat(report.queries()).isEqualTo(CHILDREN);
        assertThat(report.galleryImages()).isEqualTo(others + CHILDREN);
        assertThat(report.galleryIdentities()).isEqualTo(others + CHILDREN);
        assertThat(report.ranks().get(0).rate())
                .isLessThan(1)
                .isGreaterThan(report.ranks().get(0).chance());
        assertThat(result.queries().get(0).nearest()).hasSize(5);
    }
}
