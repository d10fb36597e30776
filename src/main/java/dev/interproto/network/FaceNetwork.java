package dev.interproto.network;

import dev.interproto.network.kernel.KernelBound;
import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.layer.AgeBranch;
import dev.interproto.network.layer.EmbeddingLayer;
import dev.interproto.network.layer.ParameterKind;
import dev.interproto.network.layer.ParameterSpec;
import dev.interproto.network.layer.UnitLayer;
import dev.interproto.network.layer.UnitRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A backbone, with or without an output layer for training, as a DL4J graph.
 *
 * <p><b>Training.</b> {@code graph().setInputs(images)}, {@code graph().setLabels(labels)}, {@code
 * graph().computeGradientAndScore()}; the gradients are in {@code graph().gradient().gradient()},
 * element for element beside {@code graph().params()} (but see {@link OwnGradient}). The update is
 * the caller's ({@link Kernels#sgdMomentumStep} over {@link #parameters()}); DL4J's own updater
 * does nothing. The output layer receives embeddings of unit length (but see {@link OutputNeeds}),
 * may keep using them until DL4J clears it after the step, and returns a gradient that the network
 * gives back to the pool.
 *
 * <p>One thread at a time.
 */
public final class FaceNetwork implements AutoCloseable {
    /** Name of the output layer's vertex, and the prefix of its parameters' names. */
    public static final String HEAD = "head";

    /** Name of the age branch's vertex, and the prefix of its parameters' names. */
    public static final String AGE = "age";

    private static final String IMAGES = "images";
    private static final int COLOURS = 3;

    private final Backbone backbone;
    private final AgeBranch ageBranch;
    private final ComputationGraph graph;
    private final Kernels kernels;
    private final List<UnitRuntime> units = new ArrayList<>();
    private final List<NamedParameter> parameters = new ArrayList<>();

    private FaceNetwork(
            Backbone backbone, AgeBranch ageBranch, ComputationGraph graph, Kernels kernels) {
        this.backbone = backbone;
        this.ageBranch = ageBranch;
        this.graph = graph;
        this.kernels = kernels;
        for (Layer layer : graph.getLayers()) {
            if (layer instanceof KernelBound bound) {
                bound.useKernels(kernels);
            }
            if (layer instanceof UnitRuntime unit) {
                units.add(unit);
            }
            name(layer);
        }
        for (Layer layer : graph.getLayers()) {
            if (layer instanceof AgeReader reader) {
                units.stream()
                        .flatMap(unit -> unit.ageReadings().stream())
                        .forEach(reader::readAgesFrom);
            }
        }
    }

    private void name(Layer layer) {
        String vertex = layer.conf().getLayer().getLayerName();
        Map<String, INDArray> table = layer.paramTable();
        if (layer.conf().getLayer() instanceof UnitLayer unit) {
            for (ParameterSpec spec : unit.parameterSpecs()) {
                add(vertex + "." + spec.key(), spec.kind(), table.get(spec.key()));
            }
        } else if (table != null) {
            table.forEach((key, view) -> add(vertex + "." + key, ParameterKind.WEIGHT, view));
        }
    }

    private void add(String name, ParameterKind kind, INDArray view) {
        parameters.add(new NamedParameter(name, kind, view, view.offset(), view.length()));
    }

    /**
     * Builds a network with fresh weights.
     *
     * @param backbone which
     * @param outputLayer configuration of the output layer (an {@code IOutputLayer}), fed with
     *     embeddings {@code [B, D]} of unit length and what else it asks for ({@link OutputNeeds});
     *     if its runtime layer is {@link KernelBound} it gets the kernels
     * @param dropout share dropped before the IR networks' embedding, in [0, 1); MobileFaceNet has
     *     none
     * @param seed of the initial weights and of dropout
     * @param kernels the arithmetic; the network owns them and closes them with itself
     */
    public static FaceNetwork create(
            Backbone backbone,
            Optional<org.deeplearning4j.nn.conf.layers.Layer> outputLayer,
            double dropout,
            long seed,
            Kernels kernels) {
        Optional<OutputNeeds> needs =
                outputLayer.filter(OutputNeeds.class::isInstance).map(OutputNeeds.class::cast);
        AgeBranch branch = needs.map(OutputNeeds::ageBranch).orElse(AgeBranch.NONE);
        Map<String, UnitLayer> layers = BackboneLayers.of(backbone, dropout, branch, true);
        if (branch == AgeBranch.LENGTH || needs.map(OutputNeeds::needsLengths).orElse(false)) {
            layers.values().stream()
                    .filter(EmbeddingLayer.class::isInstance)
                    .forEach(layer -> ((EmbeddingLayer) layer).keepLengthsInTraining());
        }
        return new FaceNetwork(
                backbone, branch, graph(layers, outputLayer, seed, kernels), kernels);
    }

