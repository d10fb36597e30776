package dev.interproto.network.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Cuts a unit's stretch of the flat vector into its parameters and gives them their start. */
final class UnitParamInitializer implements ParamInitializer {
    static final UnitParamInitializer INSTANCE = new UnitParamInitializer();

    private UnitParamInitializer() {}

    private static List<ParameterSpec> specs(Layer layer) {
        return ((UnitLayer) layer).parameterSpecs();
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return specs(layer).stream().mapToLong(ParameterSpec::length).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return specs(layer).stream().map(ParameterSpec::key).toList();
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return keys(layer, true);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return keys(layer, false);
    }

    private static List<String> keys(Layer layer, boolean weights) {
        return specs(layer).stream()
                .filter(spec -> (spec.kind() == ParameterKind.WEIGHT) == weights)
                .map(ParameterSpec::key)
                .toList();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return weightKeys(layer).contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return biasKeys(layer).contains(key);
    }

    @Override
    public Map<String, INDArray> init(
            NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
        UnitLayer layer = (UnitLayer) conf.getLayer();
        Map<String, INDArray> views = views(layer, paramsView);
        for (ParameterSpec spec : layer.parameterSpecs()) {
            conf.addVariable(spec.key());
            if (initializeParams) {
                float[] values = spec.startValues(conf.getSeed(), layer.getLayerName());
                INDArray host = Nd4j.createFromArray(values);
                views.get(spec.key()).assign(host.reshape('c', spec.shape()));
                host.close();
            }
        }
        return views;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(
            NeuralNetConfiguration conf, INDArray gradientView) {
        return views((UnitLayer) conf.getLayer(), gradientView);
    }

    private static Map<String, INDArray> views(UnitLayer layer, INDArray flat) {
        INDArray vector = flat.reshape(flat.length());
        Map<String, INDArray> views = new LinkedHashMap<>();
        long offset = 0;
        for (ParameterSpec spec : layer.parameterSpecs()) {
            INDArray part = vector.get(NDArrayIndex.interval(offset, offset + spec.length()));
            views.put(spec.key(), part.reshape('c', spec.shape()));
            offset += spec.length();
        }
        return views;
    }
}
