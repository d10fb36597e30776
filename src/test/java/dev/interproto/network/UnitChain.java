package dev.interproto.network;

import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.layer.ParameterKind;
import dev.interproto.network.layer.ParameterSpec;
import dev.interproto.network.layer.UnitLayer;
import dev.interproto.network.layer.UnitRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/** One unit, or a few in a row, run by hand for the tests. */
final class UnitChain implements AutoCloseable {
    private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

    private final Kernels kernels;
    private final ComputationGraph graph;
    private final List<UnitRuntime> units = new ArrayList<>();
    private final Map<String, INDArray> parameters = new LinkedHashMap<>();
    private final Map<String, INDArray> gradients = new LinkedHashMap<>();
    private final Map<String, ParameterKind> kinds = new LinkedHashMap<>();

    /**
     * @param layers configurations by the prefix of their parameters' names, which may be empty
     */
    UnitChain(Map<String, UnitLayer> layers, Kernels kernels, long seed) {
        this.kernels = kernels;
        var builder =
                new NeuralNetConfiguration.Builder()
                        .seed(seed)
                        .dataType(kernels.parameterType())
                        .updater(new NoOp())
                        .trainingWorkspaceMode(WorkspaceMode.NONE)
                        .inferenceWorkspaceMode(WorkspaceMode.NONE)
                        .graphBuilder()
                        .addInputs("in");
        String previous = "in";
        for (Map.Entry<String, UnitLayer> layer : layers.entrySet()) {
            String name = "unit" + layer.getKey();
            builder.addLayer(name, layer.getValue(), previous);
            previous = name;
        }
        graph = new ComputationGraph(builder.setOutputs(previous).build());
        graph.init();
        graph.initGradientsView();
        int i = 0;
        for (Map.Entry<String, UnitLayer> layer : layers.entrySet()) {
            UnitRuntime unit = (UnitRuntime) graph.getLayer(i++);
            unit.useKernels(kernels);
            units.add(unit);
            Map<String, INDArray> slopes = views(layer.getValue(), unit.getGradientsViewArray());
            for (ParameterSpec spec : layer.getValue().parameterSpecs()) {
                String name = layer.getKey() + spec.key();
                parameters.put(name, unit.getParam(spec.key()));
                gradients.put(name, slopes.get(spec.key()));
                kinds.put(name, spec.kind());
            }
        }
    }

    private static Map<String, INDArray> views(UnitLayer layer, INDArray flat) {
        NeuralNetConfiguration conf = new NeuralNetConfiguration();
        conf.setLayer(layer);
        return layer.initializer().getGradientsFromFlattened(conf, flat);
    }

    /** Parameters by the reference's names; writing to them changes the units. */
    Map<String, INDArray> parameters() {
        return parameters;
    }

    Map<String, INDArray> gradients() {
        return gradients;
    }

    ParameterKind kind(String name) {
        return kinds.get(name);
    }

    UnitRuntime last() {
        return units.get(units.size() - 1);
    }

    INDArray forward(INDArray x, boolean training) {
        INDArray current = x;
        for (UnitRuntime unit : units) {
            current = unit.activate(current, training, NONE);
        }
        return current;
    }

    INDArray backward(INDArray dy) {
        INDArray gradient = dy;
        for (int i = units.size() - 1; i >= 0; i--) {
            gradient = units.get(i).backpropGradient(gradient, NONE).getSecond();
        }
        return gradient;
    }

    void clear() {
        units.forEach(UnitRuntime::clear);
    }

    @Override
    public void close() {
        clear();
        kernels.close();
        graph.close();
    }
}
