package dev.interproto.verification;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.RgbImage;
import dev.interproto.network.exchange.GraphModel;
import java.util.Arrays;
import java.util.List;

/**
 * Embeds faces with an ONNX model, as its preprocessing asks. In batches where the model takes any
 * number of images, else as many at a time as it wants.
 */
public final class OnnxEmbedder implements FaceEmbedder {
    private final OnnxFaces faces;
    private final String name;

    /**
     * Loads a model.
     *
     * @param name for a person: the model's name or file
     * @throws UserFacingException where the runtime cannot load it
     */
    public OnnxEmbedder(GraphModel model, String name) {
        this.name = name;
        this.faces = new OnnxFaces(model, name, "embedding");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int dimension() {
        return faces.outputs();
    }

    @Override
    public float[][] embed(List<RgbImage> faces112) {
        float[][] embeddings = faces.run(faces112);
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = normalised(embeddings[i]);
        }
        return embeddings;
    }

    private float[] normalised(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || !Double.isFinite(length)) {
            throw faces.useless();
        }
        float[] unit = Arrays.copyOf(row, row.length);
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (row[i] / length);
        }
        return unit;
    }

    @Override
    public void close() {
        faces.close();
    }
}
