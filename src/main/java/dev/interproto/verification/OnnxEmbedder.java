package dev.interproto.verification;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.Preprocessing;
import dev.interproto.face.RgbImage;
import dev.interproto.network.exchange.GraphModel;
import dev.interproto.network.exchange.OnnxGraph;
import java.util.Arrays;
import java.util.List;

/**
 * Embeds faces with an ONNX model, as its preprocessing asks. In batches where the model takes any
 * number of images, else as many at a time as it wants.
 */
public final class OnnxEmbedder implements FaceEmbedder {
    /** Images at a time: bounds the memory of activations. */
    private static final int BATCH = 16;

    private static final int COLOURS = 3;

    private final OnnxGraph graph;
    private final String name;
    private final int dimension;
    private final Preprocessing preprocessing;

    /** The model's input for each pixel value. */
    private final float[] values = new float[256];

    private final int batch;
    private final boolean exactBatch;

    /**
     * Loads a model.
     *
     * @param name for a person: the model's name or file
     * @throws UserFacingException where the runtime cannot load it
     */
    public OnnxEmbedder(GraphModel model, String name) {
        this.name = name;
        this.dimension = model.embeddingSize();
        this.preprocessing = model.preprocessing();
        for (int x = 0; x < values.length; x++) {
            values[x] = (float) ((x - preprocessing.mean()) * preprocessing.scale());
        }
        this.graph = OnnxGraph.open(model.onnx(), name);
        this.exactBatch = graph.fixedBatch().isPresent();
        this.batch = graph.fixedBatch().orElseGet(this::possibleBatch);
    }

    /** Some files promise any number of images, but give one row whatever their number. */
    private int possibleBatch() {
        try {
            int size = preprocessing.size();
            float[][] rows = graph.run(new float[2 * imageLength()], 2, size);
            return rows.length == 2 && rows[0].length == dimension ? BATCH : 1;
        } catch (UserFacingException e) {
            return 1;
        }
    }

    private int imageLength() {
        return COLOURS * preprocessing.size() * preprocessing.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public float[][] embed(List<RgbImage> faces112) {
        float[][] embeddings = new float[faces112.size()][];
        for (int from = 0; from < embeddings.length; from += batch) {
            List<RgbImage> faces =
                    faces112.subList(from, Math.min(embeddings.length, from + batch));
            int count = exactBatch ? batch : faces.size();
            float[] images = new float[count * imageLength()];
            for (int i = 0; i < faces.size(); i++) {
                write(faces.get(i), images, i * imageLength());
            }
            float[][] rows = graph.run(images, count, preprocessing.size());
            if (rows.length != count || rows[0].length != dimension) {
                throw noEmbedding();
            }
            for (int i = 0; i < faces.size(); i++) {
                embeddings[from + i] = normalised(rows[i]);
            }
        }
        return embeddings;
    }

    private void write(RgbImage face, float[] images, int offset) {
        if (!FaceAligner.isAligned(face)) {
            throw new IllegalArgumentException(
                    "not 112 x 112 but " + face.width() + " x " + face.height());
        }
        byte[] rgb = FaceAligner.resized(face, preprocessing.size()).rgb();
        boolean swap = preprocessing.colours() == Preprocessing.ColourOrder.BGR;
        int plane = rgb.length / COLOURS;
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int colour = 0; colour < COLOURS; colour++) {
                int channel = swap ? COLOURS - 1 - colour : colour;
                int to =
                        graph.channelsFirst() ? channel * plane + pixel : COLOURS * pixel + channel;
                images[offset + to] = values[rgb[COLOURS * pixel + colour] & 0xff];
            }
        }
    }

    private float[] normalised(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || !Double.isFinite(length)) {
            throw noEmbedding();
        }
        float[] unit = Arrays.copyOf(row, row.length);
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (row[i] / length);
        }
        return unit;
    }

    private UserFacingException noEmbedding() {
        return new UserFacingException(
                "The model " + name + " gave no embedding for a face.",
                "Its output is zero, no number, or of another size than " + dimension + ".",
                "Check the model and its preprocessing, and import it again.");
    }

    @Override
    public void close() {
        graph.close();
    }
}
