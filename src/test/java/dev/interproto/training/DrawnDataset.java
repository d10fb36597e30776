package dev.interproto.training;

import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.ImageStore;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.VerificationPair;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A data set small enough to learn in seconds: each identity is a pattern of stripes, with noise.
 */
final class DrawnDataset {
    static final int IDENTITIES = 4;
    static final int IMAGES_EACH = 6;

    private DrawnDataset() {}

    /** Identities 0 and 1 are children in all of their images. */
    static FaceDataset dataset() {
        return dataset(IDENTITIES);
    }

    static FaceDataset dataset(int identities) {
        int[] identityOf = new int[identities * IMAGES_EACH];
        byte[] ages = new byte[identityOf.length];
        byte[][] encoded = new byte[identityOf.length][];
        for (int i = 0; i < identityOf.length; i++) {
            identityOf[i] = i / IMAGES_EACH;
            ages[i] = (byte) (identityOf[i] < 2 ? 5 : 40);
            encoded[i] = png(identityOf[i], i);
        }
        ImageStore images =
                new ImageStore() {
                    @Override
                    public byte[] read(int sample) {
                        return encoded[sample];
                    }

                    @Override
                    public ImageLocation location(int sample) {
                        return ImageLocation.of(Path.of("drawn"), sample);
                    }

                    @Override
                    public long size(int sample) {
                        return encoded[sample].length;
                    }

                    @Override
                    public String relativeName(int sample) {
                        return Integer.toString(sample);
                    }

                    @Override
                    public String describe(int sample) {
                        return "drawn image " + sample;
                    }
                };
        return new FaceDataset(
                "drawn",
                Path.of("drawn"),
                IntStream.range(0, identities).mapToObj(i -> "person " + i).toList(),
                identityOf,
                ages,
                AgeSource.LABELS,
                images,
                List.of());
    }

    /** Pairs of images drawn with seeds the training set does not have. */
    static PairList pairs(Path folder) throws IOException {
        List<VerificationPair> pairs = new ArrayList<>();
        for (int i = 0; i < IDENTITIES; i++) {
            Path first = write(folder, i, 1000 + i);
            Path second = write(folder, i, 2000 + i);
            Path other = write(folder, (i + 1) % IDENTITIES, 3000 + i);
            pairs.add(new VerificationPair(true, first, second));
            pairs.add(new VerificationPair(false, first, other));
        }
        return new PairList("drawn-pairs", folder.resolve("pairs.txt"), pairs, 0, List.of());
    }

    private static Path write(Path folder, int identity, int seed) throws IOException {
        return Files.write(folder.resolve(seed + ".png"), png(identity, seed));
    }

    private static byte[] png(int identity, int seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(112, 112, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 112; y++) {
            for (int x = 0; x < 112; x++) {
                // Symmetric left to right, so that a flip keeps the identity.
                int along = identity % 2 == 0 ? y : Math.abs(x - 56);
                boolean bright = along / (8 + 6 * (identity / 2)) % 2 == 0;
                int level = (bright ? 180 : 60) + random.nextInt(40);
                image.setRGB(x, y, level << 16 | (level * (identity + 1) / 5) << 8 | 90);
            }
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
