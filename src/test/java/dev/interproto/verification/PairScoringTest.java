package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.VerificationPair;
import dev.interproto.face.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class PairScoringTest {
    private final Map<Path, Integer> reads = new ConcurrentHashMap<>();
    private final AngleEmbedder embedder = new AngleEmbedder();

    /** The first number in a file's name is its face's grey value, and that an angle in degrees. */
    private RgbImage face(ImageLocation image) throws IOException {
        Path file = image.file();
        reads.merge(file, 1, Integer::sum);
        if (file.toString().startsWith("broken")) {
            throw new IOException("is truncated");
        }
        byte grey = (byte) Integer.parseInt(file.toString().replace(".png", ""));
        return new RgbImage(1, 1, new byte[] {grey, grey, grey});
    }

    private static final class AngleEmbedder implements FaceEmbedder {
        private final List<Integer> batches = new ArrayList<>();

        @Override
        public String name() {
            return "angles";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public float[][] embed(List<RgbImage> faces) {
            batches.add(faces.size());
            float[][] rows = new float[faces.size()][];
            for (int i = 0; i < rows.length; i++) {
                int grey = Byte.toUnsignedInt(faces.get(i).rgb()[0]);
                double angle = grey == 255 ? Double.NaN : Math.toRadians(grey);
                rows[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
            }
            return rows;
        }

        @Override
        public void close() {}
    }

    private static VerificationPair pair(boolean same, String first, String second) {
        return new VerificationPair(same, Path.of(first), Path.of(second));
    }

    private static PairList list(int folds, VerificationPair... pairs) {
        return new PairList("list", Path.of("list.txt"), List.of(pairs), folds, List.of());
    }

    @Test
    void similaritiesAreCosinesInTheOrderOfTheList() {
        PairList list = list(0, pair(true, "0.png", "60.png"), pair(false, "90.png", "0.png"));

        PairScores scores = PairScoring.score(list, embedder, this::face, Progress.NONE);

        assertThat(scores.pairs())
                .extracting(ScoredPair::pair)
                .containsExactlyElementsOf(list.pairs());
        assertThat(scores.pairs().get(0).similarity()).isCloseTo(0.5, within(1e-6));
        assertThat(scores.pairs().get(1).similarity()).isCloseTo(0, within(1e-6));
    }

    @Test
    void eachImageIsReadAndEmbeddedOnce() {
        List<VerificationPair> pairs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pairs.add(pair(true, "0.png", i + ".png"));
            pairs.add(pair(false, i + ".png", "7.png"));
        }
        PairList list = new PairList("list", Path.of("list.txt"), pairs, 0, List.of());

        PairScoring.score(list, embedder, this::face, Progress.NONE);

        assertThat(reads).hasSize(100).allSatisfy((file, count) -> assertThat(count).isEqualTo(1));
        assertThat(embedder.batches.stream().mapToInt(b -> b).sum()).isEqualTo(100);
        assertThat(embedder.batches.size()).isLessThan(10);
    }

    @Test
    void aPairWithAnUnreadableImageIsCountedAsMissingAndTheOthersKeepTheirFolds() {
        PairList list =
                list(
                        2,
                        pair(true, "0.png", "broken.png"),
                        pair(true, "0.png", "1.png"),
                        pair(false, "0.png", "2.png"),
                        pair(false, "broken.png", "2.png"));

        PairScores scores = PairScoring.score(list, embedder, this::face, Progress.NONE);

        assertThat(scores.pairs()).hasSize(2);
        assertThat(scores.foldOf()).containsExactly(0, 1);
        assertThat(scores.missing())
                .containsExactly(
                        new Problem("broken.png", "is truncated"),
                        new Problem("broken.png", "is truncated"));
    }

    @Test
    void aDivergedNetworkIsNamed() {
        PairList list = list(0, pair(true, "0.png", "255.png"));

        assertThatThrownBy(() -> PairScoring.score(list, embedder, this::face, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("angles gives an embedding that is not a number");
    }

    @Test
    void aCancelEndsTheScoring() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        PairList list = list(0, pair(true, "0.png", "1.png"));

        assertThatThrownBy(() -> PairScoring.score(list, embedder, this::face, cancelled))
                .isInstanceOf(CancelledException.class);
        assertThat(embedder.batches).isEmpty();
    }
}
