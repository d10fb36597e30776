package dev.interproto.network.exchange;

import dev.interproto.face.Preprocessing;
import dev.interproto.network.Backbone;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds our MobileFaceNet in an MXNet graph by following it from the embedding back to the image,
 * whatever its nodes are called, and takes its weights over so that inference is the same: another
 * eps goes into the running variances, biases in front of a batch normalisation into its running
 * mean, the normalisation of the pixels into the first convolution.
 */
final class MxNetMobileFaceNet {
    /** Of all our batch normalisations. */
    private static final double EPSILON = 1e-5;

    private static final int[] RESIDUALS = {4, 6, 2};

    /** The graph is arranged otherwise, which is no error. */
    private static final class OtherArrangement extends Exception {
        private static final long serialVersionUID = 1L;

        OtherArrangement() {
            super("another arrangement", null, false, false);
        }
    }

    private final MxNetGraph graph;
    private final Map<String, float[]> parameters = new HashMap<>();
    private final Map<String, long[]> shapes = new HashMap<>();

    /** The node reached on the way back. */
    private int at;

    private MxNetMobileFaceNet(MxNetGraph graph) {
        this.graph = graph;
        this.at = graph.embedding();
    }

    /**
     * The weights, if the graph is a MobileFaceNet of ours.
     *
     * @param input what the graph's input expects
     */
    static Optional<BackboneWeights> recognise(
            MxNetGraph graph, Preprocessing input, String format) {
        try {
            return new MxNetMobileFaceNet(graph).walk(input, format);
        } catch (OtherArrangement e) {
            return Optional.empty();
        }
    }

    private Optional<BackboneWeights> walk(Preprocessing input, String format)
            throws OtherArrangement {
        embedding();
        block("model.9", false, 7, 1, 0, true);
        block("model.8", true, 1, 1, 0, false);
        for (int stage = 2; stage >= 0; stage--) {
            for (int i = RESIDUALS[stage] - 1; i >= 0; i--) {
                residual("model." + (2 * stage + 3) + ".model." + i);
            }
            unit("model." + (2 * stage + 2), 2);
        }
        block("model.1", true, 3, 1, 1, true);
        block("model.0", true, 3, 2, 1, false);
        Preprocessing whole =
                PixelScaling.before(graph, at, input).orElseThrow(OtherArrangement::new);
        Backbone backbone = backbone();
        Preprocessing standard = Preprocessing.STANDARD;
        if (whole.mean() != standard.mean() || whole.size() != standard.size()) {
            throw new OtherArrangement();
        }
        String stem = "model.0.conv.weight";
        parameters.put(stem, StemFolding.fold(parameters.get(stem), whole));
        return Optional.of(new BackboneWeights(format, backbone, parameters, Optional.empty()));
    }

    private Backbone backbone() throws OtherArrangement {
        for (Backbone backbone :
                new Backbone[] {Backbone.MOBILEFACENET_128, Backbone.MOBILEFACENET}) {
            Map<String, long[]> expected = backbone.parameterShapes();
            boolean same = expected.keySet().equals(shapes.keySet());
            for (String name : expected.keySet()) {
                same = same && Arrays.equals(expected.get(name), shapes.get(name));
            }
            if (same) {
                return backbone;
            }
        }
        throw new OtherArrangement();
    }

    private void embedding() throws OtherArrangement {
        SymbolNode norm = take("BatchNorm");
        SymbolNode linear = take("FullyConnected");
        MxNetArray weight = graph.array(linear, 1);
        put("linear.0.weight", weight);
        norm("linear.1", norm, bias(linear, weight));
    }

    /** Convolution, batch normalisation, and PReLU if wanted. */
    private void block(
            String name, boolean slopes, int kernel, int stride, int pad, boolean depthwise)
            throws OtherArrangement {
        if (slopes) {
            SymbolNode node = take("LeakyReLU");
            require(node.text("act_type", "leaky").equals("prelu"));
            put(name + ".prelu.weight", graph.array(node, 1));
        }
        SymbolNode norm = take("BatchNorm");
        SymbolNode convolution = take("Convolution");
        require(square(convolution, "kernel", 0, kernel));
        require(square(convolution, "stride", 1, stride));
        require(square(convolution, "pad", 0, pad));
        require(square(convolution, "dilate", 1, 1));
        MxNetArray weight = graph.array(convolution, 1);
        require(weight.shape().length == 4 && weight.shape()[0] > 0);
        int groups = convolution.integer("num_group", 1);
        require(groups == (depthwise ? weight.shape()[0] : 1));
        put(name + ".conv.weight", weight);
        norm(name + ".bn", norm, bias(convolution, weight));
    }

    private void unit(String name, int stride) throws OtherArrangement {
        block(name + ".project", false, 1, 1, 0, false);
        block(name + ".conv_dw", true, 3, stride, 1, true);
        block(name + ".conv", true, 1, 1, 0, false);
    }

    private void residual(String name) throws OtherArrangement {
        SymbolNode sum = take("elemwise_add", "_plus", "_Plus", "broadcast_add", "broadcast_plus");
        require(sum.inputs().size() == 2);
        int first = sum.inputs().get(0);
        int second = sum.inputs().get(1);
        // The branch is computed from the shortcut, so it is the later of the two.
        at = Math.max(first, second);
        unit(name, 1);
        require(at == Math.min(first, second));
    }

    /** The bias in front of a batch normalisation; zeros where there is none. */
    private float[] bias(SymbolNode node, MxNetArray weight) throws OtherArrangement {
        require(weight.shape().length > 0);
        long outputs = weight.shape()[0];
        if (node.flag("no_bias", false)) {
            return new float[Math.toIntExact(outputs)];
        }
        return graph.array(node, 2, outputs).values();
    }

    private void norm(String name, SymbolNode node, float[] bias) throws OtherArrangement {
        require(node.integer("axis", 1) == 1);
        MxNetNorm norm = graph.norm(node, bias.length);
        float[] mean = new float[bias.length];
        float[] variance = new float[bias.length];
        for (int i = 0; i < bias.length; i++) {
            mean[i] = (float) ((double) norm.mean()[i] - bias[i]);
            variance[i] = (float) (norm.variance()[i] + norm.epsilon() - EPSILON);
            require(variance[i] >= 0);
        }
        long[] shape = {bias.length};
        put(name + ".weight", new MxNetArray(shape, norm.gamma()));
        put(name + ".bias", new MxNetArray(shape, norm.beta()));
        put(name + ".running_mean", new MxNetArray(shape, mean));
        put(name + ".running_var", new MxNetArray(shape, variance));
    }

    private void put(String name, MxNetArray array) {
        parameters.put(name, array.values());
        shapes.put(name, array.shape());
    }

    /** Goes back over one node, and over those before it that do nothing at inference. */
    private SymbolNode take(String... operators) throws OtherArrangement {
        SymbolNode node = graph.symbol().node(at);
        while (node.is("Flatten", "flatten", "Dropout", "identity", "_copy")) {
            at = graph.inputNumber(node, 0);
            node = graph.symbol().node(at);
        }
        require(node.is(operators));
        at = graph.inputNumber(node, 0);
        return node;
    }

    private static boolean square(SymbolNode node, String key, int otherwise, int size) {
        return Arrays.equals(node.integers(key, otherwise, otherwise), new int[] {size, size});
    }

    private static void require(boolean asOurs) throws OtherArrangement {
        if (!asOurs) {
            throw new OtherArrangement();
        }
    }
}
