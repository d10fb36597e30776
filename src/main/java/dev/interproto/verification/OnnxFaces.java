package dev.interproto.verification;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.Preprocessing;
import dev.interproto.face.RgbImage;
import dev.interproto.network.exchange.GraphModel;
import dev.interproto.network.exchange.OnnxGraph;
import java.util.List;

/**
 * Runs an ONNX model over faces as its preprocessing asks: in batches where the model takes any
 * number of images, else as many at a time as it wants. One thread at a time.
 */
final class OnnxFaces implements AutoCloseable {
    /** Images at a time: bounds the memory of activations. */
    private static final int BATCH = 16;

    private static final int COLOURS = 3;

    private final OnnxGraph graph;
    private final String name;
    private final String wanted;
    private final int outputs;
    private final Preprocessing preprocessing;

    /** The model's input for each pixel value. */
    private final float[] values = new float[256];

    private final int batch;
    private final boolean exactBatch;

    /**
     * Loads a model.
     *
     * @param name for a person: the model's name or file
     * @param wanted what it is to give, for messages
     * @throws UserFacingException where the runtime cannot load it
     */
    OnnxFaces(GraphModel model, String name, String wanted) {
        this.name = name;
        this.wanted = wanted;
        this.outputs = model.embeddingSize();
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
            return rows.length == 2 && rows[0].length == outputs ? BATCH : 1;
        } catch (UserFacingException e) {
            return 1;
        }
    }

    private int imageLength() {
        return COLOURS * preprocessing.size() * preprocessing.size();
    }

    /** How many numbers it gives for a face. */
    int outputs() {
        return outputs;
    }

    /**
     * Runs the model.
     *
     * @param faces square, of any size: resized to what the model takes
     * @return a row of {@link #outputs} numbers a face, as the model gives them
     */
    float[][] run(List<RgbImage> faces) {
        float[][] results = new float[faces.size()][];
        for (int from = 0; from < results.length; from += batch) {
            List<RgbImage> some = faces.subList(from, Math.min(results.length, from + batch));
            int count = exactBatch ? batch : some.size();
            float[] images = new float[count * imageLength()];
            for (int i = 0; i < some.size(); i++) {
                write(some.get(i), images, i * imageLength());
            }
            float[][] rows = graph.run(images, count, preprocessing.size());
            if (rows.length != count || rows[0].length != outputs) {
                throw useless();
            }
            System.arraycopy(rows, 0, results, from, some.size());
        }
        return results;
    }

    private void write(RgbImage face, float[] images, int offset) {
        if (face.width() != face.height()) {
            throw new IllegalArgumentException(
                    "not square but " + face.width() + " x " + face.height());
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

    /** For a person: its numbers are of no use. */
    UserFacingException useless() {
        return new UserFacingException(
                "The model " + name + " gave no " + wanted + " for a face.",
                "Its output is zero, no number, or of another size than " + outputs + ".",
                "Check the model and its preprocessing, and import it again.");
    }

    @Override
    public void close() {
        graph.close();
    }
}