    /**
     * Builds a network that only embeds, its weights to be filled in.
     *
     * @param branch the age branch it was trained with: some change the embedding
     * @param kernels as in {@link #create}
     */
    public static FaceNetwork forEvaluation(Backbone backbone, AgeBranch branch, Kernels kernels) {
        Map<String, UnitLayer> layers = backbone.layers(branch);
        return new FaceNetwork(
                backbone, branch, graph(layers, Optional.empty(), 0, kernels), kernels);
    }

    private static ComputationGraph graph(
            Map<String, UnitLayer> layers,
            Optional<org.deeplearning4j.nn.conf.layers.Layer> outputLayer,
            long seed,
            Kernels kernels) {
        ComputationGraphConfiguration.GraphBuilder builder =
                new NeuralNetConfiguration.Builder()
                        .seed(seed)
                        .dataType(kernels.parameterType())
                        .updater(new NoOp())
                        .trainingWorkspaceMode(WorkspaceMode.NONE)
                        .inferenceWorkspaceMode(WorkspaceMode.NONE)
                        .cacheMode(CacheMode.NONE)
                        .graphBuilder()
                        .addInputs(IMAGES)
                        .validateOutputLayerConfig(false);
        String previous = IMAGES;
        for (Map.Entry<String, UnitLayer> layer : layers.entrySet()) {
            builder.addLayer(layer.getKey(), layer.getValue(), previous);
            previous = layer.getKey();
        }
        if (outputLayer.isPresent()) {
            builder.addLayer(HEAD, outputLayer.get(), previous);
            previous = HEAD;
        }
        ComputationGraph graph = new FaceGraph(builder.setOutputs(previous).build());
        graph.init();
        return graph;
    }

    public Backbone backbone() {
        return backbone;
    }

    /** Where ages are read in training, or were. */
    public AgeBranch ageBranch() {
        return ageBranch;
    }

    public ComputationGraph graph() {
        return graph;
    }

    public Kernels kernels() {
        return kernels;
    }

    /**
     * Embeddings in evaluation mode.
     *
     * @param images {@code [B, 112, 112, 3]}, RGB, (x / 255 − 0.5) / 0.5; stays the caller's
     * @return {@code [B, D]}, rows of unit length, float32 (float64 for float64 kernels), the
     *     caller's own
     */
    public INDArray embed(INDArray images) {
        long[] expected = {images.size(0), Backbone.IMAGE_SIZE, Backbone.IMAGE_SIZE, COLOURS};
        if (!Arrays.equals(expected, images.shape())) {
            throw new IllegalArgumentException(
                    "images must be [B, 112, 112, 3], not " + Arrays.toString(images.shape()));
        }
        LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
        INDArray x = images;
        for (UnitRuntime unit : units) {
            x = unit.activate(x, false, none);
            unit.clear();
        }
        INDArray embeddings = x.dup('c');
        kernels.release(x);
        return embeddings;
    }

    /**
     * All parameters in the order of the flat vector: the backbone's under the reference's names,
     * the output layer's as {@code head.…}. Within a layer those of a kind lie together.
     */
    public List<NamedParameter> parameters() {
        return List.copyOf(parameters);
    }

    /**
     * Whether backward passes go on from the age branch into the layers before it, which takes most
     * of their time. Where they do not, the gradients of those layers stay as they were; for steps
     * that change the branch's weights alone.
     */
    public void trainsBeforeBranch(boolean trains) {
        for (UnitRuntime unit : units) {
            if (unit.ageReadings().isPresent()) {
                return;
            }
            unit.learns(trains);
        }
    }

    /** Training steps that drew a dropout mask so far; with the seed, dropout's whole state. */
    public long dropoutStep() {
        return embeddingUnit().dropoutStep();
    }

    /** Goes on from a step of dropout, to resume a run exactly. */
    public void dropoutStep(long step) {
        embeddingUnit().dropoutStep(step);
    }

    /** The one with dropout. */
    private UnitRuntime embeddingUnit() {
        return units.stream()
                .filter(unit -> unit.conf().getLayer() instanceof EmbeddingLayer)
                .findFirst()
                .orElseThrow();
    }

    /** Frees the native memory of parameters, gradients and kernels. */
    @Override
    public void close() {
        units.forEach(UnitRuntime::clear);
        kernels.close();
        graph.close();
    }
}
