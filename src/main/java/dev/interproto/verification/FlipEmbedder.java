package dev.interproto.verification;

import dev.interproto.face.RgbImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Flip test-time augmentation: the embedding of a face is the sum of its own and its mirror image's
 * unit-length embeddings, brought to length 1 again, as InsightFace evaluates ({@code
 * recognition/arcface_torch/eval/verification.py}). Twice the work.
 */
public final class FlipEmbedder implements FaceEmbedder {
    /** Among the cautions of figures that come from it. */
    public static final String CAUTION =
            "With flip test-time augmentation: each embedding is the sum of the image's and its"
                    + " mirror image's. Figures and threshold are not those of single images.";

    private final FaceEmbedder embedder;

    /**
     * @param embedder closed with this one
     */
    public FlipEmbedder(FaceEmbedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public String name() {
        return embedder.name();
    }

    @Override
    public int dimension() {
        return embedder.dimension();
    }

    @Override
    public float[][] embed(List<RgbImage> faces112) {
        List<RgbImage> mirrored = new ArrayList<>(faces112.size());
        faces112.forEach(face -> mirrored.add(face.mirrored()));
        float[][] rows = embedder.embed(faces112);
        float[][] others = embedder.embed(mirrored);
        for (int i = 0; i < rows.length; i++) {
            add(rows[i], others[i]);
        }
        return rows;
    }

    private static void add(float[] row, float[] other) {
        double squares = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] += other[i];
            squares += (double) row[i] * row[i];
        }
        double length = Math.sqrt(squares);
        if (length == 0) {
            // Opposite embeddings cancel out; any of the two is as good as their sum.
            for (int i = 0; i < row.length; i++) {
                row[i] = other[i];
            }
            return;
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (row[i] / length);
        }
    }

    @Override
    public void close() {
        embedder.close();
    }
}
