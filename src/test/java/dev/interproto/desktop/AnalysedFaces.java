package dev.interproto.desktop;

import dev.interproto.common.Progress;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.NamedFaces;
import dev.interproto.face.RgbImage;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.analysis.Analysis;
import dev.interproto.verification.analysis.AnalysisOptions;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredAnalysis;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The analysis of a network that is made up: its embeddings crowd where the person is a child. */
final class AnalysedFaces {
    private static final int IDENTITIES = 120;
    private static final int IMAGES = 20;
    private static final int DIMENSION = 64;

    private AnalysedFaces() {}

    /** Half of the identities are children in two thirds of their images. */
    static StoredAnalysis write(RunFolder run) throws IOException {
        FaceDataset faces = NamedFaces.of(IDENTITIES, IMAGES, AnalysedFaces::age);
        Random random = new Random(1);
        boolean[] child = new boolean[IDENTITIES];
        float[][] prototypes = new float[IDENTITIES][];
        for (int i = 0; i < IDENTITIES; i++) {
            child[i] = i % 2 == 0;
            prototypes[i] = unit(random, new float[DIMENSION], 1, child[i] ? 5 : 0);
        }
        Analysis analysis =
                Analysis.ofDataset(
                        faces,
                        child,
                        Optional.of(prototypes),
                        new MadeUp(prototypes),
                        place -> {
                            String name = place.file().toString();
                            int at = name.indexOf("/p");
                            return new RgbImage(
                                    1,
                                    1,
                                    new byte[] {
                                        Byte.parseByte(name.substring(at + 2, at + 7)),
                                        Byte.parseByte(name.substring(at + 8, at + 11)),
                                        0
                                    });
                        },
                        new AnalysisOptions(
                                ChildRule.PAPER,
                                AnalysisOptions.IDENTITIES,
                                AnalysisOptions.IMAGES,
                                0),
                        Progress.NONE);
        StoredAnalysis.Origin origin =
                new StoredAnalysis.Origin(
                        run.name() + ", 20 epochs",
                        "last.npz",
                        2000,
                        Optional.of(run.record().data().root()),
                        Instant.parse("2026-01-02T05:04:05Z"));
        return StoredAnalysis.write(
                StoredAnalysis.folder(run, origin, Optional.of("faces")),
                analysis.withNotes(List.of("A note says what could not be measured.")),
                origin);
    }

    private static int age(int sample) {
        int image = sample % IMAGES;
        boolean child = sample / IMAGES % 2 == 0;
        return child && image < 14 ? 2 + image % 10 : 14 + image * 3 % 50;
    }

    private static float[] unit(Random random, float[] about, double noise, double pull) {
        float[] row = new float[DIMENSION];
        double squares = 0;
        for (int i = 0; i < DIMENSION; i++) {
            row[i] = (float) (about[i] + noise * random.nextGaussian() + (i == 0 ? pull : 0));
            squares += row[i] * row[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            row[i] /= (float) Math.sqrt(squares);
        }
        return row;
    }

    private record MadeUp(float[][] prototypes) implements FaceEmbedder {
        @Override
        public String name() {
            return "made up";
        }

        @Override
        public int dimension() {
            return DIMENSION;
        }

        @Override
        public float[][] embed(List<RgbImage> faces) {
            return faces.stream().map(this::embed).toArray(float[][]::new);
        }

        private float[] embed(RgbImage face) {
            int identity = face.rgb()[0];
            int image = face.rgb()[1];
            boolean child = age(identity * IMAGES + image) < 13;
            Random random = new Random(identity * IMAGES + image);
            return unit(random, prototypes[identity], child ? 0.13 : 0.1, child ? 0.3 : 0);
        }

        @Override
        public void close() {}
    }
}
