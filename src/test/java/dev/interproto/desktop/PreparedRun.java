package dev.interproto.desktop;

import dev.interproto.common.Json;
import dev.interproto.common.Progress;
import dev.interproto.dataset.PairLists;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.VerificationPair;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.loss.PrototypeMatrix;
import dev.interproto.training.CheckpointFacts;
import dev.interproto.training.NpzWriter;
import dev.interproto.training.PrototypeSnapshot;
import dev.interproto.training.TrainingPreset;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.ScoredPair;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.ProcessStamp;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Run folders as a training leaves them, on drawn faces, with prototypes and similarities that are
 * drawn by chance instead of learned.
 */
public final class PreparedRun {
    private static final int DIMENSION = 16;

    private PreparedRun() {}

    /** A few drawn people with pair lists. */
    public static DemoFacesReport faces(Path folder) {
        return DemoFaces.write(
                folder, new DemoFacesOptions(24, 12, 0.5, 8, 24, 4885, 2), Progress.NONE);
    }

    /** A finished run without checkpoint or evaluation. */
    public static RunFolder run(Workspace workspace, String name, DemoFacesReport faces)
            throws IOException {
        RunFolder run = workspace.createRun(name);
        run.write(
                new RunRecord(
                        RunRecord.FORMAT_VERSION,
                        name,
                        TrainingPreset.DEMO.configuration(),
                        new RunRecord.DataReference(
                                "Demo faces",
                                faces.train().toString(),
                                faces.ageLabels().toString(),
                                "0",
                                faces.trainImages(),
                                faces.trainIdentities(),
                                faces.childIdentities()),
                        List.of(
                                new RunRecord.TestSetReference(
                                        "demo-c20",
                                        faces.largeGapPairs().toString(),
                                        faces.folder().toString())),
                        RunStatus.FINISHED,
                        Optional.empty(),
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        20,
                        2000,
                        ProcessStamp.current(),
                        Map.of(),
                        Optional.empty(),
                        Map.of()));
        return run;
    }

    /**
     * A checkpoint that holds prototypes only: child identities around one direction, the others
     * anywhere.
     */
    public static void prototypes(
            RunFolder run, List<String> identities, List<Integer> children, double crowding)
            throws IOException {
        Random random = new Random(1);
        float[] values = new float[identities.size() * DIMENSION];
        for (int i = 0; i < identities.size(); i++) {
            for (int j = 0; j < DIMENSION; j++) {
                double pull = children.contains(i) && j == 0 ? crowding : 0;
                values[i * DIMENSION + j] = (float) (random.nextGaussian() + pull);
            }
        }
        Files.createDirectories(run.checkpoints());
        try (OutputStream out = Files.newOutputStream(run.checkpoints().resolve("last.npz"));
                NpzWriter archive = new NpzWriter(out)) {
            archive.addText(
                    "checkpoint.json",
                    Json.mapper()
                            .writeValueAsString(
                                    new CheckpointFacts(
                                            CheckpointFacts.FORMAT_VERSION,
                                            TrainingPreset.DEMO.configuration(),
                                            identities,
                                            children,
                                            "",
                                            20,
                                            0,
                                            2000,
                                            CheckpointFacts.EpochTotals.NONE,
                                            List.of(),
                                            new TreeMap<>(),
                                            new TreeMap<>())));
            archive.add("parameters/head.weight", values, identities.size(), DIMENSION);
        }
    }

    /**
     * Prototypes kept before the first of some epochs and after each: random at first, then the
     * first {@code children}, the child identities, draw together around one direction and part
     * again.
     */
    public static void keptPrototypes(
            RunFolder run, List<String> identities, int children, int epochs) throws IOException {
        Random random = new Random(1);
        float[][] own = new float[identities.size()][DIMENSION];
        boolean[] child = new boolean[own.length];
        for (int i = 0; i < own.length; i++) {
            child[i] = i < children;
            for (int d = 0; d < DIMENSION; d++) {
                own[i][d] = (float) random.nextGaussian();
            }
        }
        for (int epoch = 0; epoch <= epochs; epoch++) {
            float[] values = new float[own.length * DIMENSION];
            double pull = 6 * Math.sin(Math.PI * epoch / (epochs + 1));
            for (int i = 0; i < own.length; i++) {
                System.arraycopy(own[i], 0, values, i * DIMENSION, DIMENSION);
                values[i * DIMENSION] += child[i] ? (float) pull : 0;
            }
            run.prototypeHistory()
                    .keep(
                            new PrototypeSnapshot(
                                    new PrototypeSnapshot.Facts(
                                            epoch,
                                            100L * epoch,
                                            identities,
                                            child,
                                            own.length,
                                            children),
                                    new PrototypeMatrix(own.length, DIMENSION, values)));
        }
    }

    /** An evaluation of the faces' pairs, over and over until there are enough. */
    public static StoredEvaluation evaluation(
            RunFolder run, DemoFacesReport faces, int pairs, List<Problem> missing)
            throws IOException {
        return evaluation(run, faces, pairs, missing, 0.42);
    }

    /** As above, with genuine pairs around a similarity. */
    public static StoredEvaluation evaluation(
            RunFolder run, DemoFacesReport faces, int pairs, List<Problem> missing, double genuine)
            throws IOException {
        List<VerificationPair> known =
                PairLists.read(faces.largeGapPairs(), faces.folder(), Progress.NONE).pairs();
        Random random = new Random(2);
        List<ScoredPair> scored = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            VerificationPair pair = known.get(i % known.size());
            double mean = pair.same() ? genuine : 0.08;
            scored.add(new ScoredPair(pair, mean + 0.11 * random.nextGaussian()));
        }
        PairScores scores = new PairScores("demo-c20", scored, List.of(), missing);
        return StoredEvaluation.write(
                run.evaluationFolder("demo-c20"),
                VerificationReport.of(scores, VerificationOptions.DEFAULT),
                scores,
                new StoredEvaluation.Origin(
                        run.name() + ", 20 epochs",
                        "last.npz",
                        2000,
                        20,
                        faces.largeGapPairs().toString(),
                        faces.folder().toString(),
                        Instant.parse("2026-01-02T04:04:05Z")));
    }

    /** The folders' names of the training faces, in the order of the dataset. */
    public static List<String> identities(DemoFacesReport faces) throws IOException {
        try (var folders = Files.list(faces.train())) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    /** Names for a large map, those of the faces first. */
    public static List<String> many(List<String> first, int count) {
        List<String> names = new ArrayList<>(first);
        IntStream.range(first.size(), count).forEach(i -> names.add("identity-" + i));
        return names;
    }
}
