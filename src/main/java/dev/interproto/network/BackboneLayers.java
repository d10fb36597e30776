package dev.interproto.network;

import dev.interproto.network.kernel.ConvolutionGeometry;
import dev.interproto.network.layer.AgeBranch;
import dev.interproto.network.layer.AttentionSplitUnit;
import dev.interproto.network.layer.ConvolutionUnit;
import dev.interproto.network.layer.DepthwiseUnit;
import dev.interproto.network.layer.EmbeddingLayer;
import dev.interproto.network.layer.IrUnit;
import dev.interproto.network.layer.LengthAgeUnit;
import dev.interproto.network.layer.ResidualSplitUnit;
import dev.interproto.network.layer.UnitLayer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The layers of each backbone, in order, under the reference's module names. */
final class BackboneLayers {
    private static final int COLOURS = 3;

    /** Channels of the stem and the four stages of IR. */
    private static final int[] IR_CHANNELS = {64, 64, 128, 256, 512};

    private static final int[] SMALL_CHANNELS = {16, 16, 32, 64, 128};

    /** Width and height in front of every embedding layer. */
    private static final int LAST_SIZE = 7;

    private final Map<String, UnitLayer> layers = new LinkedHashMap<>();
    private final AgeBranch branch;
    private final boolean training;

    private BackboneLayers(AgeBranch branch, boolean training) {
        this.branch = branch;
        this.training = training;
    }

    /**
     * The layers of a backbone with an age branch, which is the layer {@link FaceNetwork#AGE}.
     *
     * @param dropout of the IR networks' embedding layer; MobileFaceNet has none
     * @param training whether the branch reads ages
     */
    static Map<String, UnitLayer> of(
            Backbone backbone, double dropout, AgeBranch branch, boolean training) {
        BackboneLayers builder = new BackboneLayers(branch, training);
        if (backbone.unitsPerStage().isEmpty()) {
            builder.mobileFaceNet(backbone.embeddingSize());
        } else {
            builder.ir(backbone, dropout);
        }
        builder.splitEmbedding(backbone.embeddingSize());
        return builder.layers;
    }

    /** The last feature map goes through attention. */
    private void splitMap(int channels, int embeddingSize) {
        if (branch == AgeBranch.ATTENTION) {
            layers.put(
                    FaceNetwork.AGE,
                    new AttentionSplitUnit(channels, LAST_SIZE, embeddingSize, training));
        }
    }

    private void splitEmbedding(int embeddingSize) {
        if (branch == AgeBranch.RESIDUAL) {
            layers.put(FaceNetwork.AGE, new ResidualSplitUnit(embeddingSize, training));
        } else if (branch == AgeBranch.LENGTH && training) {
            layers.put(FaceNetwork.AGE, new LengthAgeUnit());
        }
    }

    private void ir(Backbone backbone, double dropout) {
        boolean small = backbone == Backbone.IR_SMALL;
        int[] channels = small ? SMALL_CHANNELS : IR_CHANNELS;
        // The small network halves the image at once instead of in its last stage: four times
        // faster, and 7 x 7 pixels reach the embedding layer all the same.
        int stemStride = small ? 2 : 1;
        layers.put(
                "input_layer",
                new ConvolutionUnit(
                        COLOURS,
                        channels[0],
                        new ConvolutionGeometry(3, stemStride, 1),
                        false,
                        true,
                        true,
                        ConvolutionUnit.Naming.NUMBERED));
        int unit = 0;
        for (int stage = 0; stage < 4; stage++) {
            for (int i = 0; i < backbone.unitsPerStage().get(stage); i++) {
                int in = i == 0 ? channels[stage] : channels[stage + 1];
                int stride = i > 0 || small && stage == 3 ? 1 : 2;
                layers.put(
                        "body." + unit++,
                        new IrUnit(in, channels[stage + 1], stride, backbone.squeezeExcite()));
            }
        }
        splitMap(channels[4], backbone.embeddingSize());
        layers.put(
                "output_layer",
                EmbeddingLayer.ofIr(channels[4], LAST_SIZE, backbone.embeddingSize(), dropout));
    }

    private void mobileFaceNet(int embeddingSize) {
        block("model.0", COLOURS, 64, new ConvolutionGeometry(3, 2, 1), false, true);
        block("model.1", 64, 64, new ConvolutionGeometry(3, 1, 1), true, true);
        layers.put("model.2", new DepthwiseUnit(64, 64, 128, 2, false));
        residuals("model.3", 4, 64, 128);
        layers.put("model.4", new DepthwiseUnit(64, 128, 256, 2, false));
        residuals("model.5", 6, 128, 256);
        layers.put("model.6", new DepthwiseUnit(128, 128, 512, 2, false));
        residuals("model.7", 2, 128, 256);
        block("model.8", 128, 512, new ConvolutionGeometry(1, 1, 0), false, true);
        splitMap(512, embeddingSize);
        block("model.9", 512, 512, new ConvolutionGeometry(LAST_SIZE, 1, 0), true, false);
        layers.put("linear", EmbeddingLayer.ofMobileFaceNet(512, embeddingSize));
    }

    private void block(
            String name,
            int in,
            int out,
            ConvolutionGeometry geometry,
            boolean depthwise,
            boolean prelu) {
        layers.put(
                name,
                new ConvolutionUnit(
                        in,
                        out,
                        geometry,
                        depthwise,
                        prelu,
                        layers.isEmpty(),
                        ConvolutionUnit.Naming.FIELDS));
    }

    private void residuals(String name, int count, int channels, int groups) {
        for (int i = 0; i < count; i++) {
            layers.put(
                    name + ".model." + i, new DepthwiseUnit(channels, channels, groups, 1, true));
        }
    }
}
