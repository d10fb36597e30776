package dev.interproto.verification;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.VerificationPair;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Scores the pairs of a list with an embedder: the cosine of the two images' embeddings. */
public final class PairScoring {
    private PairScoring() {}

    /**
     * Scores a list. Every distinct image is decoded and embedded once. A pair with an unreadable
     * image joins the list's missing ones.
     *
     * @param faces where faces come from; called on several threads
     * @throws CancelledException when cancelled
     * @throws UserFacingException where the network gives embeddings that are not numbers
     */
    public static PairScores score(
            PairList list, FaceEmbedder embedder, FaceSource faces, Progress progress) {
        Set<ImageLocation> images = new LinkedHashSet<>();
        for (VerificationPair pair : list.pairs()) {
            images.add(pair.first());
            images.add(pair.second());
        }
        EmbeddedImages embedded = ImageEmbedding.embed(images, embedder, faces, progress);
        List<ScoredPair> scored = new ArrayList<>(list.pairs().size());
        List<Integer> foldOf = new ArrayList<>();
        List<Problem> missing = new ArrayList<>(list.missing());
        for (int i = 0; i < list.pairs().size(); i++) {
            VerificationPair pair = list.pairs().get(i);
            Problem problem = embedded.unreadable().get(pair.first());
            problem = problem == null ? embedded.unreadable().get(pair.second()) : problem;
            if (problem != null) {
                missing.add(problem);
                continue;
            }
            double similarity =
                    cosine(embedded.rows().get(pair.first()), embedded.rows().get(pair.second()));
            checkNumber(similarity, pair, embedder);
            scored.add(new ScoredPair(pair, similarity));
            if (!list.foldOf().isEmpty()) {
                foldOf.add(list.foldOf().get(i));
            }
        }
        return new PairScores(list.name(), scored, foldOf, missing);
    }

    /**
     * Cosine of two unit-length embeddings, −1 to 1; rounding beyond is cut off.
     *
     * @param first of length 1
     * @param second of length 1
     */
    public static double cosine(float[] first, float[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += (double) first[i] * second[i];
        }
        return Math.max(-1, Math.min(1, sum));
    }

    private static void checkNumber(double similarity, VerificationPair pair, FaceEmbedder model) {
        if (Double.isNaN(similarity)) {
            throw new UserFacingException(
                    model.name() + " gives an embedding that is not a number.",
                    "The network's weights are broken, as after a run that diverged; met at "
                            + pair.first()
                            + " and "
                            + pair.second()
                            + ".",
                    "Use an earlier checkpoint, or train with a lower learning rate.");
        }
    }
}
