package dev.interproto.network;

import dev.interproto.common.UserFacingException;
import dev.interproto.network.layer.AgeBranch;
import dev.interproto.network.layer.ParameterSpec;
import dev.interproto.network.layer.UnitLayer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The networks that turn a face of 112 x 112 pixels into an embedding of unit length.
 *
 * <p>IR and IR-SE follow the improved residual networks of ArcFace (Deng et al., CVPR 2019),
 * MobileFaceNet follows Chen et al., CCBR 2018; both with the names and sizes of the PyTorch
 * reference of Inter-Prototype (BMVC 2021, {@code model.py}).
 */
public enum Backbone {
    /** One IR unit a stage, few channels: for the demo and for tests, not for results. */
    IR_SMALL("ir-small", "IR small", 128),
    IR_50("ir-50", "IR-50", 512),
    IR_100("ir-100", "IR-100", 512),
    IR_152("ir-152", "IR-152", 512),
    IR_SE_50("ir-se-50", "IR-SE-50", 512),
    IR_SE_100("ir-se-100", "IR-SE-100", 512),
    IR_SE_152("ir-se-152", "IR-SE-152", 512),
    MOBILEFACENET("mobilefacenet", "MobileFaceNet", 512),
    /** With the embedding size of the pretrained models of InsightFace. */
    MOBILEFACENET_128("mobilefacenet-128", "MobileFaceNet, 128-d", 128);

    /** Width and height of the faces, in pixels. */
    public static final int IMAGE_SIZE = 112;

    private final String id;
    private final String title;
    private final int embeddingSize;

    Backbone(String id, String title, int embeddingSize) {
        this.id = id;
        this.title = title;
        this.embeddingSize = embeddingSize;
    }

    /** The name on command lines and in files, for example {@code ir-se-50}. */
    public String id() {
        return id;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** Numbers in an embedding. */
    public int embeddingSize() {
        return embeddingSize;
    }

    /**
     * The parameters' names and PyTorch shapes, as {@link FaceNetwork#parameters()} has them but
     * without building the network; in the order of the layers.
     */
    public Map<String, long[]> parameterShapes() {
        return parameterShapes(AgeBranch.NONE);
    }

    /** The same with an age branch, as it is in evaluation. */
    public Map<String, long[]> parameterShapes(AgeBranch branch) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        layers(branch)
                .forEach(
                        (name, layer) -> {
                            for (ParameterSpec spec : layer.parameterSpecs()) {
                                shapes.put(name + "." + spec.key(), spec.shape().clone());
                            }
                        });
        return shapes;
    }

    /** Its layers in order by the reference's module names, as they are in evaluation. */
    public Map<String, UnitLayer> layers(AgeBranch branch) {
        return BackboneLayers.of(this, 0, branch, false);
    }

    /** Whether its units weigh their channels (squeeze and excitation). */
    boolean squeezeExcite() {
        return this == IR_SE_50 || this == IR_SE_100 || this == IR_SE_152;
    }

    /** IR units in each of the four stages; empty for MobileFaceNet. */
    List<Integer> unitsPerStage() {
        return switch (this) {
            case IR_SMALL -> List.of(1, 1, 1, 1);
            case IR_50, IR_SE_50 -> List.of(3, 4, 14, 3);
            case IR_100, IR_SE_100 -> List.of(3, 13, 30, 3);
            case IR_152, IR_SE_152 -> List.of(3, 8, 36, 3);
            case MOBILEFACENET, MOBILEFACENET_128 -> List.of();
        };
    }

    /**
     * The backbone of an id, in any letter case.
     *
     * @throws UserFacingException listing the ids where it is none of them
     */
    public static Backbone fromId(String id) {
        String wanted = id.toLowerCase(Locale.ROOT);
        for (Backbone backbone : values()) {
            if (backbone.id.equals(wanted)) {
                return backbone;
            }
        }
        String ids = Arrays.stream(values()).map(Backbone::id).collect(Collectors.joining(", "));
        throw new UserFacingException(
                "There is no backbone called \"" + id + "\".",
                "Without a backbone no network can be built.",
                "Choose one of: " + ids + ".");
    }
}
