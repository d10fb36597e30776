package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.ImageStore;
import dev.interproto.face.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faces that are angles, so that similarities are cosines of differences of degrees. */
class IdentificationTest {
    @TempDir private Path folder;

    /** {@code person degrees age}; an age below 0 is none, 300 degrees cannot be read. */
    private record Face(String person, int degrees, int age) {}

    private static FaceDataset dataset(Face... faces) {
        List<String> people = List.of(faces).stream().map(Face::person).distinct().toList();
        int[] identity = new int[faces.length];
        byte[] ages = new byte[faces.length];
        for (int i = 0; i < faces.length; i++) {
            identity[i] = people.indexOf(faces[i].person());
            ages[i] = faces[i].age() < 0 ? FaceDataset.NO_AGE : (byte) faces[i].age();
        }
        return new FaceDataset(
                "people",
                Path.of("people"),
                people,
                identity,
                ages,
                AgeSource.FILE_NAME,
                new Angles(faces),
                List.of());
    }

    /** Names that tell the angle. */
    private record Angles(Face... faces) implements ImageStore {
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
            return faces[sample].person() + "/" + sample + "_" + faces[sample].degrees();
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

    private static final class AngleEmbedder implements FaceEmbedder {
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
            return faces.stream()
                    .map(face -> Math.toRadians(Byte.toUnsignedInt(face.rgb()[0])))
                    .map(angle -> new float[] {(float) Math.cos(angle), (float) Math.sin(angle)})
                    .toArray(float[][]::new);
        }

        @Override
        public void close() {}
    }

    private static RgbImage face(ImageLocation image) throws IOException {
        String name = image.file().getFileName().toString();
        int degrees = Integer.parseInt(name.substring(name.indexOf('_') + 1));
        if (degrees == 300) {
            throw new IOException("is truncated");
        }
        return new RgbImage(1, 1, new byte[] {(byte) degrees, 0, 0});
    }

    private Identification.Result identify(IdentificationImages images) throws IOException {
        Identification.Result result =
                new Identification(
                                images,
                                new AngleEmbedder(),
                                IdentificationTest::face,
                                folder,
                                VerificationOptions.DEFAULT)
                        .run(Progress.NONE);
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        return result;
    }

    private static IdentificationImages.Rule rule(int gap) {
        return new IdentificationImages.Rule(13, gap);
    }

    private static final FaceDataset FOUR =
            dataset(
                    new Face("a", 0, 5),
                    new Face("a", 10, 30),
                    new Face("a", 40, 20),
                    new Face("b", 20, 8),
                    new Face("b", 50, 40),
                    new Face("c", 5, 50),
                    new Face("d", 100, 3));

