package dev.interproto.workspace.job;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.RgbImage;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.exchange.GraphModel;
import dev.interproto.network.exchange.OnnxExport;
import dev.interproto.network.exchange.OnnxModels;
import dev.interproto.training.FaceNetworks;
import dev.interproto.training.SavedWeights;
import dev.interproto.verification.NetworkEmbedder;
import dev.interproto.verification.OnnxEmbedder;
import dev.interproto.workspace.ModelHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Writes a model as an ONNX file that other programs can run, and runs it to see that it gives the
 * same embeddings.
 */
public final class ModelExportJob {
    /** Images of noise that the written file is tried on. */
    private static final int TRIED = 3;

    /** Between numbers of unit vectors that two float32 implementations compute. */
    private static final double MOST_DIFFERENCE = 1e-3;

    private final ModelHome home;
    private final String checkpoint;
    private final Path out;

    /**
     * @param home a run, or a model of the shelf
     * @param checkpoint of a run: {@code last} or a file name in its checkpoints
     * @param out the file to write
     */
    public ModelExportJob(ModelHome home, String checkpoint, Path out) {
        this.home = home;
        this.checkpoint = checkpoint;
        this.out = out;
    }

    /**
     * Exports; a model that is an ONNX graph already is written as it came.
     *
     * @return the largest difference between a number of an embedding by our network and by the
     *     file; empty for a graph that was only copied
     * @throws UserFacingException where the model is missing or damaged, the file cannot be
     *     written, or gives other embeddings
     */
    public OptionalDouble run(Progress progress) {
        EmbeddingModel model = EmbeddingModel.open(home, checkpoint, Optional.empty());
        progress.report(0, "Writing " + out.getFileName());
        Optional<SavedWeights> weights = model.weights();
        if (weights.isEmpty()) {
            copy((ShelvedModel) model);
            return OptionalDouble.empty();
        }
        // What is exported is float32, so it is compared with float32.
        FaceNetwork network = FaceNetworks.backbone(weights.get(), "cpu", "float32");
        try (NetworkEmbedder ours = new NetworkEmbedder(network, model.title())) {
            OnnxExport.write(network, out);
            progress.report(0.6, "Running " + out.getFileName());
            return OptionalDouble.of(difference(ours));
        }
    }

    private void copy(ShelvedModel model) {
        try {
            AtomicFiles.write(out, to -> Files.copy(model.folder().graphFile(), to));
        } catch (IOException e) {
            throw new UserFacingException(
                    out + " cannot be written (" + e.getMessage() + ").",
                    "Nothing was exported.",
                    "Check the rights of the folder and the space on its disk.",
                    e);
        }
    }

    private double difference(NetworkEmbedder ours) {
        GraphModel written = OnnxModels.read(out, Optional.empty());
        List<RgbImage> images = noise();
        double largest = 0;
        try (OnnxEmbedder theirs = new OnnxEmbedder(written, out.toString())) {
            float[][] expected = ours.embed(images);
            float[][] found = theirs.embed(images);
            for (int i = 0; i < expected.length; i++) {
                for (int j = 0; j < expected[i].length; j++) {
                    largest = Math.max(largest, Math.abs(expected[i][j] - found[i][j]));
                }
            }
        }
        if (!(largest <= MOST_DIFFERENCE)) {
            throw new UserFacingException(
                    "The written file " + out + " gives other embeddings than the model.",
                    "Their numbers differ by up to " + largest + ": it should not be used.",
                    "Please report this; it is a fault of the program.");
        }
        return largest;
    }

    private static List<RgbImage> noise() {
        Random random = new Random(1);
        return java.util.stream.IntStream.range(0, TRIED)
                .mapToObj(
                        i -> {
                            byte[] rgb = new byte[3 * FaceAligner.SIZE * FaceAligner.SIZE];
                            random.nextBytes(rgb);
                            return new RgbImage(FaceAligner.SIZE, FaceAligner.SIZE, rgb);
                        })
                .toList();
    }
}
