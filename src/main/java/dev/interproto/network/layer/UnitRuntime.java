package dev.interproto.network.layer;

import dev.interproto.network.kernel.BatchNorm;
import dev.interproto.network.kernel.KernelBound;
import dev.interproto.network.kernel.Kernels;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A running unit: DL4J's layer interface over a {@link Part}, and the rules of who owns which
 * buffer.
 *
 * <ul>
 *   <li>In training a unit owns its output and what its parts saved, from the forward pass to the
 *       backward pass (or {@link #clear()}).
 *   <li>Whoever receives a gradient of activations gives it back.
 *   <li>In evaluation nothing is saved, and a unit gives back its input once it has used it (if the
 *       pool owns it).
 * </ul>
 */
public final class UnitRuntime extends BaseLayer<UnitLayer> implements KernelBound {
    private static final long serialVersionUID = 1L;

    private transient Kernels kernels;
    private transient Part part;
    private transient INDArray seenInput;
    private transient INDArray ownOutput;
    private transient Gradient gradients;
    private boolean learns = true;
    private long dropoutStep;

    /** For DL4J: use {@link UnitLayer#instantiate}. */
    public UnitRuntime(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public void useKernels(Kernels kernels) {
        this.kernels = kernels;
        this.part = layerConf().assemble(this);
    }

    Kernels kernels() {
        return kernels;
    }

    INDArray parameter(String key) {
        return params.get(key);
    }

    /** Where the gradient of a parameter goes. */
    INDArray gradient(String key) {
        return gradientViews.get(key);
    }

    BatchNorm norm(String key) {
        return new BatchNorm(
                parameter(key + ".weight"),
                parameter(key + ".bias"),
                parameter(key + ".running_mean"),
                parameter(key + ".running_var"));
    }

    long seed() {
        return conf.getSeed();
    }

    /** What it reads off a training batch beside its output, where it does. */
    public Optional<AgeReadings> ageReadings() {
        return part instanceof ReadingPart reading
                ? Optional.of(reading.readings())
                : Optional.empty();
    }

    /** Training forward passes with dropout so far: with the seed, the whole state of dropout. */
    public long dropoutStep() {
        return dropoutStep;
    }

    /** Goes back (or on) to a step of dropout, to resume a run exactly. */
    public void dropoutStep(long step) {
        dropoutStep = step;
    }

    long takeDropoutStep() {
        return dropoutStep++;
    }

    /** Whether backward passes come here; where not, its gradients stay as they were. */
    public void learns(boolean whether) {
        learns = whether;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        INDArray x = layerConf().takesEmbeddings() ? input : kernels.toActivations(input);
        if (!training) {
            INDArray y = part.forward(x, false);
            if (x != input) {
                kernels.release(x);
            }
            kernels.release(input);
            return y;
        }
        discard();
        seenInput = x;
        ownOutput = part.forward(x, true);
        return ownOutput;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
            INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        if (seenInput == null) {
            throw new IllegalStateException("backward before a training forward: " + layerId());
        }
        if (!layerConf().keepsOutput()) {
            releaseOutput();
        }
        if (!learns) {
            part.discard();
            kernels.release(epsilon);
            releaseInput();
            // DL4J wants something to hand on; nobody reads it.
            return new Pair<>(gradients, epsilon);
        }
        INDArray dx = part.backward(seenInput, epsilon, true);
        if (dx != epsilon) {
            kernels.release(epsilon);
        }
        releaseInput();
        return new Pair<>(gradients, dx);
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray gradientsView) {
        super.setBackpropGradientsViewArray(gradientsView);
        gradients = new DefaultGradient(gradientsView);
        gradientViews.forEach((key, view) -> gradients.setGradientFor(key, view, 'c'));
    }

    /** Gives back whatever a forward pass without a backward pass left. */
    private void discard() {
        if (part != null) {
            part.discard();
        }
        releaseOutput();
        releaseInput();
    }

    private void releaseOutput() {
        if (ownOutput != null) {
            kernels.release(ownOutput);
            ownOutput = null;
        }
    }

    /** The input is the unit before's, unless it had to be converted. */
    private void releaseInput() {
        if (seenInput != null && seenInput != input) {
            kernels.release(seenInput);
        }
        seenInput = null;
    }

    @Override
    public void clear() {
        discard();
        super.clear();
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
