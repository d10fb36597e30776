package dev.interproto.desktop.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.alignment.AlignedImage;
import dev.interproto.dataset.alignment.AlignmentOutcome;
import dev.interproto.desktop.RecordedNotifications;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.FaceDetectors;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import dev.interproto.network.detector.DetectorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignmentViewModelTest {
    @TempDir Path folder;
    private final List<Throwable> failures = new ArrayList<>();
    private final RecordedNotifications notifications = new RecordedNotifications();
    private Path input;
    private AlignmentViewModel viewModel;

    @BeforeEach
    void photographs() throws IOException {
        input = folder.resolve("raw");
        photograph(input.resolve("ann/1.png"), 90);
        photograph(input.resolve("ann/2.png"), 90);
        photograph(input.resolve("bob/1.png"), 90);
        photograph(input.resolve("bob/small.png"), 60);
        viewModel =
                new AlignmentViewModel(
                        new SameThreadTaskRunner(failures::add),
                        notifications,
                        new Messages(),
                        AlignmentViewModelTest::open);
    }

    @Test
    void theOutputFollowsTheInputUntilAPersonChangesIt() {
        AlignmentForm form = viewModel.form();
        viewModel.take(input);
        assertThat(form.outputProperty().get()).isEqualTo(input + "-aligned");
        form.outputProperty().set("/elsewhere");
        form.inputProperty().set("/other");
        assertThat(form.outputProperty().get()).isEqualTo("/elsewhere");
    }

    @Test
    void whatIsMissingIsSaidUntilTheWorkCanBegin() {
        AlignmentForm form = viewModel.form();
        assertThat(form.problem()).contains("Choose the folder of photographs, or drop it here.");
        viewModel.take(input);
        assertThat(form.problem()).isEmpty();
        form.sourceProperty().set(AlignmentForm.Source.YUNET);
        assertThat(form.problem()).contains("Choose YuNet's ONNX file, or drop it here.");
        form.modelProperty().set("net.onnx");
        form.smallestFaceProperty().set("many");
        assertThat(form.problem()).isPresent();
        form.smallestFaceProperty().set("12");
        form.formatProperty().set("jpg");
        form.qualityProperty().set("101");
        assertThat(form.problem()).isPresent();
        form.qualityProperty().set("90");
        form.smallestConfidenceProperty().set("0.7");
        AlignmentForm.Request request = form.request().orElseThrow();
        assertThat(request.detector()).isEqualTo(DetectorKind.YUNET);
        assertThat(request.model()).contains(Path.of("net.onnx"));
        assertThat(request.options().selection().smallestConfidence()).hasValue(0.7);
        assertThat(request.options().format().quality()).isEqualTo(90);
    }

    @Test
    void aDroppedModelFileChoosesItsDetector() throws IOException {
        viewModel.take(Files.createFile(folder.resolve("net.ONNX")));
        assertThat(viewModel.form().sourceProperty().get()).isEqualTo(AlignmentForm.Source.YUNET);
        assertThat(viewModel.form().modelProperty().get()).endsWith("net.ONNX");
    }

    @Test
    void everyPhotographIsListedAndTheOutputIsADataset() {
        viewModel.take(input);
        viewModel.start();

        assertThat(failures).isEmpty();
        assertThat(notifications.failures()).isEmpty();
        assertThat(viewModel.rows())
                .extracting(AlignedImage::image)
                .containsExactly("ann/1.png", "ann/2.png", "bob/1.png", "bob/small.png");
        assertThat(viewModel.summaryProperty().get()).isEqualTo("3 aligned · 1 rejected");
        assertThat(viewModel.datasetProperty().get()).contains(folder.resolve("raw-aligned"));
        assertThat(viewModel.runningProperty().get()).isEmpty();
        assertThat(notifications.texts()).containsExactly("Aligned 3 of 4 photographs");
    }

    @Test
    void aSelectedPhotographIsShownBesideItsFace() {
        viewModel.take(input);
        viewModel.start();
        viewModel.select(Optional.of(viewModel.rows().get(0)));
        Preview preview = viewModel.previewProperty().get().orElseThrow();
        assertThat(preview.before().orElseThrow().width()).isEqualTo(200);
        assertThat(preview.after().orElseThrow().width()).isEqualTo(112);
        viewModel.select(Optional.of(viewModel.rows().get(3)));
        preview = viewModel.previewProperty().get().orElseThrow();
        assertThat(preview.image().outcome()).isEqualTo(AlignmentOutcome.REJECTED);
        assertThat(preview.after()).isEmpty();
        viewModel.select(Optional.empty());
        assertThat(viewModel.previewProperty().get()).isEmpty();
    }

    @Test
    void facesMadeOtherwiseAreReplacedOnlyWhenThePersonSaysSo() {
        viewModel.take(input);
        viewModel.start();
        viewModel.form().formatProperty().set("jpg");
        viewModel.start();
        assertThat(viewModel.changesProperty().get()).containsExactly("format: png → jpg95");
        assertThat(folder.resolve("raw-aligned/ann/1.png")).exists();

        viewModel.startAnew();

        assertThat(viewModel.changesProperty().get()).isEmpty();
        assertThat(folder.resolve("raw-aligned/ann/1.png")).doesNotExist();
        assertThat(folder.resolve("raw-aligned/ann/1.jpg")).exists();
    }

    @Test
    void aModelThatCannotBeReadIsSaid() {
        viewModel.take(input);
        viewModel.form().sourceProperty().set(AlignmentForm.Source.YUNET);
        viewModel.form().modelProperty().set("broken.onnx");
        viewModel.start();
        assertThat(notifications.failures())
                .singleElement()
                .isInstanceOf(UserFacingException.class);
        assertThat(viewModel.runningProperty().get()).isEmpty();
    }

    @Test
    void onlyFoldersOfLoosePhotographsAreOfferedToBeAligned() throws IOException {
        List<PageArgument> opened = new ArrayList<>();
        AlignmentDrops drops =
                new AlignmentDrops((page, argument) -> opened.add(argument), new Messages());
        photograph(folder.resolve("fgnet/images/001A02.png"), 90);
        Files.createDirectories(folder.resolve("fgnet/points"));
        Path faces = folder.resolve("faces");
        Files.createDirectories(faces);
        Files.write(
                faces.resolve("1.png"),
                ImageEncoder.png(new RgbImage(112, 112, new byte[3 * 112 * 112])));

        assertThat(drops.page()).isEqualTo(PageId.DATASETS);
        assertThat(drops.offer(List.of(input.resolve("ann"))))
                .contains("Align the photographs of ann");
        assertThat(drops.offer(List.of(folder.resolve("fgnet")))).isPresent();
        assertThat(drops.offer(List.of(input))).isEmpty();
        assertThat(drops.offer(List.of(faces))).isEmpty();
        drops.accept(List.of(input.resolve("ann")));
        assertThat(opened)
                .containsExactly(new PageArgument.ToAlign(Optional.of(input.resolve("ann"))));
    }

    private static FaceDetectors open(DetectorKind kind, Optional<Path> model) {
        if (model.isPresent()) {
            throw new UserFacingException("It is broken.", "a", "b");
        }
        return new FaceDetectors() {
            @Override
            public String name() {
                return "drawn";
            }

            @Override
            public FaceDetector create() {
                return new Drawn();
            }
        };
    }

    private static void photograph(Path file, int height) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, ImageEncoder.png(new RgbImage(200, height, new byte[3 * 200 * height])));
    }

    /** One face a photograph, too small in low ones. */
    private static final class Drawn implements FaceDetector {
        @Override
        public String name() {
            return "drawn";
        }

        @Override
        public List<DetectedFace> detect(RgbImage photograph) {
            double side = photograph.height() > 80 ? 50 : 10;
            return List.of(new DetectedFace(20, 20, side, side, 1, Optional.empty()));
        }

        @Override
        public void close() {}
    }
}
