package dev.interproto.dataset.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.PairLists;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.FaceDetectors;
import dev.interproto.face.FaceLandmarks;
import dev.interproto.face.FaceSelection;
import dev.interproto.face.FoundFace;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.Point;
import dev.interproto.face.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderAlignmentTest {
    private static final Supplier<FaceDetector> NONE =
            () -> {
                throw new AssertionError("points need no detector");
            };
    private static final String NO_CHOSEN_FACE = ",".repeat(17);

    @TempDir Path folder;

    @Test
    void fgnetLayoutGivesFlatFacesByItsPoints() throws Exception {
        Path input = folder.resolve("fgnet");
        photograph(input.resolve("images/001A02.JPG"));
        photograph(input.resolve("images/001A05.JPG"));
        photograph(input.resolve("images/002A07.JPG"));
        points(input.resolve("points/001a02.pts"));
        Files.writeString(input.resolve("points/002a07.pts"), "version: 1\nn_points: 68\n{\n1 x\n");

        AlignmentReport report = align(input, LandmarkSource.PTS, NONE, Progress.NONE);

        assertThat(rows())
                .extracting(AlignedImage::image, AlignedImage::outcome, AlignedImage::face)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "001A02.JPG", AlignmentOutcome.ALIGNED, "001A02.png"),
                        org.assertj.core.groups.Tuple.tuple(
                                "001A05.JPG", AlignmentOutcome.NO_LANDMARKS, ""),
                        org.assertj.core.groups.Tuple.tuple(
                                "002A07.JPG", AlignmentOutcome.NO_LANDMARKS, ""));
        assertThat(rows().get(2).detail()).contains("line 4");
        RgbImage face = ImageDecoder.decode(out().resolve("001A02.png"));
        assertThat(FaceAligner.isAligned(face)).isTrue();
        assertThat(red(face, 38, 52)).isGreaterThan(150); // the eyes drawn at the points
        assertThat(red(face, 74, 52)).isGreaterThan(150);
        assertThat(red(face, 56, 30)).isLessThan(60);
    }

    @Test
    void alignedFacesAreFoundByAnOfficialPairList() throws Exception {
        Path input = folder.resolve("fgnet");
        for (String name : List.of("020A04", "020A30")) {
            photograph(input.resolve("images/" + name + ".JPG"));
            points(input.resolve("points/" + name.toLowerCase(java.util.Locale.ROOT) + ".pts"));
        }
        align(input, LandmarkSource.PTS, NONE, Progress.NONE);
        Path list =
                Files.writeString(
                        folder.resolve("list.txt"),
                        "1 dataset/test/FGNET-aligned/020A04.JPG"
                                + " dataset/test/FGNET-aligned/020A30.JPG\n");

        PairList pairs = PairLists.read(list, out(), Progress.NONE);

        assertThat(pairs.pairs()).hasSize(1);
        assertThat(pairs.missing()).isEmpty();
    }

    @Test
    void everyPhotographEndsInOneRowOfTheTable() throws Exception {
        Path input = folder.resolve("in");
        photograph(input.resolve("a/face.jpg"));
        photograph(input.resolve("a/deep/face.png"));
        Files.write(input.resolve("a/empty.jpg"), new byte[0]);
        Files.writeString(input.resolve("notes.txt"), "no image");
        Files.createDirectories(input.resolve("b"));
        Files.write(
                input.resolve("b/crop.png"),
                ImageEncoder.png(new RgbImage(112, 112, new byte[3 * 112 * 112])));
        Files.write(
                input.resolve("b/wall, white.png"),
                ImageEncoder.png(new RgbImage(50, 60, new byte[3 * 50 * 60])));

        AlignmentReport report = align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);

        Map<String, AlignmentOutcome> outcomes = new TreeMap<>();
        rows().forEach(image -> outcomes.put(image.image(), image.outcome()));
        assertThat(outcomes)
                .containsExactly(
                        Map.entry("a/deep/face.png", AlignmentOutcome.ALIGNED),
                        Map.entry("a/empty.jpg", AlignmentOutcome.UNREADABLE),
                        Map.entry("a/face.jpg", AlignmentOutcome.ALIGNED),
                        Map.entry("b/crop.png", AlignmentOutcome.TAKEN),
                        Map.entry("b/wall, white.png", AlignmentOutcome.NO_FACE));
        assertThat(report.counts())
                .containsEntry(AlignmentOutcome.ALIGNED, 2L)
                .containsEntry(AlignmentOutcome.REJECTED, 0L);
        assertThat(report.faces()).isEqualTo(3);
        assertThat(Files.readAllLines(out().resolve(AlignmentReport.FILE_NAME)))
                .hasSize(6)
                .contains(AlignmentRow.HEADER)
                .contains("a/empty.jpg,UNREADABLE,,0" + NO_CHOSEN_FACE + "It is empty (0 bytes).")
                .contains("\"b/wall, white.png\",NO_FACE,,0" + NO_CHOSEN_FACE);
        assertThat(out().resolve("a/deep/face.png")).exists();
    }

    @Test
    void cancelledWorkGoesOnWhereItStopped() throws Exception {
        Path input = folder.resolve("in");
        for (int i = 0; i < 12; i++) {
            photograph(input.resolve("p" + i + ".png"));
        }
        AtomicInteger reports = new AtomicInteger();
        Progress stopping =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {
                        reports.incrementAndGet();
                    }

                    @Override
                    public boolean isCancelled() {
                        return reports.get() >= 3;
                    }
                };

        assertThatThrownBy(() -> align(input, LandmarkSource.DETECT, Centre::new, stopping))
                .isInstanceOf(CancelledException.class);
        int rows = Files.readAllLines(out().resolve(AlignmentReport.FILE_NAME)).size() - 1;
        AlignmentReport second = align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);

        // Three reports: of the look round the folder, and of two photographs at least.
        assertThat(rows).isBetween(2, 11);
        assertThat(second.kept()).isEqualTo(rows);
        assertThat(second.count(AlignmentOutcome.ALIGNED)).isEqualTo(12);
        assertThat(rows()).hasSize(12);
    }

    @Test
    void changedPhotographsAreAlignedAgain() throws Exception {
        Path input = folder.resolve("in");
        Path changed = photograph(input.resolve("p.png"));
        align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);
        FileTime later =
                FileTime.fromMillis(
                        Files.getLastModifiedTime(out().resolve("p.png")).toMillis() + 5000);
        Files.setLastModifiedTime(changed, later);

        AlignmentReport second = align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);

        assertThat(second.kept()).isZero();
        assertThat(second.count(AlignmentOutcome.ALIGNED)).isEqualTo(1);
        assertThat(rows()).hasSize(1); // the earlier line is true no more
    }

    @Test
    void landmarksOfTwoKindsAreNotMixedInOneFolder() throws Exception {
        Path input = folder.resolve("in");
        photograph(input.resolve("p.png"));
        align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);

        assertThatThrownBy(() -> align(input, LandmarkSource.PTS, NONE, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("landmarks: detect → pts");
    }

    @Test
    void imagesOfOneStemKeepTheirOwnFaces() throws Exception {
        Path input = folder.resolve("in");
        photograph(input.resolve("p.jpg"));
        photograph(input.resolve("p.png"));

        AlignmentReport report = align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);

        assertThat(rows()).extracting(AlignedImage::face).containsExactly("p.png", "p.png.png");
    }

    @Test
    void emptyOrMissingFoldersSaySo() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("in"));

        assertThatThrownBy(() -> align(empty, LandmarkSource.PTS, NONE, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("holds no images");
        assertThatThrownBy(
                        () ->
                                align(
                                        folder.resolve("none"),
                                        LandmarkSource.PTS,
                                        NONE,
                                        Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void outputThatCannotBeAFolderSaysSo() throws Exception {
        Path input = folder.resolve("in");
        photograph(input.resolve("p.png"));
        Files.writeString(out(), "a file where the folder should be");

        assertThatThrownBy(() -> align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("cannot be written to " + out());
    }

    @Test
    void realFgnetSubjectIsAlignedByItsPoints() throws Exception {
        Path fgnet = Path.of("../shared/data/fgnet-part");
        Assumptions.assumeTrue(Files.isDirectory(fgnet), "FG-NET part is not here");
        Path input = folder.resolve("fgnet");
        Files.createDirectories(input.resolve("images"));
        Files.createDirectories(input.resolve("points"));
        for (String name : List.of("001A02", "001A40")) {
            Files.copy(
                    fgnet.resolve("images/" + name + ".JPG"),
                    input.resolve("images/" + name + ".JPG"));
            String points = name.toLowerCase(java.util.Locale.ROOT) + ".pts";
            Files.copy(fgnet.resolve("points/" + points), input.resolve("points/" + points));
        }

        AlignmentReport report = align(input, LandmarkSource.PTS, NONE, Progress.NONE);

        assertThat(report.count(AlignmentOutcome.ALIGNED)).isEqualTo(2);
    }

    @Test
    void whatWasRefusedIsNotSearchedAgain() throws Exception {
        Path input = folder.resolve("in");
        Files.createDirectories(input);
        Files.write(
                input.resolve("wall.png"),
                ImageEncoder.png(new RgbImage(50, 60, new byte[3 * 50 * 60])));
        align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);

        AlignmentReport second = align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);

        assertThat(second.kept()).isEqualTo(1);
        assertThat(second.count(AlignmentOutcome.NO_FACE)).isEqualTo(1);
    }

    @Test
    void aTableCutByAPowerFailureLosesItsLastLineOnly() throws Exception {
        Path input = folder.resolve("in");
        photograph(input.resolve("p.png"));
        photograph(input.resolve("q.png"));
        align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);
        Path table = out().resolve(AlignmentReport.FILE_NAME);
        String whole = Files.readString(table);
        Files.writeString(table, whole.substring(0, whole.length() - 12));

        AlignmentReport second = align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);

        assertThat(second.kept()).isEqualTo(1);
        assertThat(Files.readString(table)).isEqualTo(whole);
    }

    @Test
    void facesThatAreGoneOrEmptyAreMadeAgain() throws Exception {
        Path input = folder.resolve("in");
        photograph(input.resolve("p.png"));
        photograph(input.resolve("q.png"));
        photograph(input.resolve("r.png"));
        align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);
        Files.delete(out().resolve("p.png"));
        Files.write(out().resolve("q.png"), new byte[0]);

        AlignmentReport second = align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);

        assertThat(second.kept()).isEqualTo(1);
        assertThat(FaceAligner.isAligned(ImageDecoder.decode(out().resolve("q.png")))).isTrue();
        assertThat(rows()).hasSize(3);
    }

    @Test
    void photographsThatAreGoneLeaveTheTable() throws Exception {
        Path input = folder.resolve("in");
        Path gone = photograph(input.resolve("a.png"));
        photograph(input.resolve("b.png"));
        align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);
        Files.delete(gone);

        align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);

        assertThat(rows()).extracting(AlignedImage::image).containsExactly("b.png");
    }

    @Test
    void anewDeletesTheEarlierFacesAndNothingElse() throws Exception {
        Path input = folder.resolve("in");
        photograph(input.resolve("p.png"));
        align(input, LandmarkSource.DETECT, Centre::new, Progress.NONE);
        Path mine = Files.writeString(out().resolve("notes.txt"), "mine");
        AlignmentOptions jpeg =
                with(FaceSelection.LARGEST, AlignmentOptions.FaceFormat.jpeg(90), 1);
        FolderAlignment changed = alignment(input, jpeg, Centre::new);

        assertThat(changed.changes()).containsExactly("format: png → jpg90");
        changed.deleteEarlier();
        changed.run(Progress.NONE);

        assertThat(out().resolve("p.png")).doesNotExist();
        assertThat(out().resolve("p.jpg")).exists();
        assertThat(mine).exists();
    }

    @Test
    void flatFacesCarryTheirFoldersInTheirNames() throws Exception {
        Path input = folder.resolve("in");
        photograph(input.resolve("ann/1.png"));
        photograph(input.resolve("ann_1.png"));
        AlignmentOptions flat =
                new AlignmentOptions(
                        LandmarkSource.DETECT,
                        FaceSelection.LARGEST,
                        AlignmentOptions.FaceFormat.PNG,
                        AlignmentOptions.Layout.FLAT,
                        AlignmentOptions.WithoutFace.SKIP,
                        2);

        alignment(input, flat, Centre::new).run(Progress.NONE);

        assertThat(rows())
                .extracting(AlignedImage::face)
                .containsExactly("ann_1.png", "ann_1.png.png");
    }

    @Test
    void photographsWithoutAFaceMayGiveTheirMiddle() throws Exception {
        Path input = folder.resolve("in");
        Files.createDirectories(input);
        Files.write(
                input.resolve("wall.png"),
                ImageEncoder.png(new RgbImage(50, 60, new byte[3 * 50 * 60])));
        AlignmentOptions middle =
                new AlignmentOptions(
                        LandmarkSource.DETECT,
                        FaceSelection.LARGEST,
                        AlignmentOptions.FaceFormat.PNG,
                        AlignmentOptions.Layout.KEEP,
                        AlignmentOptions.WithoutFace.MIDDLE,
                        1);

        AlignmentReport report = alignment(input, middle, Centre::new).run(Progress.NONE);

        assertThat(report.count(AlignmentOutcome.MIDDLE)).isEqualTo(1);
        assertThat(FaceAligner.isAligned(ImageDecoder.decode(out().resolve("wall.png")))).isTrue();
    }

    @Test
    void facesTooSmallAreNamedWithTheirReason() throws Exception {
        Path input = folder.resolve("in");
        photograph(input.resolve("p.png"));
        FaceSelection large =
                new FaceSelection(
                        FaceSelection.Preference.LARGEST, 150, java.util.OptionalDouble.empty());

        AlignmentReport report =
                alignment(input, with(large, AlignmentOptions.FaceFormat.PNG, 1), Centre::new)
                        .run(Progress.NONE);

        assertThat(report.count(AlignmentOutcome.REJECTED)).isEqualTo(1);
        assertThat(rows().get(0).detail()).isEqualTo("Faces found: 1 too small.");
        assertThat(rows().get(0).faces()).hasSize(1);
    }

    @Test
    void aRowKeepsTheFacesAndTheirLandmarks() {
        FaceLandmarks landmarks =
                new FaceLandmarks(
                        new Point(1, 2),
                        new Point(3, 4),
                        new Point(5, 6),
                        new Point(7, 8),
                        new Point(9, 10));
        AlignedImage image =
                new AlignedImage(
                        "a, \"b\".jpg",
                        AlignmentOutcome.ALIGNED,
                        "a.png",
                        List.of(
                                new FoundFace(
                                        new DetectedFace(
                                                1.5, 2, 30, 40, 0.75, Optional.of(landmarks)),
                                        FoundFace.Fate.CHOSEN),
                                new FoundFace(
                                        new DetectedFace(5, 6, 7, 8, 0.5, Optional.empty()),
                                        FoundFace.Fate.TOO_SMALL)),
                        "");

        assertThat(AlignmentRow.parse(AlignmentRow.format(image))).contains(image);
        assertThat(AlignmentRow.parse("a.jpg,ALIGN")).isEmpty();
    }

    private AlignmentReport align(
            Path input, LandmarkSource source, Supplier<FaceDetector> detectors, Progress p) {
        return alignment(input, AlignmentOptions.usual(source), detectors).run(p);
    }

    private static AlignmentOptions with(
            FaceSelection selection, AlignmentOptions.FaceFormat format, int threads) {
        return new AlignmentOptions(
                LandmarkSource.DETECT,
                selection,
                format,
                AlignmentOptions.Layout.KEEP,
                AlignmentOptions.WithoutFace.SKIP,
                threads);
    }

    private FolderAlignment alignment(
            Path input, AlignmentOptions options, Supplier<FaceDetector> detectors) {
        return new FolderAlignment(
                input,
                out(),
                options,
                new FaceDetectors() {
                    @Override
                    public String name() {
                        return "centre";
                    }

                    @Override
                    public FaceDetector create() {
                        return detectors.get();
                    }
                });
    }

    private List<AlignedImage> rows() {
        try (Stream<AlignedImage> rows = AlignmentReport.rows(out())) {
            return rows.toList();
        }
    }

    private Path out() {
        return folder.resolve("out");
    }

    /** Red squares of 8 pixels where {@link #points} has the eyes, on black. */
    private static Path photograph(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        RgbImage image = new RgbImage(200, 160, new byte[3 * 200 * 160]);
        for (Point eye : List.of(twice(38, 52), twice(74, 52))) {
            for (int y = (int) eye.y() - 4; y < eye.y() + 4; y++) {
                for (int x = (int) eye.x() - 4; x < eye.x() + 4; x++) {
                    image.rgb()[3 * (y * 200 + x)] = (byte) 255;
                }
            }
        }
        boolean png = file.toString().endsWith(".png");
        return Files.write(file, png ? ImageEncoder.png(image) : ImageEncoder.jpeg(image, 95));
    }

    private static Point twice(double x, double y) {
        return new Point(1.2 * x, 1.2 * y);
    }

    private static void points(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Map<Integer, Point> five =
                Map.of(
                        31, twice(38.3, 51.7),
                        36, twice(73.5, 51.5),
                        67, twice(56.0, 71.7),
                        48, twice(41.5, 92.4),
                        54, twice(70.7, 92.2));
        StringBuilder text = new StringBuilder("version: 1\nn_points: 68\n{\n");
        for (int i = 0; i < 68; i++) {
            Point point = five.getOrDefault(i, new Point(0, 0));
            text.append(point.x()).append(' ').append(point.y()).append('\n');
        }
        Files.writeString(file, text + "}\n");
    }

    private static int red(RgbImage image, int x, int y) {
        return image.rgb()[3 * (y * image.width() + x)] & 0xff;
    }

    /** Says that the middle of an image is a face if there is anything red in it. */
    private static final class Centre implements FaceDetector {
        @Override
        public String name() {
            return "centre";
        }

        @Override
        public List<DetectedFace> detect(RgbImage photograph) {
            for (int i = 0; i < photograph.rgb().length; i += 3) {
                if ((photograph.rgb()[i] & 0xff) > 200) {
                    return List.of(new DetectedFace(20, 20, 100, 100, 1, Optional.empty()));
                }
            }
            return List.of();
        }

        @Override
        public void close() {}
    }
}
