package dev.interproto.desktop.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.RecordedNotifications;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.RgbImage;
import dev.interproto.verification.Comparison;
import dev.interproto.verification.PhotoFaces;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.SampleRuns;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareViewModelTest {
    private static final Path ONE = Path.of("one.jpg");
    private static final Path TWO = Path.of("two.png");
    private static final Path EMPTY = Path.of("empty.jpg");
    private static final Path BROKEN = Path.of("broken.jpg");

    @TempDir private Path folder;
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final List<String> compared = new ArrayList<>();
    private CompareViewModel viewModel;

    @BeforeEach
    void open() throws IOException {
        Workspace workspace = Workspace.open(folder);
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.FINISHED);
        Files.createDirectories(run.checkpoints());
        Files.writeString(run.checkpoints().resolve("last.npz"), "");
        viewModel =
                new CompareViewModel(
                        workspace,
                        new SameThreadTaskRunner(
                                failure -> {
                                    throw new AssertionError(failure);
                                }),
                        notifications,
                        new Messages(),
                        CompareViewModelTest::find,
                        opened -> new Recorder());
    }

    /** Two faces in every photograph but the empty one. */
    private static PhotoFaces find(Path file) {
        if (file.equals(BROKEN)) {
            throw new UserFacingException("It is cut short.", "No.", "Choose another.");
        }
        DetectedFace face = new DetectedFace(0, 0, 2, 2, 1, Optional.empty());
        return new PhotoFaces(
                file,
                new RgbImage(4, 4, new byte[48]),
                file.equals(EMPTY) ? List.of() : List.of(face, face));
    }

    private final class Recorder implements FaceComparer {
        @Override
        public Optional<StoredEvaluation> evaluation() {
            return Optional.empty();
        }

        @Override
        public Comparison compare(PhotoFaces a, int faceA, PhotoFaces b, int faceB) {
            compared.add(a.file() + "#" + faceA + " " + b.file() + "#" + faceB);
            return new Comparison(
                    a.image(),
                    b.image(),
                    0.25,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    "Evaluate it first.");
        }

        @Override
        public void close() {}
    }

    @Test
    void twoPhotographsAreComparedByTheirLargestFaces() {
        viewModel.runs().refresh(Optional.empty());
        viewModel.take(List.of(ONE, TWO));
        assertThat(compared).containsExactly("one.jpg#0 two.png#0");
        assertThat(viewModel.comparisonProperty().get().orElseThrow().similarity()).isEqualTo(0.25);
    }

    @Test
    void photographsComeOneAfterTheOther() {
        viewModel.runs().refresh(Optional.empty());
        viewModel.take(List.of(ONE));
        assertThat(viewModel.comparisonProperty().get()).isEmpty();
        viewModel.take(List.of(TWO));
        assertThat(compared).containsExactly("one.jpg#0 two.png#0");
    }

    @Test
    void choosingAnotherFaceAndSwappingCompareAnew() {
        viewModel.runs().refresh(Optional.empty());
        viewModel.take(List.of(ONE, TWO));
        viewModel.choose(false, 1);
        assertThat(compared).last().isEqualTo("one.jpg#0 two.png#1");
        viewModel.choose(false, 2);
        assertThat(compared).hasSize(2);
        viewModel.swap();
        assertThat(compared).last().isEqualTo("two.png#1 one.jpg#0");
        viewModel.clear();
        assertThat(viewModel.comparisonProperty().get()).isEmpty();
    }

    @Test
    void aPhotographWithoutFacesIsShownAndNotCompared() {
        viewModel.runs().refresh(Optional.empty());
        viewModel.take(List.of(ONE, EMPTY));
        assertThat(compared).isEmpty();
        Side.Photograph shown = (Side.Photograph) viewModel.secondProperty().get();
        assertThat(shown.faces().problem().orElseThrow()).contains("No face was found");
    }

    @Test
    void anUnreadablePhotographSaysWhyInItsPlace() {
        viewModel.put(true, BROKEN);
        assertThat(viewModel.firstProperty().get())
                .isEqualTo(new Side.Unreadable(BROKEN, "It is cut short.", "Choose another."));
    }

    @Test
    void filesThatAreNoImagesAreRefused() {
        assertThatThrownBy(() -> viewModel.take(List.of(Path.of("notes.txt"))))
                .isInstanceOf(UserFacingException.class);
    }

    @Test
    void withoutAThresholdTheVerdictIsTheSimilarityAndHowToGetOne() {
        viewModel.runs().refresh(Optional.empty());
        viewModel.take(List.of(ONE, TWO));
        Verdict verdict =
                Verdict.of(viewModel.comparisonProperty().get().orElseThrow(), new Messages());
        assertThat(verdict).isEqualTo(new Verdict("Similarity 0.2500", "", "Evaluate it first."));
    }
}
