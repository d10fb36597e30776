package dev.interproto.loss;

import dev.interproto.network.AgeReader;
import dev.interproto.network.kernel.KernelBound;
import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.layer.AgeReadings;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The running output layer of {@link PrototypeOutputLayer}: computes losses and derivatives of a
 * batch through {@link PrototypeLoss} and remembers what the batch gave.
 *
 * <p>The gradient of {@code weight} is the mean over the batch: the graph's configuration must have
 * {@code miniBatch(false)} where DL4J's own updaters are used. Where identities are sampled, the
 * gradient is {@link PartialFc#gradient()} instead. Its activation is the plain cosines.
 */
public final class PrototypeOutput extends BaseLayer<PrototypeOutputLayer>
        implements IOutputLayer, KernelBound, AgeReader {
    private static final String BY_DATA_SET =
            "a prototype layer learns from embeddings and identity indices, through its graph";

    private transient PrototypeLoss loss;
    private transient Optional<PartialFc> partialFc;
    private transient GradientSource gradients =
            (workspaces, like) ->
                    workspaces.createUninitialized(
                            ArrayType.ACTIVATION_GRAD, like.dataType(), like.shape(), 'c');
    private final transient Optional<AgeTask> ageTask;
    private transient AgeReadings ageReadings;
    private transient INDArray labels;
    private transient LossStep lastStep;
    private transient boolean stepIsOfThisInput;

    /** Where the embeddings' gradient is written; whoever receives it gives it back. */
    private interface GradientSource {
        INDArray take(LayerWorkspaceMgr workspaces, INDArray like);
    }

    PrototypeOutput(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        PrototypeOutputLayer layer = (PrototypeOutputLayer) conf.getLayer();
        this.ageTask = layer.marginHead().ageTask();
        this.loss =
                new PrototypeLoss(
                        layer.marginHead(),
                        new InterPrototypeLoss(
                                layer.getChildIdentities(), layer.getSimilarityDistance()),
                        layer.getLambda());
        this.partialFc =
                layer.keepsGradient()
                        ? Optional.of(new PartialFc(layer.getSampleRate(), layer.getSeed()))
                        : Optional.empty();
    }

    /** What the last batch gave; empty before the first. Survives {@link #clear()}. */
    public Optional<LossStep> lastStep() {
        return Optional.ofNullable(lastStep);
    }

    /** The prototypes as they are now, [C, D], a view of the network's parameters. */
    public INDArray prototypes() {
        return params.get(PrototypeInitializer.WEIGHT);
    }

    /** Weight λ of the Inter-Prototype loss from now on, in place of the configured one. */
    public void lambda(double weight) {
        loss.lambda(weight);
    }

    /**
     * What the head remembers from step to step, a part of the training's state; empty for most
     * heads.
     */
    public double[] headMemory() {
        return loss.memory();
    }

    /** Goes on from a saved {@link #headMemory()}; throws as {@link PrototypeLoss#memory}. */
    public void headMemory(double[] remembered) {
        loss.memory(remembered);
    }

    /** Past embeddings, a part of the training's state; empty for a head without a queue. */
    public Optional<EmbeddingQueue> queue() {
        return loss.queue((int) layerConf().getNIn());
    }

    /** The sampling of identities, with the gradient it leaves; empty where all are used. */
    public Optional<PartialFc> partialFc() {
        return partialFc;
    }

    @Override
    public void useKernels(Kernels kernels) {
        loss = loss.on(kernels);
        gradients = (workspaces, like) -> kernels.pool().take(like.dataType(), like.shape());
    }

    @Override
    public void readAgesFrom(AgeReadings readings) {
        ageReadings = readings;
    }

    /** Which parameters train in an update, from 0. */
    public Turn turn(long update) {
        return ageTask.map(task -> task.turn(update)).orElse(Turn.ALL);
    }

    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
        super.setInput(input, workspaces);
        stepIsOfThisInput = false;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, loss.cosines(input, prototypes()));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
            INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray embeddingGradient = gradients.take(workspaces, input);
        Gradient ofPrototypes = new DefaultGradient();
        if (partialFc.isPresent()) {
            remember(
                    partialFc
                            .get()
                            .gradients(
                                    loss, input, prototypes(), labelIndices(), embeddingGradient));
        } else {
            INDArray prototypeGradient = gradientViews.get(PrototypeInitializer.WEIGHT);
            remember(
                    loss.gradients(
                            input,
                            prototypes(),
                            labelIndices(),
                            embeddingGradient,
                            prototypeGradient));
            ofPrototypes.gradientForVariable().put(PrototypeInitializer.WEIGHT, prototypeGradient);
        }
        ageTask.ifPresent(task -> remember(lastStep.with(learnAges(task, workspaces))));
        this.gradient = ofPrototypes;
        return new Pair<>(ofPrototypes, embeddingGradient);
    }

    @Override
    public double computeScore(
            double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
        if (!stepIsOfThisInput) {
            assertInputSet(false);
            remember(loss.losses(input, prototypes(), labelIndices()));
        }
        score = lastStep.total() + regularisation;
        return score;
    }

    private AgeStep learnAges(AgeTask task, LayerWorkspaceMgr workspaces) {
        double[][] readings = ageReadings.values().toDoubleMatrix();
        double[][] slopes = new double[readings.length][task.branch().readings()];
        AgeStep step = task.learn(readings, ages(), slopes);
        INDArray gradient = gradients.take(workspaces, ageReadings.values());
        ageReadings.gradient(gradient.assign(Nd4j.createFromArray(slopes)));
        return step;
    }

    private int[] ages() {
        if (labels.rank() != 2 || labels.size(1) != 2) {
            throw new IllegalStateException("no ages beside the labels " + layerId());
        }
        return labels.getColumn(1).toIntVector();
    }

    private void remember(LossStep step) {
        lastStep = step;
        stepIsOfThisInput = true;
    }

    private int[] labelIndices() {
        if (labels == null) {
            throw new IllegalStateException("labels are not set " + layerId());
        }
        long identities = layerConf().getNOut();
        int[] indices = new int[(int) input.size(0)];
        if (labels.size(0) != indices.length) {
            throw new IllegalStateException(
                    labels.size(0) + " labels for " + indices.length + " embeddings");
        }
        boolean columns = labels.rank() == 2;
        for (int i = 0; i < indices.length; i++) {
            indices[i] = columns ? labels.getInt(i, 0) : labels.getInt(i);
            if (indices[i] < 0 || indices[i] >= identities) {
                throw new IllegalStateException(
                        "label " + indices[i] + " is not one of " + identities + " identities");
            }
        }
        return indices;
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    /**
     * Identity indices, [B, 1] or [B], of any numeric type that holds them exactly; with ages in
     * whole years beside them, negative where unknown, [B, 2].
     */
    @Override
    public void setLabels(INDArray labels) {
        this.labels = labels;
        stepIsOfThisInput = false;
    }

    @Override
    public INDArray getLabels() {
        return labels;
    }

    @Override
    public void clear() {
        super.clear();
        labels = null;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public boolean hasBias() {
        return false;
    }

    /** The nearest prototype by cosine of each embedding. */
    @Override
    public int[] predict(INDArray embeddings) {
        return loss.cosines(embeddings, prototypes()).argMax(1).toIntVector();
    }

    @Override
    @Deprecated
    public int numLabels() {
        return (int) layerConf().getNOut();
    }

    @Override
    public INDArray computeScoreForExamples(double regularisation, LayerWorkspaceMgr workspaces) {
        throw new UnsupportedOperationException(BY_DATA_SET);
    }

    @Override
    public double f1Score(DataSet data) {
        throw new UnsupportedOperationException(BY_DATA_SET);
    }

    @Override
    public double f1Score(INDArray examples, INDArray labels) {
        throw new UnsupportedOperationException(BY_DATA_SET);
    }

    @Override
    public void fit(DataSetIterator data) {
        throw new UnsupportedOperationException(BY_DATA_SET);
    }

    @Override
    public List<String> predict(DataSet data) {
        throw new UnsupportedOperationException(BY_DATA_SET);
    }

    @Override
    public void fit(INDArray examples, INDArray labels) {
        throw new UnsupportedOperationException(BY_DATA_SET);
    }

    @Override
    public void fit(DataSet data) {
        throw new UnsupportedOperationException(BY_DATA_SET);
    }

    @Override
    public void fit(INDArray examples, int[] labels) {
        throw new UnsupportedOperationException(BY_DATA_SET);
    }
}
