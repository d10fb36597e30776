package dev.interproto.dataset.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFacesTest {
    private static final DemoFacesOptions SMALL =
            new DemoFacesOptions(6, 12, 1 / 3.0, 3, 20, 11, 2);

    private static final DemoFacesOptions TINY = new DemoFacesOptions(2, 2, 0, 2, 1, 11, 2);

    @TempDir static Path folder;
    private static DemoFacesReport report;

    @BeforeAll
    static void draw() {
        report = DemoFaces.write(folder.resolve("set"), SMALL, Progress.NONE);
    }

    @Test
    void writesTheLayoutItReports() throws IOException {
        assertThat(report.trainImages()).isEqualTo(72);
        assertThat(files(report.train())).hasSize(72);
        assertThat(report.train().resolve("0000000/00000003.jpg")).isRegularFile();
        assertThat(files(report.test())).hasSize(report.testImages()).hasSize(30);
        assertThat(report.photographs()).hasSize(2 * 3 + 2).allMatch(Files::isRegularFile);
        BufferedImage face = ImageIO.read(report.train().resolve("0000005/00000011.jpg").toFile());
        assertThat(face.getWidth()).isEqualTo(112);
        assertThat(face.getHeight()).isEqualTo(112);
        BufferedImage sheet = ImageIO.read(report.contactSheet().toFile());
        assertThat(sheet.getWidth() % ContactSheet.AGES.length).isZero();
    }

    @Test
    void sameSeedGivesTheSameBytesWhateverTheThreads() throws IOException {
        Path again = folder.resolve("again");
        DemoFaces.write(again, SMALL.withThreads(5), Progress.NONE);
        assertThat(contents(again)).isEqualTo(contents(report.folder()));
    }

    @Test
    void anotherSeedGivesOtherFaces() throws IOException {
        Cast cast = new Cast(TINY);
        Cast other = new Cast(TINY.withSeed(12));
        Capture capture = Capture.neutral(1);
        assertThat(pixels(FaceRenderer.aligned(cast.person(0), 30, capture)))
                .isEqualTo(pixels(FaceRenderer.aligned(cast.person(0), 30, capture)))
                .isNotEqualTo(pixels(FaceRenderer.aligned(cast.person(1), 30, capture)))
                .isNotEqualTo(pixels(FaceRenderer.aligned(other.person(0), 30, capture)));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void ageLabelsNameEveryTrainingImageWithTheAgeDrawn() throws IOException {
        List<String> lines = Files.readAllLines(report.ageLabels());
        List<Cast.Shot> shots = new Cast(SMALL).training();
        assertThat(lines).hasSameSizeAs(shots);
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(" ");
            assertThat(fields).hasSize(4);
            assertThat(report.folder().resolve(fields[1])).isRegularFile();
            String[] path = fields[1].split("/");
            assertThat(Integer.parseInt(path[1])).isEqualTo(shots.get(i).identity());
            assertThat(Integer.parseInt(path[2].replace(".jpg", "")))
                    .isEqualTo(shots.get(i).number());
            assertThat(Integer.parseInt(fields[2])).isEqualTo(shots.get(i).age()).isBetween(1, 65);
        }
    }

    @Test
    void childIdentitiesUnderThePapersRuleAreTheShareAskedFor() throws IOException {
        Map<String, Integer> childImages = new HashMap<>();
        for (String line : Files.readAllLines(report.ageLabels())) {
            String[] fields = line.split(" ");
            int child = Integer.parseInt(fields[2]) < 13 ? 1 : 0;
            childImages.merge(fields[1].split("/")[1], child, Integer::sum);
        }
        assertThat(childImages).hasSize(6);
        assertThat(childImages.values().stream().filter(n -> n >= 10)).hasSize(2);
        assertThat(childImages.values().stream().filter(n -> n == 0)).hasSize(4);
        assertThat(report.childIdentities()).isEqualTo(2);
    }

    @Test
    void pairsObeyTheirGapRuleAndShowNobodyFromTraining() throws IOException {
        checkPairs(report.largeGapPairs(), 20, 100);
        checkPairs(report.smallGapPairs(), 0, 19);
    }

    private static void checkPairs(Path list, int smallestGap, int largestGap) throws IOException {
        List<String> lines = Files.readAllLines(list);
        assertThat(lines).hasSize(40).doesNotHaveDuplicates();
        assertThat(lines.stream().filter(line -> line.startsWith("1 "))).hasSize(20);
        for (String line : lines) {
            String[] fields = line.split(" ");
            Path first = report.folder().resolve(fields[1]);
            Path second = report.folder().resolve(fields[2]);
            assertThat(first).isRegularFile();
            assertThat(second).isRegularFile();
            assertThat(age(first)).isLessThan(13);
            assertThat(age(second)).isGreaterThanOrEqualTo(18);
            assertThat(age(second) - age(first)).isBetween(smallestGap, largestGap);
            boolean same = first.getParent().equals(second.getParent());
            assertThat(fields[0]).isEqualTo(same ? "1" : "0");
            assertThat(report.train().resolve(first.getParent().getFileName())).doesNotExist();
            assertThat(report.train().resolve(second.getParent().getFileName())).doesNotExist();
        }
    }

    /** As in {@code 060A08b.jpg}. */
    private static int age(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceFirst(".*A(\\d\\d).*", "$1"));
    }

    @Test
    void standardSizesAreThePromisedOnes() {
        DemoFacesOptions all = DemoFacesOptions.defaults();
        assertThat(all.identities() * all.imagesPerIdentity()).isEqualTo(1200);
        assertThat(all.childIdentities()).isEqualTo(20);
        assertThat(all.pairs()).isEqualTo(200);
        DemoFacesOptions quick = DemoFacesOptions.quick();
        for (DemoFacesOptions options : List.of(all, quick, quick.withSeed(1))) {
            PairSampler sampler = new PairSampler(new Cast(options).test());
            String list =
                    sampler.list(options.pairs(), gap -> gap < 20, new Cast(options).random(0, 0));
            assertThat(list.lines().filter(line -> line.startsWith("1"))).hasSize(options.pairs());
            assertThat(list.lines().filter(line -> line.startsWith("0"))).hasSize(options.pairs());
        }
    }

    @Test
    void stopsWhenCancelledAndLeavesNoAgeLabels() {
        AtomicInteger reports = new AtomicInteger();
        Progress impatient =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {
                        reports.incrementAndGet();
                    }

                    @Override
                    public boolean isCancelled() {
                        return reports.get() >= 5;
                    }
                };
        Path cancelled = folder.resolve("cancelled");
        assertThatThrownBy(() -> DemoFaces.write(cancelled, SMALL, impatient))
                .isInstanceOf(CancelledException.class);
        assertThat(reports.get()).isLessThan(10);
        assertThat(cancelled.resolve("age-labels.txt")).doesNotExist();
        assertThat(cancelled.resolve("demo-c20.txt")).doesNotExist();
    }

    @Test
    void drawingAnewLeavesNothingOfTheEarlierSet() throws IOException {
        Path twice = folder.resolve("twice");
        DemoFaces.write(twice, new DemoFacesOptions(3, 2, 0, 2, 1, 11, 2), Progress.NONE);
        DemoFacesReport second = DemoFaces.write(twice, TINY, Progress.NONE);
        assertThat(files(second.train())).hasSize(4);
    }

    @Test
    void refusesAFolderWithAPersonsOwnFiles() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        Path letter = Files.writeString(own.resolve("letter.txt"), "dear");
        assertThatThrownBy(() -> DemoFaces.write(own, SMALL, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining(own.toString())
                .hasMessageContaining("empty");
        assertThat(letter).hasContent("dear");
        assertThat(files(own)).hasSize(1);
    }

    @Test
    void refusesChildIdentitiesWithoutEnoughImages() {
        assertThatThrownBy(() -> new DemoFacesOptions(6, 9, 0.5, 3, 20, 1, 1))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("10 or more");
        assertThat(new DemoFacesOptions(6, 9, 0, 3, 20, 1, 1).childIdentities()).isZero();
    }

    @Test
    void facesLieOnTheAlignmentTemplate() {
        Cast cast = new Cast(SMALL);
        double[][] template = {
            {38.2946, 51.6963},
            {73.5318, 51.5014},
            {56.0252, 71.7366},
            {41.5493, 92.3655},
            {70.7299, 92.2041}
        };
        for (Cast.Shot shot : cast.training()) {
            Capture capture = Capture.neutral(1);
            FaceGeometry face = FaceGeometry.of(cast.person(shot.identity()), shot.age(), capture);
            FaceGeometry placed = face.placed(FaceRenderer.alignment(face));
            for (int i = 0; i < 5; i++) {
                assertThat(placed.landmarks().get(i).distance(template[i][0], template[i][1]))
                        .isCloseTo(0, within(7.0));
            }
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static Map<String, List<Byte>> contents(Path root) throws IOException {
        Map<String, List<Byte>> all = new TreeMap<>();
        for (Path file : files(root)) {
            byte[] bytes = Files.readAllBytes(file);
            Byte[] boxed = new Byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                boxed[i] = bytes[i];
            }
            all.put(root.relativize(file).toString(), List.of(boxed));
        }
        return all;
    }
}
