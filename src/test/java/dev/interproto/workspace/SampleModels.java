package dev.interproto.workspace;

import dev.interproto.network.Backbone;
import dev.interproto.network.exchange.BackboneWeights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Models made by hand. */
public final class SampleModels {
    private SampleModels() {}

    /** Small random weights of the smallest backbone, with prototypes of so many identities. */
    public static BackboneWeights irSmall(int identities, long seed) {
        Random random = new Random(seed);
        Backbone backbone = Backbone.IR_SMALL;
        Map<String, float[]> parameters = new LinkedHashMap<>();
        backbone.parameterShapes()
                .forEach(
                        (name, shape) -> {
                            int length = 1;
                            for (long size : shape) {
                                length *= (int) size;
                            }
                            float[] values = new float[length];
                            for (int i = 0; i < length; i++) {
                                values[i] = (float) (0.05 * random.nextGaussian());
                                if (name.endsWith("running_var")) {
                                    values[i] = 1 + Math.abs(values[i]);
                                }
                            }
                            parameters.put(name, values);
                        });
        float[] head = new float[identities * backbone.embeddingSize()];
        for (int i = 0; i < head.length; i++) {
            head[i] = (float) random.nextGaussian();
        }
        return new BackboneWeights(
                "PyTorch state dict",
                backbone,
                parameters,
                identities == 0 ? Optional.empty() : Optional.of(head));
    }

    /** The same on the shelf. */
    public static ShelfEntry.Model shelve(Workspace workspace, String name, int identities) {
        return new ModelShelf(workspace)
                .add(
                        name,
                        irSmall(identities, 1),
                        new ModelRecord.Source(name + ".pth", "00".repeat(32)),
                        false);
    }
}
