package dev.interproto.workspace.job;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.HaarFaceDetector;
import dev.interproto.face.UnreadableImageException;
import dev.interproto.training.Checkpoint;
import dev.interproto.verification.Comparison;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.PhotoComparison;
import dev.interproto.verification.PhotoFaces;
import dev.interproto.verification.VerdictRule;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredEvaluation;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Compares photographs with a run's network, kept open for several comparisons. The threshold comes
 * from the newest evaluation of this very checkpoint. One thread at a time.
 */
public final class ComparisonJob implements AutoCloseable {
    private final FaceEmbedder embedder;
    private final FaceDetector detector;
    private final Optional<StoredEvaluation> evaluation;
    private final PhotoComparison comparison;

    private ComparisonJob(
            FaceEmbedder embedder, FaceDetector detector, Optional<StoredEvaluation> evaluation) {
        this.embedder = embedder;
        this.detector = detector;
        this.evaluation = evaluation;
        this.comparison =
                new PhotoComparison(
                        detector,
                        embedder,
                        evaluation.map(stored -> VerdictRule.of(stored.report())));
    }

    /**
     * Loads the last checkpoint of a run.
     *
     * @param device {@code auto}, {@code cpu} or {@code cuda}
     * @param precision {@code auto}, {@code float32} or {@code bfloat16}
     * @throws UserFacingException where the run has no checkpoint or it is damaged
     */
    public static ComparisonJob open(RunFolder run, String device, String precision) {
        Checkpoint checkpoint = RunModel.open(run, RunModel.LAST, Optional.empty());
        FaceEmbedder embedder = Embedders.open(checkpoint, run, device, precision);
        try {
            return new ComparisonJob(
                    embedder, new HaarFaceDetector(), evaluationOf(run, checkpoint));
        } catch (RuntimeException e) {
            embedder.close();
            throw e;
        }
    }

    /** The newest evaluation of the checkpoint: another's threshold would mean nothing here. */
    private static Optional<StoredEvaluation> evaluationOf(RunFolder run, Checkpoint checkpoint) {
        return run.evaluations().stream()
                .filter(stored -> stored.origin().step() == checkpoint.facts().step())
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
        embedder.close();
    }
}
