package dev.interproto.verification;

import dev.interproto.face.FaceTensor;
import dev.interproto.face.RgbImage;
import dev.interproto.network.Backbone;
import dev.interproto.network.FaceNetwork;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Embeds faces with a {@link FaceNetwork} in evaluation mode. */
public final class NetworkEmbedder implements FaceEmbedder {
    /** Images at a time: bounds the memory of activations, and large enough to fill the cores. */
    private static final int BATCH = 32;

    private final FaceNetwork network;
    private final String name;
    private final boolean owned;

    /**
     * @param network closed with this embedder
     * @param name for a person: the run and checkpoint, or the model file
     */
    public NetworkEmbedder(FaceNetwork network, String name) {
        this(network, name, true);
    }

    private NetworkEmbedder(FaceNetwork network, String name, boolean owned) {
        this.network = network;
        this.name = name;
        this.owned = owned;
    }

    /** An embedder whose network stays the caller's, such as one under training. */
    public static NetworkEmbedder borrowing(FaceNetwork network, String name) {
        return new NetworkEmbedder(network, name, false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int dimension() {
        return network.backbone().embeddingSize();
    }

    @Override
    public float[][] embed(List<RgbImage> faces112) {
        List<float[]> rows = new ArrayList<>(faces112.size());
        for (int from = 0; from < faces112.size(); from += BATCH) {
            List<RgbImage> batch = faces112.subList(from, Math.min(faces112.size(), from + BATCH));
            float[] pixels = new float[batch.size() * FaceTensor.LENGTH];
            for (int i = 0; i < batch.size(); i++) {
                FaceTensor.write(batch.get(i), pixels, i * FaceTensor.LENGTH, false);
            }
            INDArray images =
                    network.kernels()
                            .activations(
                                    pixels,
                                    batch.size(),
                                    Backbone.IMAGE_SIZE,
                                    Backbone.IMAGE_SIZE,
                                    3);
            INDArray embeddings = network.embed(images);
            network.kernels().release(images);
            for (int i = 0; i < batch.size(); i++) {
                rows.add(embeddings.getRow(i).toFloatVector());
            }
        }
        return rows.toArray(new float[0][]);
    }

    @Override
    public void close() {
        if (owned) {
            network.close();
        }
    }
}
