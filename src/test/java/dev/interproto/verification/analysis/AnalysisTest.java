package dev.interproto.verification.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Json;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.NamedFaces;
import dev.interproto.face.RgbImage;
import dev.interproto.verification.FaceEmbedder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/**
 * Four identities of three images in three dimensions. The first two are children in two of their
 * images; every image lies on its identity's prototype, but the child images of the first lie 60°
 * off, towards the second's.
 */
class AnalysisTest {
    private static final ChildRule RULE = new ChildRule(13, 2);
    private static final AnalysisOptions ALL = new AnalysisOptions(RULE, 200, 2000, 0);
    private static final float[][] PROTOTYPES = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 0, -1}};
    private static final boolean[] CHILD = {true, true, false, false};
    private static final int[] AGES = {5, 5, 40, 6, 7, 40, 20, FaceDataset.NO_AGE, 50, 20, -1, 50};
    private static final FaceDataset FACES = NamedFaces.of(4, 3, sample -> AGES[sample]);

    @Test
    void meansAreThoseWorkedOutByHand() {
        Analysis analysis = analyse(ALL, AnalysisTest::face);
        assertThat(analysis.notes()).isEmpty();
        GroupSimilarities prototypes = analysis.prototypes().orElseThrow();
        assertThat(prototypes.children()).isEqualTo(new Sampled(2, 2));
        expect(prototypes.childChild(), 1, 0);
        expect(prototypes.adultAdult(), 1, -1);
        expect(prototypes.childAdult(), 4, 0);
        // Of child images for children: sin 60°; of the others for adults.
        GroupSimilarities means = analysis.means().orElseThrow();
        expect(means.childChild(), 1, Math.sqrt(0.75));
        expect(means.adultAdult(), 1, -1);
        expect(means.childAdult(), 4, 0);
        ImageAngles angles = analysis.angles().orElseThrow();
        assertThat(angles.childPrototypes()).isEqualTo(2);
        assertThat(angles.adultPrototypes()).isEqualTo(2);
        // 60°, 60°, 0°, 0°
        expect(angles.child().own(), 4, 30);
        assertThat(angles.child().own().std().orElseThrow())
                .isCloseTo(Math.sqrt(1200), within(1e-4));
        // 30° twice from the first to the second, 90° twice back.
        expect(angles.child().children(), 4, 60);
        expect(angles.child().adults(), 4, 90);
        assertThat(angles.adult().images()).isEqualTo(new Sampled(8, 8));
        expect(angles.adult().own(), 8, 0);
        expect(angles.adult().children(), 8, 90);
        // The two grown children's images at 90°, the six adults' at 180° to the other adult.
        expect(angles.adult().adults(), 8, (2 * 90 + 6 * 180) / 8.0);
    }

    @Test
    void anglesByAgeSayWhereThereIsNobody() {
        List<ImageAngles.OfAge> ages =
                analyse(ALL, AnalysisTest::face).angles().orElseThrow().ages();
        assertThat(ages)
                .extracting(age -> age.bin().label())
                .containsExactly(
                        "0–12", "13–18", "19–25", "26–35", "36–45", "46–55", "56–65", "66+");
        assertThat(ages)
                .extracting(age -> age.own().count())
                .containsExactly(4L, 0L, 2L, 0L, 2L, 2L, 0L, 0L);
        expect(ages.get(0).own(), 4, 30);
        assertThat(ages.get(1).own().mean()).isEmpty();
    }

    @Test
    void everyMeanIsALineWithItsCountAndSample() {
        List<Analysis.Measure> lines = analyse(ALL, AnalysisTest::face).measures();
        assertThat(lines).hasSize(3 + 3 + 6 + 8);
        Analysis.Measure line = lines.get(2);
        assertThat(line.of()).isEqualTo("prototypes");
        assertThat(line.to()).isEqualTo("child–adult");
        assertThat(line.count()).isEqualTo(4);
        assertThat(line.sample()).isEqualTo("2 of 2 children, 2 of 2 adults");
        assertThat(lines.get(7).sample()).isEqualTo("4 of 4 images, 2 prototypes");
        assertThat(lines.get(13).mean()).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void smallSamplesAreTakenBySeedAndSaid() {
        AnalysisOptions few = new AnalysisOptions(RULE, 2, 1, 7);
        Analysis analysis = analyse(few, AnalysisTest::face);
        ImageAngles angles = analysis.angles().orElseThrow();
        assertThat(angles.child().images()).isEqualTo(new Sampled(1, 4));
        assertThat(angles.ages().get(0).own()).isEqualTo(angles.child().own());
        assertThat(analyse(few, AnalysisTest::face)).isEqualTo(analysis);
    }

    @Test
    void withoutPrototypesThereAreNoAngles() {
        Analysis analysis =
                Analysis.ofDataset(
                        FACES,
                        CHILD,
                        Optional.empty(),
                        new Embedder(),
                        AnalysisTest::face,
                        ALL,
                        Progress.NONE);
        assertThat(analysis.angles()).isEmpty();
        assertThat(analysis.prototypes()).isEmpty();
        assertThat(analysis.measures()).hasSize(3);
    }

    @Test
    void unreadableImagesAreCounted() {
        Analysis analysis =
                analyse(
                        ALL,
                        place -> {
                            if (place.file().toString().contains("p00003")) {
                                throw new IOException("gone");
                            }
                            return face(place);
                        });
        assertThat(analysis.notes())
                .containsExactly(
                        "1 sampled identities have no image of their group that can be read; they"
                                + " are left out of the identity means.",
                        "3 sampled images cannot be read and are left out.");
        assertThat(analysis.means().orElseThrow().adults()).isEqualTo(new Sampled(1, 2));
        assertThat(analysis.means().orElseThrow().adultAdult().mean()).isEmpty();
        assertThat(analysis.angles().orElseThrow().adult().images()).isEqualTo(new Sampled(5, 8));
    }

    @Test
    void onlySampledImagesAreEmbedded() {
        FaceDataset many = NamedFaces.of(500, 100, sample -> sample % 100 < 20 ? 8 : 30);
        boolean[] child = new boolean[500];
        for (int i = 0; i < 250; i++) {
            child[i] = true;
        }
        Embedder embedder = new Embedder();
        Analysis.ofDataset(
                many,
                child,
                Optional.empty(),
                embedder,
                place -> new RgbImage(1, 1, new byte[] {0, 2, 0}),
                new AnalysisOptions(ChildRule.PAPER, 10, 100, 0),
                Progress.NONE);
        // Ten children of their 20 child images, ten adults of 50 of their 80 others.
        assertThat(embedder.images).isEqualTo(10 * 20 + 10 * 50);
    }

    @Test
    void itEndsWhereItIsCancelled() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        assertThatThrownBy(
                        () ->
                                Analysis.ofDataset(
                                        FACES,
                                        CHILD,
                                        Optional.empty(),
                                        new Embedder(),
                                        AnalysisTest::face,
                                        ALL,
                                        cancelled))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void whatIsKeptIsReadAsItWas() throws Exception {
        Analysis analysis = analyse(ALL, AnalysisTest::face).withNotes(List.of("first"));
        String json = Json.mapper().writeValueAsString(analysis);
        assertThat(Json.mapper().readValue(json, Analysis.class)).isEqualTo(analysis);
    }

    @Test
    void senselessSamplesAreRefused() {
        assertThatThrownBy(() -> new AnalysisOptions(RULE, 1, 10, 0))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("1 identities");
        assertThatThrownBy(() -> new AnalysisOptions(new ChildRule(0, 10), 200, 10, 0))
                .isInstanceOf(UserFacingException.class);
    }

    private static Analysis analyse(
            AnalysisOptions options, dev.interproto.verification.FaceSource faces) {
        return Analysis.ofDataset(
                FACES,
                CHILD,
                Optional.of(PROTOTYPES),
                new Embedder(),
                faces,
                options,
                Progress.NONE);
    }

    private static void expect(Spread spread, long count, double mean) {
        assertThat(spread.count()).isEqualTo(count);
        // Embeddings are single precision; near 0° an angle is the root of what is lost.
        assertThat(spread.mean().orElseThrow()).isCloseTo(mean, within(0.03));
    }

    /** An image whose one pixel says whose it is and which. */
    private static RgbImage face(ImageLocation place) {
        String name = place.file().toString();
        int at = name.indexOf("/p");
        byte identity = Byte.parseByte(name.substring(at + 2, at + 7));
        byte number = Byte.parseByte(name.substring(at + 8, at + 11));
        return new RgbImage(1, 1, new byte[] {identity, number, 0});
    }

    private static final class Embedder implements FaceEmbedder {
        private int images;

        @Override
        public String name() {
            return "by hand";
        }

        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public float[][] embed(List<RgbImage> faces) {
            images += faces.size();
            List<float[]> rows = new ArrayList<>();
            for (RgbImage face : faces) {
                boolean turned = face.rgb()[0] == 0 && face.rgb()[1] < 2;
                rows.add(
                        turned
                                ? new float[] {0.5f, (float) Math.sqrt(0.75), 0}
                                : PROTOTYPES[face.rgb()[0]].clone());
            }
            return rows.toArray(float[][]::new);
        }

        @Override
        public void close() {}
    }
}
