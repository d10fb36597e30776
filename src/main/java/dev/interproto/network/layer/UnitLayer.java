package dev.interproto.network.layer;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Configuration of one of our coarse layers: what its parameters are and of which parts its
 * arithmetic is made. Updates, decay and regularisation are training's business, not DL4J's.
 */
public abstract class UnitLayer extends BaseLayer {
    private static final long serialVersionUID = 1L;

    /** Its parameters in the order of the flat vector. */
    public abstract List<ParameterSpec> parameterSpecs();

    /** Its arithmetic, over the parameters of a running layer. */
    abstract Part assemble(UnitRuntime runtime);

    /** Whether its input are embeddings, of the parameters' type, and not activations. */
    boolean takesEmbeddings() {
        return false;
    }

    /**
     * Whether the output must outlive the backward pass: the last unit's, which DL4J hands to the
     * output layer once more to compute the score.
     */
    boolean keepsOutput() {
        return false;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        UnitRuntime runtime = new UnitRuntime(conf, networkDataType);
        runtime.setListeners(trainingListeners);
        runtime.setIndex(layerIndex);
        runtime.setParamsViewArray(layerParamsView);
        runtime.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        runtime.setConf(conf);
        return runtime;
    }

    @Override
    public ParamInitializer initializer() {
        return UnitParamInitializer.INSTANCE;
    }

    @Override
    public IUpdater getUpdaterByParam(String paramName) {
        return new NoOp();
    }

    @Override
    public List<Regularization> getRegularizationByParam(String paramName) {
        return List.of();
    }

    @Override
    public boolean isPretrainParam(String paramName) {
        return false;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        // The configuration names its channels itself.
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return null; // DL4J's way to say that none is needed
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        InputType outputType = getOutputType(-1, inputType);
        long activations = outputType.arrayElementsPerExample();
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, outputType)
                .standardMemory(initializer().numParams(this), 0)
                .workingMemory(0, activations, 0, 3 * activations)
                .cacheMemory(0, 0)
                .build();
    }
}
