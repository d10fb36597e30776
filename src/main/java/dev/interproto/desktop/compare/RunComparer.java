package dev.interproto.desktop.compare;

import dev.interproto.verification.Comparison;
import dev.interproto.verification.PhotoFaces;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.job.ComparisonJob;
import java.util.Optional;

/** Compares with the network of a run's last checkpoint. */
record RunComparer(ComparisonJob job) implements FaceComparer {

    @Override
    public Optional<StoredEvaluation> evaluation() {
        return job.evaluation();
    }

    @Override
    public Comparison compare(PhotoFaces first, int firstFace, PhotoFaces second, int secondFace) {
        return job.compare(first, firstFace, second, secondFace);
    }

    @Override
    public void close() {
        job.close();
    }
}