    @Test
    void ranksAndTheCurveAreThoseCountedByHand() throws IOException {
        Identification.Result result = identify(IdentificationImages.of(FOUR, rule(0)));

        // a at 0°: c is 5° away, a itself 10°, b 50°. b at 20°: a is 10° away, c 15°, b 30°.
        assertThat(result.queries()).extracting(IdentifiedQuery::rank).containsExactly(2, 3);
        IdentifiedQuery first = result.queries().get(0);
        assertThat(first.identity()).isEqualTo("a");
        assertThat(first.age()).isEqualTo(5);
        assertThat(first.similarity()).isCloseTo(Math.cos(Math.toRadians(10)), within(1e-6));
        assertThat(first.mate().name()).isEqualTo("1_10");
        assertThat(first.nearest())
                .extracting(IdentifiedQuery.Candidate::identity)
                .containsExactly("c", "a", "b");
        assertThat(result.queries().get(1).nearest())
                .extracting(candidate -> candidate.image().name())
                .containsExactly("1_10", "5_5", "4_50");
        IdentificationReport report = result.report();
        assertThat(report.cmc()).containsExactly(0.0, 0.5, 1.0);
        assertThat(report.ranks()).extracting(RankRate::rate).containsExactly(0.0, 1.0, 1.0);
        assertThat(report.ranks().get(0).chance()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(report.ranks().get(1).chance()).isEqualTo(1);
        assertThat(report.ranks().get(0).interval()).isEmpty();
        assertThat(report.queries()).isEqualTo(2);
        assertThat(report.queryIdentities()).isEqualTo(2);
        assertThat(report.withoutMate()).isEqualTo(1);
        assertThat(report.galleryImages()).isEqualTo(4);
        assertThat(report.galleryIdentities()).isEqualTo(3);
    }

    @Test
    void withAGapOnlyOlderImagesCount() throws IOException {
        // a at 5 has nobody of 37 or older; b at 8 is 40 in its own image, c is 50.
        Identification.Result result = identify(IdentificationImages.of(FOUR, rule(32)));

        assertThat(result.queries()).extracting(IdentifiedQuery::identity).containsExactly("b");
        assertThat(result.queries().get(0).rank()).isEqualTo(2);
        assertThat(result.report().ranks().get(0).chance()).isEqualTo(0.5);
        assertThat(result.report().withoutMate()).isEqualTo(2);
    }

    @Test
    void anIdentityAsSimilarAsTheTrueOneCountsAsBeforeIt() throws IOException {
        FaceDataset tied =
                dataset(
                        new Face("a", 0, 5),
                        new Face("a", 10, 30),
                        new Face("b", 10, 30),
                        new Face("c", 10, 30));

        Identification.Result result = identify(IdentificationImages.of(tied, rule(0)));

        assertThat(result.queries().get(0).rank()).isEqualTo(3);
        assertThat(result.queries().get(0).nearest())
                .extracting(IdentifiedQuery.Candidate::identity)
                .containsExactly("b", "c", "a");
    }

    @Test
    void distractorsAreFurtherPeopleInTheGallery() throws IOException {
        FaceDataset others =
                dataset(new Face("a", 2, -1), new Face("x", 90, 60), new Face("x", 1, 4));

        Identification.Result result = identify(IdentificationImages.of(FOUR, others, rule(20)));

        // The other a is nobody of the dataset; x as a child is not in the gallery.
        assertThat(result.queries().get(0).rank()).isEqualTo(3);
        assertThat(result.queries().get(0).nearest())
                .extracting(candidate -> candidate.image().name())
                .startsWith("0_2", "5_5", "1_10");
        assertThat(result.report().distractorImages()).isEqualTo(2);
        assertThat(result.report().distractorIdentities()).isEqualTo(2);
        assertThat(result.report().galleryIdentities()).isEqualTo(5);
    }

    @Test
    void imagesThatCannotBeReadAreListedAndLeftOut() throws IOException {
        FaceDataset broken =
                dataset(
                        new Face("a", 0, 5),
                        new Face("a", 300, 6),
                        new Face("a", 10, 30),
                        new Face("b", 20, 8),
                        new Face("b", 300, 40),
                        new Face("c", 5, -1));

        Identification.Result result = identify(IdentificationImages.of(broken, rule(0)));

        assertThat(result.queries()).extracting(IdentifiedQuery::identity).containsExactly("a");
        assertThat(result.problems()).hasSize(2);
        assertThat(result.report().unreadable()).isEqualTo(2);
        assertThat(result.report().withoutMate()).isEqualTo(1);
        assertThat(result.report().unaged()).isEqualTo(1);
        assertThat(result.report().cautions()).anyMatch(text -> text.contains("without an age"));
    }

    @Test
    void withoutAnyoneInBothAgesThereIsNothingToLookFor() {
        FaceDataset adults = dataset(new Face("a", 0, 30), new Face("b", 10, 3));

        assertThatThrownBy(() -> identify(IdentificationImages.of(adults, rule(0))))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("1 images of children under 13 have no adult image");
    }

    @Test
    void blocksOfALargeGalleryGiveWhatAllAtOnceGives() {
        Random random = new Random(1);
        float[][] gallery = unit(random, 1300);
        float[][] queries = unit(random, 150);
        // Identities of 1 to 7 images, some of which lie across a border.
        int[] identity = new int[gallery.length];
        for (int i = 1; i < identity.length; i++) {
            identity[i] = identity[i - 1] + (random.nextInt(4) == 0 ? 1 : 0);
        }
        int people = identity[identity.length - 1] + 1;
        int[] own = IntStream.range(0, queries.length).map(i -> i * 2 % people).toArray();
        double[][] best = new double[queries.length][people];
        float[] truth = new float[queries.length];
        for (int q = 0; q < queries.length; q++) {
            java.util.Arrays.fill(best[q], -2);
            for (int i = 0; i < gallery.length; i++) {
                best[q][identity[i]] =
                        Math.max(
                                best[q][identity[i]],
                                GallerySearch.similarity(queries[q], gallery[i]));
            }
            truth[q] = (float) best[q][own[q]];
        }
        GallerySearch search = new GallerySearch(queries, own, new int[queries.length], truth, 0);
        float[][] block = new float[16][GallerySearch.BLOCK];
        try (GalleryFile file = new GalleryFile(folder, 16)) {
            for (float[] row : gallery) {
                file.append(row);
            }
            for (int from = 0; from < gallery.length; from += GallerySearch.BLOCK) {
                int width = Math.min(GallerySearch.BLOCK, gallery.length - from);
                file.read(from, width, block);
                search.pass(
                        from,
                        block,
                        java.util.Arrays.copyOfRange(identity, from, from + width),
                        new int[width]);
            }
        }
        search.end();
        for (int q = 0; q < queries.length; q++) {
            double mine = truth[q];
            int query = q;
            long before =
                    IntStream.range(0, people)
                            .filter(p -> p != own[query] && best[query][p] >= mine)
                            .count();
            assertThat(search.rank(q)).isEqualTo((int) before + 1);
            assertThat(search.identities(q)).isEqualTo(people);
            List<Integer> order = new ArrayList<>(IntStream.range(0, people).boxed().toList());
            order.remove(Integer.valueOf(own[q]));
            order.sort((x, y) -> Double.compare(best[query][y], best[query][x]));
            assertThat(IntStream.of(search.nearest(q)).map(i -> identity[i]).boxed().toList())
                    .isEqualTo(order.subList(0, GallerySearch.NEAREST));
        }
    }

    private static float[][] unit(Random random, int count) {
        float[][] rows = new float[count][16];
        for (float[] row : rows) {
            double squares = 0;
            for (int d = 0; d < row.length; d++) {
                row[d] = (float) random.nextGaussian();
                squares += (double) row[d] * row[d];
            }
            for (int d = 0; d < row.length; d++) {
                row[d] /= (float) Math.sqrt(squares);
            }
        }
        return rows;
    }

    @Test
    void intervalsComeFromDrawingThePeopleOfTheQueries() {
        // Fifty people with four queries each; those of even people are found at once.
        int[] ranks = IntStream.range(0, 200).map(i -> i / 4 % 2 == 0 ? 1 : 7).toArray();
        int[] choices = IntStream.range(0, 200).map(i -> i < 100 ? 20 : 5).toArray();
        int[] people = IntStream.range(0, 200).map(i -> i / 4).toArray();

        CumulativeMatches matches = new CumulativeMatches(ranks, choices, people);
        List<RankRate> rates = matches.rates(VerificationOptions.DEFAULT, Progress.NONE);

        assertThat(rates).extracting(RankRate::rate).containsExactly(0.5, 0.5, 1.0);
        // (1/20 + 1/5)/2, (5/20 + 1)/2, (10/20 + 1)/2.
        assertThat(rates).extracting(RankRate::chance).containsExactly(0.125, 0.625, 0.75);
        // Fifty draws of a fair coin: 0.5 ± 1.96 · √(0.25/50) = 0.36 to 0.64.
        Interval interval = rates.get(0).interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(0.36, within(0.03));
        assertThat(interval.high()).isCloseTo(0.64, within(0.03));
        assertThat(rates.get(2).interval()).isEmpty();
        assertThat(matches.people()).isEqualTo(50);
        assertThat(matches.curve(8)).containsExactly(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1.0, 1.0);
    }
}
