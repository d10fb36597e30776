package dev.interproto.workspace.job;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.FaceDetectors;
import dev.interproto.face.UnreadableImageException;
import dev.interproto.network.detector.DetectorKind;
import dev.interproto.verification.Comparison;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.PhotoComparison;
import dev.interproto.verification.PhotoFaces;
import dev.interproto.verification.VerdictRule;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.StoredEvaluation;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Compares photographs with the network of a run or a shelf model, kept open for several
 * comparisons. The threshold comes from the newest evaluation of this very network. One thread at a
 * time.
 */
public final class ComparisonJob implements AutoCloseable {
    private final FaceEmbedder embedder;
    private final FaceDetectors detectors;
    private final FaceDetector detector;
    private final Optional<StoredEvaluation> evaluation;
    private final PhotoComparison comparison;

    private ComparisonJob(
            FaceEmbedder embedder, FaceDetectors detectors, Optional<StoredEvaluation> evaluation) {
        this.embedder = embedder;
        this.detectors = detectors;
        this.detector = detectors.create();
        this.evaluation = evaluation;
        this.comparison =
                new PhotoComparison(
                        detector,
                        embedder,
                        evaluation.map(stored -> VerdictRule.of(stored.report())));
    }

    /**
     * Loads a model.
     *
     * @param home a run, or a model of the shelf
     * @param checkpoint of a run: {@code last} or a file name in its checkpoints
     * @param device {@code auto}, {@code cpu} or {@code cuda}
     * @param precision {@code auto}, {@code float32} or {@code bfloat16}
     * @param yunet YuNet's ONNX file, which finds faces then; empty for the built-in detector
     * @throws UserFacingException where the run has no such checkpoint, or its file is damaged, or
     *     YuNet's is gone or no YuNet
     */
    public static ComparisonJob open(
            ModelHome home,
            String checkpoint,
            String device,
            String precision,
            Optional<Path> yunet) {
        DetectorKind kind = yunet.isPresent() ? DetectorKind.YUNET : DetectorKind.HAAR;
        EmbeddingModel model = EmbeddingModel.open(home, checkpoint, Optional.empty());
        FaceDetectors detectors = kind.open(yunet);
        FaceEmbedder embedder = null;
        try {
            embedder = model.embedder(device, precision);
            return new ComparisonJob(embedder, detectors, evaluationOf(model));
        } catch (RuntimeException e) {
            if (embedder != null) {
                embedder.close();
            }
            detectors.close();
            throw e;
        }
    }

    /** The newest evaluation of the network: another's threshold would mean nothing here. */
    private static Optional<StoredEvaluation> evaluationOf(EmbeddingModel model) {
        return model.home().evaluations().stream()
                .filter(stored -> !stored.origin().isUntrained())
                .filter(stored -> stored.origin().step() == model.step())
                .findFirst();
    }

    /** The evaluation that threshold and probability come from. */
    public Optional<StoredEvaluation> evaluation() {
        return evaluation;
    }

    /**
     * Finds the faces of a photograph, largest first.
     *
     * @throws UserFacingException where it cannot be read
     */
    public PhotoFaces find(Path photograph) {
        try {
            return comparison.find(photograph);
        } catch (UnreadableImageException e) {
            throw new UserFacingException(
                    "The photograph " + photograph + " " + e.reason() + ".",
                    "It cannot be compared.",
                    "Choose a whole jpg, png, bmp or webp file.",
                    e);
        }
    }

    /**
     * Compares two faces, numbered from 0 in their photographs.
     *
     * @throws UserFacingException where there is no such face
     */
    public Comparison compare(PhotoFaces first, int firstFace, PhotoFaces second, int secondFace) {
        return comparison.compare(first, firstFace, second, secondFace);
    }

    @Override
    public void close() {
        detector.close();
        detectors.close();
        embedder.close();
    }
}
