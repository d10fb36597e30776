package dev.interproto.network.exchange;

import dev.interproto.network.Backbone;
import java.util.Map;
import java.util.Optional;

/**
 * The weights of one of our backbones: can be evaluated, mapped and trained on. Other preprocessing
 * than {@link dev.interproto.face.Preprocessing#STANDARD} is folded into the first convolution, so
 * that the network takes standard input.
 *
 * @param format where they came from, for a person
 * @param backbone which
 * @param parameters every parameter of the backbone under its name in {@link
 *     dev.interproto.network.FaceNetwork#parameters()}, values in PyTorch's C order
 * @param head prototypes [C, D], C order, where the file holds them
 */
public record BackboneWeights(
        String format, Backbone backbone, Map<String, float[]> parameters, Optional<float[]> head)
        implements ForeignModel {

    public BackboneWeights {
        parameters = Map.copyOf(parameters);
    }

    @Override
    public int embeddingSize() {
        return backbone.embeddingSize();
    }
}
