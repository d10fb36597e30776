package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.Preprocessing;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import onnx.Onnx;

/** Reads face models in ONNX: any network from one image to one embedding. */
public final class OnnxModels {
    /** Above the largest face model in use (IR-200, 0.5 GB), below what a byte array can hold. */
    private static final long LARGEST_FILE = 1L << 30;

    /** Numbers in the longest embedding believed; the longest in use have 2048. */
    private static final int LONGEST_EMBEDDING = 1 << 15;

    /** Numbers in the images of one run, 256 MiB: 64 images of 590 pixels, 21 of 1024. */
    private static final long LARGEST_RUN = 1 << 26;

    private OnnxModels() {}

    /** Whether a file is to be read as ONNX, by its name. */
    static boolean isNamed(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    /**
     * The model in a file. It is loaded, and run once on a grey image, before it is accepted.
     *
     * <p>Its preprocessing is what the file records (those this program exports do), else the one
     * given, else InsightFace's: RGB, (x − 127.5)/127.5, or bare pixels where the graph itself
     * begins with a subtraction and a multiplication. A size that the graph fixes replaces that of
     * the preprocessing.
     *
     * @param file with all of its weights inside: at most 1 GiB
     * @param given colour order, mean and scale told by a person
     * @throws UserFacingException where the file is damaged, too large or no embedding model, keeps
     *     its weights in other files, or records another preprocessing than the one given
     */
    public static GraphModel read(Path file, Optional<Preprocessing> given) {
        OnnxFile onnx = OnnxFile.read(file, LARGEST_FILE);
        byte[] bytes = onnx.bytes();
        Onnx.ModelProto model = onnx.model();
        if (OnnxExternalData.isUsedBy(model)) {
            throw new UserFacingException(
                    file + " keeps its weights in other files beside it.",
                    "Only models whose weights are inside the file can be imported.",
                    "Save it as one file, in Python: onnx.save(onnx.load(\"model.onnx\"),"
                            + " \"whole.onnx\", save_as_external_data=False).");
        }
        try (OnnxGraph graph = OnnxGraph.open(bytes, file.toString())) {
            Preprocessing preprocessing = preprocessing(file, model, graph, given);
            int size = preprocessing.size();
            int count = graph.fixedBatch().orElse(1);
            float[][] rows = graph.run(new float[length(file, count, size)], count, size);
            if (rows.length != count || rows[0].length > LONGEST_EMBEDDING) {
                throw new UserFacingException(
                        file
                                + " gives "
                                + rows.length
                                + " rows of "
                                + rows[0].length
                                + " numbers for "
                                + count
                                + " images.",
                        "Those are no embeddings.",
                        "Give a model whose output is one embedding an image.");
            }
            return new GraphModel(format(model), bytes, rows[0].length, preprocessing);
        }
    }

    /** Numbers of a run's images; sizes stand in the file, which may say anything. */
    private static int length(Path file, int count, int size) {
        boolean absurd = size > OnnxGraph.LARGEST_IMAGE;
        long numbers = absurd ? Long.MAX_VALUE : 3L * count * size * size;
        if (numbers > LARGEST_RUN) {
            throw new UserFacingException(
                    file + " wants " + count + " images of " + size + " pixels a side at a time.",
                    "No face model needs that, and it could exhaust the memory.",
                    "Give a model for single faces of about 112 pixels.");
        }
        return (int) numbers;
    }

    private static Preprocessing preprocessing(
            Path file, Onnx.ModelProto model, OnnxGraph graph, Optional<Preprocessing> given) {
        Optional<Preprocessing> recorded = OnnxPreprocessing.recorded(model);
        int size =
                graph.size()
                        .orElse(
                                recorded.or(() -> given)
                                        .map(Preprocessing::size)
                                        .orElse(FaceAligner.SIZE));
        Optional<Preprocessing> wanted = given.map(p -> sized(p, size));
        Optional<Preprocessing> said = recorded.map(p -> sized(p, size));
        if (said.isPresent() && wanted.isPresent() && !said.equals(wanted)) {
            throw new UserFacingException(
                    file + " records its own preprocessing: " + describe(said.get()) + ".",
                    "The one given is another: " + describe(wanted.get()) + ".",
                    "Leave the preprocessing away; the file knows how it was trained.");
        }
        return said.or(() -> wanted)
                .orElseGet(() -> OnnxPreprocessing.insightFace(model.getGraph(), size));
    }

    private static Preprocessing sized(Preprocessing preprocessing, int size) {
        return new Preprocessing(
                preprocessing.colours(), preprocessing.mean(), preprocessing.scale(), size);
    }

    private static String describe(Preprocessing p) {
        return p.colours() + ", mean " + p.mean() + ", scale " + p.scale();
    }

    private static String format(Onnx.ModelProto model) {
        String producer = (model.getProducerName() + " " + model.getProducerVersion()).strip();
        String known = producer.length() <= 60 ? producer : producer.substring(0, 60) + "…";
        return known.isEmpty() ? "ONNX" : "ONNX by " + known;
    }
}
